"""Every stage that reads one article on texts that nobody wrote: rows or none, spans in the text, the same again."""

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.flow import ANNOTATE
from sayso.records import Parse, Record
from sayso.spans import Span
from sayso.stage import Bundle

PIECES = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "said", "Ada Morrow", "she", "told", "Reuters", "according to", "officials", "that",
     "The bridge is shut", "on Monday", "4 May 2031", "40 percent", "$1.2 million", "1,200", "a.m.", "Mr.", "Inc.", "U.S.",
     ".", "?", ",", ":", ";", "-", "—", "(", ")", "…", "\n", "\n\n", "\r", "\r\n", "\u2028", "\t", "\xa0", "\u200b", "\u202e", "\u2066",
     "e\u0301\u0301\u0301", "😀", "\U0010ffff", "\ufffd", "\ue000", "\x1b[31m", "\x01", "Q:", "A:", "BY ADA MORROW", "SENN, May 4 (Wire) -",
     "https://a.example/x?y=z", "@ada", "#senn", "99999999999999999999", "1/0", "０１", "٣", "not", "denied", "would"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=40).map(" ".join),
    st.lists(PIECES, min_size=1, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60),
)


def spans_of(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from spans_of(item)
    elif isinstance(value, Record):
        for name in value.__dataclass_fields__:  # type: ignore[attr-defined]
            yield from spans_of(getattr(value, name))


def rows_of(bundle: Bundle) -> list[Record]:
    """What is kept of an article, in the order of the stages."""
    kinds = [kind for stage in ANNOTATE for kind in stage.writes if kind is not Parse]
    return [row for kind in kinds for row in bundle[kind]]


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=TEXTS)
@example(text="“" * 300)
@example(text='"a" said ' * 100)
@example(text="said " * 200)
@example(text="\u202e“One,”\u2066 said Ada\u200b Morrow.\x1b[31m")
@example(text="(" * 300 + "1,200" + ")" * 300)
def test_any_text_is_read_without_harm(annotated: Any, text: str) -> None:
    """Nothing is raised, no span leaves the text, and nothing depends on what was read before."""
    if not text.strip():
        return
    rows = rows_of(annotated(text))
    annotated("“Two,” Piet Lorne said.")

    assert rows == rows_of(annotated(text))
    for row in rows:
        for span in spans_of(row):
            assert 0 <= span.start <= span.end <= len(text)
