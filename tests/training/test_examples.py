"""Tests of what the tagger is trained on: labels and pointers on the right words, and articles in other clothes."""

import gzip
import importlib.util
import json
import random
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.tagging.decoding import LABELS
from sayso.annotate.tagging.pieces import Pieces, load_pieces

TRAINING = Path(__file__).parents[2] / "training"


def _load() -> Any:
    spec = importlib.util.spec_from_file_location("examples_under_test", TRAINING / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


module = _load()


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    """The pieces of the tagger."""
    return load_pieces()


def _article(text: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """An article whose roles are given as the words that they cover, where these first stand."""

    def span(words: str) -> dict[str, int]:
        return {"start": text.index(words), "end": text.index(words) + len(words)}

    def spans(value: Any) -> Any:
        return None if value is None else span(value) if isinstance(value, str) else [span(v) for v in value]

    return {
        "doc": "a",
        "text": text,
        "attributions": [{role: spans(value) for role, value in row.items()} for row in rows],
    }


def _labelled(text: str, example: Any) -> list[tuple[str, str]]:
    """The words that have a label, and which."""
    return [
        (text[span.start : span.end], LABELS[label])
        for span, label in zip(example.window.spans, example.labels, strict=True)
        if label
    ]


def _word(text: str, example: Any, place: int) -> str | None:
    """The word that begins at a piece; None for place 0."""
    if place == 0:
        return None
    span = example.window.spans[example.window.first.index(place)]
    return text[span.start : span.end]


def _pointers(text: str, example: Any) -> tuple[list[Any], list[Any]]:
    to_cue, to_source = (
        [(_word(text, example, a), _word(text, example, b)) for a, b in pointers]
        for pointers in (example.content_to_cue, example.cue_to_source)
    )
    return to_cue, to_source


# --- labels and pointers --------------------------------------------------------------------------------------


def test_labels_and_pointers_stand_on_the_words_of_each_role(pieces: Pieces) -> None:
    """Each run begins with B; marks of quotation are words too."""
    text = "“We stay here,” said Nora Whitlow."
    article = _article(text, {"source": "Nora Whitlow", "cue": "said", "content": "“We stay here,”"})
    [example] = module.examples(pieces, article)

    assert [
        *[("“", "B-content"), ("We", "I-content"), ("stay", "I-content"), ("here", "I-content")],
        *[(",", "I-content"), ("”", "I-content"), ("said", "B-cue")],
        *[("Nora", "B-source"), ("Whitlow", "I-source")],
    ] == _labelled(text, example)
    assert ([("“", "said")], [("said", "Nora")]) == _pointers(text, example)


def test_several_contents_point_to_the_same_cue(pieces: Pieces) -> None:
    text = "Go, she said, and stay away."
    article = _article(text, {"source": "she", "cue": "said", "content": ["Go,", "and stay away"]})
    [example] = module.examples(pieces, article)

    assert ([("Go", "said"), ("and", "said")], [("said", "she")]) == _pointers(text, example)


def test_what_is_not_there_is_pointed_to_as_none(pieces: Pieces) -> None:
    """A cue without a source, and a content without a cue; a role may be null, empty or left out."""
    text = "It was said that Hask left. Nobody asked us."
    article = _article(
        text,
        {"source": None, "cue": "said", "content": "that Hask left"},
        {"cue": [], "content": "Nobody asked us"},
    )
    [example] = module.examples(pieces, article)

    assert ([("that", "said"), ("Nobody", None)], [("said", None)]) == _pointers(text, example)


def test_a_span_that_ends_within_a_word_labels_all_of_it(pieces: Pieces) -> None:
    """Labels made by other rules of splitting still land."""
    text = "The pro-mill faction said yes"
    article = _article(text, {"source": "mill fact", "cue": "said", "content": "yes"})
    [example] = module.examples(pieces, article)

    assert [("mill", "B-source"), ("faction", "I-source")] == _labelled(text, example)[:2]


def test_spans_without_a_word_in_them_are_passed_over(pieces: Pieces) -> None:
    """Empty ones, and white space."""
    text = "She said  yes"
    article = _article(text, {"source": "She", "cue": "said", "content": "yes"})
    article["attributions"][0]["content"] = [{"start": 8, "end": 10}, {"start": 4, "end": 4}]
    [example] = module.examples(pieces, article)

    assert [("She", "B-source"), ("said", "B-cue")] == _labelled(text, example)
    assert [] == example.content_to_cue


def test_a_pointer_into_another_window_points_to_none(pieces: Pieces) -> None:
    """What is labelled is labelled where it stands."""
    text = "She said so.\n" + "word " * 250 + "\nWe go."
    article = _article(text, {"source": "She", "cue": "said", "content": ["so", "We go"]})
    first, *_, last = module.examples(pieces, article)

    assert ([("so", "said")], [("said", "She")]) == _pointers(text, first)
    assert ([("We", None)], []) == _pointers(text, last)


def test_every_word_has_one_label_wherever_the_windows_end(pieces: Pieces) -> None:
    """Free pieces move the windows, and never a label."""
    text = "\n".join(f"She said that number {n} had failed." for n in range(60))
    rows = [
        {role: {"start": match.start(role), "end": match.end(role)} for role in ("source", "cue", "content")}
        for match in re.finditer(r"(?P<source>She) (?P<cue>said) (?P<content>that.*failed)", text)
    ]
    article = {"text": text, "attributions": rows}

    def labels(free: int) -> list[int]:
        return [label for example in module.examples(pieces, article, free=free) for label in example.labels]

    assert [1, 3, 5, *[6] * 4, 0] * 60 == labels(0) == labels(37) == labels(module.MOST_FREE)


def test_articles_are_read_zipped_or_not(tmp_path: Path) -> None:
    """One a line; empty lines are passed over."""
    lines = f"{json.dumps({'text': 'né'})}\n\n{json.dumps({'text': 'b'})}\n"
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(lines)

    assert [{"text": "né"}, {"text": "b"}] == module.read_articles(tmp_path / "a.jsonl")
    assert [{"text": "né"}, {"text": "b"}] == module.read_articles(tmp_path / "a.jsonl.gz")


def test_lines_that_hold_nothing_are_no_paragraphs() -> None:
    assert [(2, 3), (6, 8)] == [tuple(span) for span in module.lines_of("\n\na\n \nbc\n")]


# --- other clothes --------------------------------------------------------------------------------------------


class _Chooses(random.Random):
    """Chance that always picks the choice of this number, and always comes under a share."""

    def __init__(self, number: int) -> None:
        super().__init__(0)
        self.number = number

    def choice(self, seq: Any) -> Any:
        return seq[self.number % len(seq)]

    def random(self) -> float:
        return 0.0


@pytest.mark.parametrize(("number", "marks"), list(enumerate(module.QUOTES)))
def test_quotation_marks_are_exchanged_in_pairs(number: int, marks: tuple[str, str]) -> None:
    """Straight ones open behind white space and brackets, and close elsewhere."""
    article = _article('"Go," she said ("at once"). “Yes,” he said.')
    opening, closing = marks

    assert (
        f"{opening}Go,{closing} she said ({opening}at once{closing}). {opening}Yes,{closing} he said."
        == module.restyle(article, _Chooses(number))["text"]
    )


def test_names_of_sources_are_exchanged_throughout() -> None:
    """And no other words: not those that also stand in the text in lower case, nor other people's."""
    text = "Mayor Whitlow met Hask, the mayor. “No,” Whitlow said. Whitlows agreed."
    article = _article(text, {"source": "Mayor Whitlow", "cue": "said", "content": "“No,”"})

    varied = module.rename(article, _Chooses(0), ["Brukh"])

    assert "Mayor Brukh met Hask, the mayor. “No,” Brukh said. Whitlows agreed." == varied["text"]
    assert [{"start": 0, "end": 11}] == varied["attributions"][0]["source"]


def test_a_label_that_ends_within_a_name_stays_within_the_new_one() -> None:
    """At the same letter, or at its end."""
    article = _article(
        "So Whitlow said Whitlow", {"source": "Whitlow", "cue": "low said", "content": "So Whitl"}
    )

    def labels(name: str) -> list[str]:
        varied = module.rename(article, _Chooses(0), [name])
        [row] = varied["attributions"]
        return [varied["text"][span["start"] : span["end"]] for role in module.ROLES for span in row[role]]

    assert ["Abcdefghi", "efghi said", "So Abcde"] == labels("Abcdefghi")
    assert ["Om", " said", "So Om"] == labels("Om")


def test_the_article_itself_is_left_as_it_was() -> None:
    """It is read again in the next epoch."""
    article = _article("“No,” Whitlow said.", {"source": "Whitlow", "cue": "said", "content": "“No,”"})
    before = json.dumps(article)

    module.restyle(article, random.Random(1))
    module.rename(article, random.Random(1), ["Brukh"])

    assert before == json.dumps(article)


words = st.sampled_from(
    ["She", "Whitlow", "Hask", "said", "yes", "and", "“", "”", '"', '"Go,"', "(“", "\n", "é", "\ud800"]
)


@st.composite
def articles(draw: st.DrawFn) -> dict[str, Any]:
    """Articles of a few words, with any spans of whole words labelled."""
    found = draw(st.lists(words, min_size=1, max_size=40))
    text = " ".join(found)
    starts = [sum(map(len, found[:at])) + at for at in range(len(found))]

    def span(at: tuple[int, int]) -> dict[str, int]:
        first, last = sorted((at[0] % len(found), at[1] % len(found)))
        return {"start": starts[first], "end": starts[last] + len(found[last])}

    places = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(span)
    roles = st.one_of(st.none(), places, st.lists(places, max_size=3))
    rows = draw(st.lists(st.fixed_dictionaries(dict.fromkeys(module.ROLES, roles)), max_size=4))
    return {"doc": "a", "text": text, "attributions": rows}


def _strings(article: Any) -> list[list[str]]:
    """What is labelled, a list for each row and role."""
    return [
        [article["text"][start:end] for start, end in module.role_spans(row.get(role))]
        for row in article["attributions"]
        for role in module.ROLES
    ]


def _bare(text: str) -> str:
    return re.sub("[“”‘’«»„'\"]", "", text)


@given(articles(), st.integers(0, 2**32))
def test_other_marks_leave_every_labelled_string_as_it_was_but_for_its_marks(article: Any, seed: int) -> None:
    """One that was nothing but marks may be gone."""
    varied = module.restyle(article, random.Random(seed))

    assert _bare(article["text"]) == _bare(varied["text"])
    assert [[bare for text in row if (bare := _bare(text))] for row in _strings(article)] == [
        [bare for text in row if (bare := _bare(text))] for row in _strings(varied)
    ]


@given(articles(), st.integers(0, 2**32))
def test_other_names_leave_every_labelled_string_as_it_was_but_for_its_names(article: Any, seed: int) -> None:
    """A name is exchanged everywhere or nowhere, and for the same one."""
    varied = module.rename(article, random.Random(seed), ["Brukhovar", "Om"])
    pairs = list(zip(article["text"].split(" "), varied["text"].split(" "), strict=True))
    swap = dict(pairs)

    assert all(swap[old] == new for old, new in pairs)
    assert all(
        new == old or (old in {"She", "Whitlow", "Hask"} and new in {"Brukhovar", "Om"}) for old, new in pairs
    )
    assert [
        [" ".join(swap[word] for word in text.split(" ")) for text in row] for row in _strings(article)
    ] == _strings(varied)


@given(articles(), st.integers(0, module.MOST_FREE))
def test_any_article_gives_examples_that_point_within_their_windows(article: Any, free: int) -> None:
    """From the start of a word to the start of a word, or to none; a label a word."""
    for example in module.examples(load_pieces(), article, free=free):
        places = set(example.window.first)

        assert len(example.window.spans) == len(example.labels)
        assert all(0 <= label < len(LABELS) for label in example.labels)
        for start, end in (*example.content_to_cue, *example.cue_to_source):
            assert start in places
            assert end in places | {0}


@given(articles(), st.integers(0, 2**32))
def test_the_same_chance_varies_an_article_alike(article: Any, seed: int) -> None:
    """The seed of a training run fixes its data."""
    first, second = (
        module.rename(module.restyle(article, chance), chance, ["Brukh", "Om"])
        for chance in (random.Random(seed), random.Random(seed))
    )

    assert first == second
