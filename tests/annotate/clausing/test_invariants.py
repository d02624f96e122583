"""What holds of the clauses of any text, however strange."""

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.annotate.clausing.clauses import CLAUSES, open_clauses
from sayso.annotate.clausing.deeds import Deed
from sayso.annotate.clausing.voices import Voices
from sayso.ids import make_id
from sayso.records import Attribution, Clause, Entity, Parse, Time
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle

PIECES = st.lists(
    st.sampled_from(
        [
            "Mara Vint", "the guards", "said", "that", "denied", "attacked", "was attacked by", "the killing of", "on Monday",
            "to leave", "who", "and", "not", "if", "“", "”", '"', ",", ".", "?", "\n\n", "will", "carried out an attack on",
            "told", "closing", "without", "I", "he", "is", "the leader", "قال", "الجيش", "\u202e", "😀", "”.", "according to",
        ]
    ),
    max_size=40,
)  # fmt: skip


def _check(bundle: Bundle) -> None:
    """The promises of the record."""
    text = bundle.article.text
    clauses = bundle[Clause]
    assert len(clauses) == len({clause.id for clause in clauses})
    assert list(clauses) == sorted(clauses, key=lambda clause: clause.predicate)
    contents = {row.id: row.content for row in bundle[Attribution]}
    entities = {None, *(row.id for row in bundle[Entity])}
    times: dict[str | None, Time | None] = {None: None}
    times.update({row.id: row for row in bundle[Time]})
    for clause in clauses:
        spans = [clause.agent, clause.patient, *clause.others]
        for span in (Span(clause.start, clause.end), clause.predicate, *filter(None, spans)):
            assert 0 <= span[0] < span[1] <= len(text)
        assert clause.start <= clause.predicate.start < clause.predicate.end <= clause.end
        assert {clause.agent_entity, clause.patient_entity} <= entities
        assert clause.verb
        assert clause.time in times
        if clause.attribution is None:
            head = clause.predicate
            assert not any(
                span.start <= head.start and head.end <= span.end
                for content in contents.values()
                for span in content
            )
        else:
            assert any(
                span.start < clause.predicate.end and clause.predicate.start < span.end
                for span in contents[clause.attribution]
            )


@given(pieces=PIECES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_keeps_the_promises_of_the_record(annotated: Any, pieces: list[str]) -> None:
    """Spans in the article, the predicate in its clause, ids apart, and never a clause of another's in one's own voice."""
    _check(annotated(" ".join(pieces), upto="clauses"))


@given(
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(-1, 8)), max_size=12),
    place=st.integers(0, 60),
)
def test_the_innermost_attribution_is_the_deepest_and_shortest_around_a_place(
    spans: list[tuple[int, int, int]], place: int
) -> None:
    """As a plain search through all of them finds it, nested in circles or not."""
    rows = [
        Attribution(
            id=make_id("Attribution", index),
            article="a",
            kind="direct",
            content=(Span(start, start + length),),
            cue=None,
            source=None,
            nested_in=make_id("Attribution", above) if 0 <= above < index else None,
            confidence=900,
            reasons=(),
        )
        for index, (start, length, above) in enumerate(spans)
    ]
    depth: dict[str, int] = {}
    for row in rows:
        depth[row.id] = depth[row.nested_in] + 1 if row.nested_in else 0
    around = [row for row in rows if row.content[0].start <= place < row.content[0].end]
    expected = min(
        around,
        key=lambda row: (-depth[row.id], row.content[0].end - row.content[0].start, row.id),
        default=None,
    )

    assert (expected.id if expected else None) == Voices(rows, []).attribution(place)


def test_attributions_nested_in_a_circle_end() -> None:
    """Though no stage makes such rows."""
    first, second = (
        Attribution(
            id=name, article="a", kind="direct", content=(Span(0, 5),), cue=None, source=None, nested_in=other,
            confidence=900, reasons=(),
        )
        for name, other in (("one", "two"), ("two", "one"))
    )  # fmt: skip

    assert Voices([first, second], []).attribution(2) in {"one", "two"}


def _chain(article_of: Any, length: int, dep: str) -> Bundle:
    """A text of one word over and over, each hung on the one before it: deeper than any recursion would go."""
    text = "attacked " * length
    article = article_of(text)
    parse = Parse(
        article=article.id,
        start=[9 * at for at in range(length)],
        end=[9 * at + 8 for at in range(length)],
        head=[max(0, at - 1) for at in range(length)],
        tag=["VBD"] * length,
        pos=["VERB"] * length,
        dep=["ROOT", *[dep] * (length - 1)],
        ent=[""] * length,
        ent_start=[False] * length,
        sent=[0] * length,
    )
    rows: dict[Any, tuple[Any, ...]] = dict.fromkeys(CLAUSES.reads, ())
    rows[Parse] = (parse,)
    return Bundle(article, rows)


@pytest.mark.parametrize("dep", ["conj", "ccomp", "xcomp", "relcl", "pcomp", "advcl", "nsubj"])
def test_a_chain_of_verbs_is_read_in_a_time_that_grows_with_its_length(annotated: Any, dep: str) -> None:
    """Ten times the verbs in no more than about ten times the time."""
    work = open_clauses(Settings())
    taken = {}
    for length in (2_000, 20_000):
        bundle = _chain(annotated.article, length, dep)
        begun = time.process_time()
        assert length == len(list(work(bundle)))
        taken[length] = time.process_time() - begun

    assert taken[20_000] < 30 * taken[2_000] + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Mara Vint said the guards attacked Elsin and " * 250,
        "“" * 2_000 + "the guards attacked" + "”" * 2_000,
        "a" * 100_000,
        "قال الجيش إن الحراس هاجموا المدينة \u202e" * 300,
        "he said she said they said that " * 250,
        "on Monday " * 2_000,
    ],
    ids=["no sentence ends", "quotation marks", "one word", "from right to left", "nested", "dates"],
)
def test_hostile_texts_are_read_and_keep_the_promises(annotated: Any, text: str) -> None:
    """And in time: a word takes the stage less than a fifth of a millisecond."""
    bundle = annotated(text, upto="clauses")
    work = open_clauses(Settings())
    begun = time.process_time()
    list(work(bundle.narrow([kind for kind in CLAUSES.reads if kind is not type(bundle.article)])))

    _check(bundle)
    assert time.process_time() - begun < 2 + len(text) / 25_000


def test_a_deed_has_no_arguments_until_they_are_found() -> None:
    """Unknown is a value."""
    deed = Deed(head=3, first=2, last=3)

    assert (None, None, [], False) == (deed.agent, deed.patient, deed.others, deed.passive)
