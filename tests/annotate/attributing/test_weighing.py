"""Tests of how sure an attribution is: what is known of a claim, by name, and what that makes of its confidence."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.attributing.claims import Claim
from sayso.annotate.attributing.cues import load_cues
from sayso.annotate.attributing.tagged import TAGGED
from sayso.annotate.attributing.weighing import LAYOUT, NEAREST, confidence_of, features, load_weights
from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.tagging.tagger import Reading
from sayso.records import AttributionKind, Parse
from sayso.spans import Span

MOST = 6.0
"""More than any feature can be: the log odds of the surest chance are 5.3."""


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _claim(text: str, source: str | None, cue: str | None, *content: str, **fields: Any) -> Claim:
    """A claim of the tagger, unless `pattern` says otherwise."""
    spans = [_span(text, words) for words in content]
    told = _span(text, cue) if cue else None
    return Claim(
        **{
            "pattern": TAGGED,
            "at": 0,
            "cue": told,
            "source": _span(text, source) if source else None,
            "content": spans,
            "speech": True,
            **fields,
        }
    )


def _reading(text: str, source: float, cue: float, content: float) -> Reading:
    """A reading in which every character has the same chances."""
    size = len(text)
    chances = np.vstack([np.zeros((1, 3)), np.tile([source, cue, content], (size, 1))])
    return Reading([], list(range(1, size + 1)), list(range(size)), chances.cumsum(0))


@pytest.fixture(scope="module")
def known(parsed: Any) -> Callable[..., dict[str, float]]:
    """`known(text, claim)` gives the features of a claim, at even chances where none are told."""
    cues = load_cues()

    def known(
        text: str,
        claim: Claim,
        *,
        kind: AttributionKind = "indirect",
        chances: tuple[float, float, float] = (0.5, 0.5, 0.5),
    ) -> dict[str, float]:
        g = Grammar(text, parsed(text)[Parse][0])
        return features(g, cues, claim, kind, _reading(text, *chances))

    return known


PLAIN = "Nora Whitlow said on Monday that the bridge of Harrowby will be closed in May."


def _plain(**fields: Any) -> Claim:
    return _claim(PLAIN, "Nora Whitlow", "said", "the bridge of Harrowby will be closed in May", **fields)


# --- features -------------------------------------------------------------------------------------------------


def test_of_a_plain_report_at_even_chances_only_the_ordinary_is_known(known: Any) -> None:
    """What is nought is left out."""
    claim = _plain(points=500)

    assert {"always": 1.0, "tagger": 1.0, "no rule": 1.0} == known(PLAIN, claim)


@pytest.mark.parametrize(("name", "at"), [("source", 0), ("cue", 1), ("content", 2)])
def test_a_roles_chance_is_known_by_its_log_odds(known: Any, name: str, at: int) -> None:
    """Even chances are nought, the surest are kept from deciding alone."""
    chances = [0.5, 0.5, 0.5]
    values = []
    for chance in (0.0, 0.2, 0.5, 0.8, 1.0):
        chances[at] = chance
        values.append(known(PLAIN, _plain(), chances=tuple(chances)).get(name, 0.0))

    assert sorted(values) == values
    assert [-value for value in values] == pytest.approx(values[::-1])
    assert np.log((1 - NEAREST) / NEAREST) == pytest.approx(values[-1])
    assert np.log(4) == pytest.approx(values[3])


def test_a_missing_role_has_no_chance(known: Any) -> None:
    """That it is missing is known instead."""
    claim = _claim(PLAIN, None, None, "the bridge of Harrowby will be closed in May")
    found = known(PLAIN, claim, chances=(0.9, 0.9, 0.5))

    assert (1.0, 1.0) == (found["no source"], found["no cue"])
    assert not {"source", "cue"} & set(found)


def test_how_sure_the_pointers_are_counts_for_the_tagger_alone(known: Any) -> None:
    sure = known(PLAIN, _plain(points=900))
    rule = known(PLAIN, _plain(points=900, pattern="speech clause"))

    assert (1.0, np.log(9)) == (sure["tagger"], pytest.approx(sure["tagger points"]))
    assert not {"tagger", "tagger points"} & set(rule)


def test_a_rule_that_agrees_is_known_by_its_vote_or_its_own_pattern(known: Any) -> None:
    found = [known(PLAIN, _plain(**how)) for how in ({"votes": ("noun",)}, {"pattern": "speech clause"}, {})]

    assert [0.0, 0.0, 1.0] == [row.get("no rule", 0.0) for row in found]


@pytest.mark.parametrize(("kind", "name"), [("direct", "direct"), ("mixed", "mixed"), ("indirect", None)])
def test_it_is_known_how_much_is_quoted(known: Any, kind: AttributionKind, name: str | None) -> None:
    found = known(PLAIN, _plain(), kind=kind)

    assert ({name} if name else set()) == {"direct", "mixed"} & set(found)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("closed", "very short"),
        ("be closed in", "very short"),
        ("will be closed in", "short"),
        ("Harrowby will be closed in May", "short"),
        ("of Harrowby will be closed in May", None),
    ],
)
def test_up_to_three_words_are_very_short_and_up_to_six_short(
    known: Any, content: str, name: str | None
) -> None:
    found = known(PLAIN, _claim(PLAIN, "Nora Whitlow", "said", content))

    assert ({name} if name else set()) == {"very short", "short"} & set(found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Nora Whitlow", set()),
        ("She", {"pronoun"}),
        ("Which", {"pronoun", "relative"}),
        ("who", {"pronoun", "relative"}),
    ],
)
def test_pronouns_are_known_and_relative_ones_apart(known: Any, source: str, expected: set[str]) -> None:
    text = f"{source} said that the bridge of Harrowby will be closed in May."
    found = known(text, _claim(text, source, "said", "the bridge of Harrowby will be closed"))

    assert expected == {"pronoun", "relative"} & set(found)


def test_what_stands_within_another_is_known(known: Any) -> None:
    assert 1.0 == known(PLAIN, _plain(inner=True))["inner"]


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        ("the bridge will be closed", "indirect", set()),
        ("the old bridge", "indirect", {"no verb, not quoted"}),
        ("the old bridge", "direct", set()),
        ("Harrowby", "indirect", {"no verb, not quoted", "only a name"}),
        ("Harrowby", "mixed", set()),
    ],
)
def test_contents_without_a_verb_and_names_are_known_where_nothing_is_quoted(
    known: Any, content: str, kind: AttributionKind, expected: set[str]
) -> None:
    text = f"Nora Whitlow said in {content} on Monday."
    found = known(text, _claim(text, "Nora Whitlow", "said", content), kind=kind)

    assert expected == {"no verb, not quoted", "only a name"} & set(found)


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", set()),
        ("did not say", {"unreal"}),
        ("might say", {"unreal"}),
        ("declined to say", {"unreal", "mind"}),
        ("never said", {"unreal"}),
        ("hopes", {"mind"}),
        ("believes", {"mind"}),
        ("shows", {"document"}),
        ("painted", {"unknown cue"}),
    ],
)
def test_what_a_cue_is_is_known(known: Any, cue: str, expected: set[str]) -> None:
    """Words that deny it, thoughts, documents, and cues that are in no list."""
    text = f"Nora Whitlow {cue} that the bridge of Harrowby will be closed in May."
    found = known(text, _claim(text, "Nora Whitlow", cue, "the bridge of Harrowby will be closed in May"))

    assert expected == {"unreal", "mind", "document", "unknown cue"} & set(found)


def test_an_unknown_cue_with_a_thing_is_known_apart(known: Any) -> None:
    """Whoever painted a bridge said nothing."""
    text = "Nora Whitlow painted the old bridge."
    thing = known(text, _claim(text, "Nora Whitlow", "painted", "the old bridge"))

    assert 1.0 == thing["unknown cue, no verb"]
    assert "unknown cue, no verb" not in known(text, _claim(text, "Nora Whitlow", None, "the old bridge"))
    assert "unknown cue, no verb" not in known(
        text, _claim(text, "Nora Whitlow", "painted", "the old bridge"), kind="direct"
    )


def test_what_no_window_has_read_is_unlikely(known: Any, parsed: Any) -> None:
    """Nothing of it in a content, rather than all."""
    g = Grammar(PLAIN, parsed(PLAIN)[Parse][0])
    unread = Reading([], [], [], np.zeros((1, 3)))
    found = features(g, load_cues(), _plain(), "indirect", unread)

    assert known(PLAIN, _plain(), chances=(0.0, 0.0, 0.0)) == found


# --- weights --------------------------------------------------------------------------------------------------


def _names() -> set[str]:
    """The names of all features, as the function writes them."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(features)))
    keys = [key for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys]
    keys += [
        node.slice
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    ]
    return {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def test_every_weight_belongs_to_a_feature_and_every_feature_has_a_weight() -> None:
    """What has been fitted with other features is fitted again."""
    assert "always" in _names()
    assert sorted(_names()) == sorted(load_weights())


def test_weights_are_of_a_size_that_was_fitted_with_a_ridge() -> None:
    """None decides alone, and some count."""
    weights = load_weights().values()

    assert all(abs(weight) < MOST for weight in weights)
    assert max(map(abs, weights)) > 0.1


@given(st.dictionaries(st.sampled_from(sorted(load_weights())), st.floats(-MOST, MOST)))
def test_confidence_lies_between_nothing_and_certainty(found: dict[str, float]) -> None:
    """1 to 999, whatever is known."""
    value = confidence_of(_plain(), found)

    assert isinstance(value, int)
    assert 1 <= value <= 999


def test_confidence_grows_with_the_chance_of_the_content(known: Any) -> None:
    values = [
        confidence_of(claim, known(PLAIN, claim, chances=(0.9, 0.9, chance)))
        for claim in [_plain(points=900, votes=("speech clause",))]
        for chance in (0.05, 0.3, 0.7, 0.95)
    ]

    assert sorted(set(values)) == values


def test_confidence_grows_with_how_sure_the_pointers_are(known: Any) -> None:
    values = [confidence_of(claim, known(PLAIN, claim)) for claim in map(_pointing, (100, 500, 990))]

    assert sorted(set(values)) == values


def _pointing(points: int) -> Claim:
    return _plain(points=points)


def test_a_report_with_a_source_a_cue_and_a_clause_is_surer_than_a_thing_behind_an_unknown_cue(
    known: Any,
) -> None:
    """Where the tagger is as sure of both."""
    text = "Nora Whitlow said that the bridge will be closed in May. Ames painted the bridge."
    report = _claim(text, "Nora Whitlow", "said", "that the bridge will be closed in May", points=900)
    report.votes = ("speech clause",)
    thing = _claim(text, "Ames", "painted", "the bridge", points=900)
    sure = (0.8, 0.8, 0.8)

    assert confidence_of(report, known(text, report, chances=sure)) > confidence_of(
        thing, known(text, thing, chances=sure)
    )


@pytest.mark.parametrize("pattern", sorted(LAYOUT))
@pytest.mark.parametrize("voted", [False, True])
def test_what_layout_tells_is_at_least_as_sure_as_its_pattern(pattern: str, voted: bool) -> None:  # noqa: FBT001
    """The tagger has no part in it, and may still make it surer."""
    claim = _plain(votes=(pattern,)) if voted else _plain(pattern=pattern)
    least = LAYOUT[pattern]

    assert least == confidence_of(claim, {"always": -MOST, "content": -MOST})
    assert all(least <= confidence_of(claim, {"content": value}) for value in (-MOST, 0.0, MOST))


def test_what_grammar_tells_may_be_less_sure_than_its_pattern() -> None:
    """There the tagger can outvote it."""
    claim = _plain(pattern="speech clause")
    poor = {name: -MOST for name, weight in load_weights().items() if weight > 0}

    assert min(LAYOUT.values()) > confidence_of(claim, poor)
