"""Tests of the quantities: the number, its hedge, and what it counts."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.counting.patterns import read_amount
from sayso.annotate.counting.quantities import open_quantities
from sayso.records import Article, Mark, Parse, Quantity, Time
from sayso.settings import Settings
from sayso.stage import Bundle

Rows = Callable[..., tuple[Quantity, ...]]


@pytest.fixture(scope="session")
def rows(annotated: Any) -> Rows:
    """`rows("Text ...")` gives the Quantity records of an article of 27 July 2021."""

    def rows(text: str) -> tuple[Quantity, ...]:
        bundle = annotated(
            text, upto="quantities", published_earliest="2021-07-27", published_latest="2021-07-27"
        )
        found: tuple[Quantity, ...] = bundle[Quantity]
        return found

    return rows


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2,500", 2500),
        ("2.5m", 2_500_000),
        ("1.2bn", 1_200_000_000),
        ("twenty-four", 24),
        ("two dozen", 24),
        ("a hundred", 100),
        ("three-and-a-half million", 3_500_000),
        ("half a million", 500_000),
        ("two hundred and fifty", 250),
        ("1.5 million", 1_500_000),
        ("three thousand two hundred", 3200),
    ],
)
def test_amounts_are_read_in_digits_and_in_words(words: str, value: float) -> None:
    """As news writes them."""
    assert value == read_amount(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 2,500 U.S. troops remain in Harrowby.", (2500, "U.S. troops", "about")),
        ("More than 300 people fled.", (300, "people", "more than")),
        ("At least 12 miners died.", (12, "miners", "at least")),
        ("As many as 40 houses burned.", (40, "houses", "up to")),
        ("Fewer than 20 ships returned.", (20, "ships", "fewer than")),
        ("Nearly two dozen soldiers were held.", (24, "soldiers", "nearly")),
        ("The mine employs two thousand workers.", (2000, "workers", None)),
        ("The council has 14 members of the Harbour Party.", (14, "members of Harbour Party", None)),
        ("Prices rose 12 percent.", (12, "percent", None)),
        ("Prices rose by nearly 8%.", (8, "percent", "nearly")),
        ("Some 40 percent of voters stayed at home.", (40, "percent of voters", "about")),
        ("The bridge cost $2.5 million.", (2_500_000, "dollars", None)),
        ("The bridge cost £1.2bn.", (1_200_000_000, "pounds", None)),
        ("Oil sold at $70 a barrel.", (70, "dollars per barrel", None)),
        ("Hundreds of protesters marched.", (100, "protesters", "hundreds of")),
        ("Tens of thousands of people marched.", (10_000, "people", "tens of thousands of")),
        ("More than a third of voters stayed at home.", (0.3333, "share of voters", "more than")),
        ("Two-thirds of the houses burned.", (0.6667, "share of houses", None)),
        ("Olsen, a 34-year-old plumber, left.", (34, "years", None)),
        ("Olsen is 52 years old.", (52, "years", None)),
        ("The victims were aged 34.", (34, "years", None)),
        ("The column marched 15 miles.", (15, "miles", None)),
        ("The minister sent a four-page letter.", (4, "page", None)),
        ("Ten thousand or more visitors came.", (10_000, "visitors", "at least")),
    ],
)
def test_a_number_has_what_it_counts_and_its_hedge(rows: Rows, text: str, expected: tuple[Any, ...]) -> None:
    """Value, unit and modifier of the only quantity of a sentence."""
    (row,) = rows(text)

    assert expected == (row.value, row.unit, row.modifier)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They need 5 to 10 boats.", (5, 10, "boats")),
        ("They need between 20 and 30 boats.", (20, 30, "boats")),
        ("They need between four and six boats.", (4, 6, "boats")),
        ("They need between a hundred and six and two hundred boats.", (106, 200, "boats")),
        ("It will cost 2-3 million dollars.", (2_000_000, 3_000_000, "dollars")),
        ("Prices will rise 2 to 3 percent.", (2, 3, "percent")),
    ],
)
def test_a_range_has_two_values(rows: Rows, text: str, expected: tuple[Any, ...]) -> None:
    """The scale of the second belongs to both."""
    (row,) = rows(text)

    assert expected == (row.value, row.value_to, row.unit)


def test_a_change_is_two_quantities_and_no_range(rows: Rows) -> None:
    """No range: "from 5 percent to 7 percent" is no 5-7 percent."""
    found = rows("Turnout rose from 50 percent to 70 percent.")

    assert [(50, None), (70, None)] == [(row.value, row.value_to) for row in found]


def test_the_span_covers_hedge_number_and_unit(rows: Rows) -> None:
    """The evidence shows what was compared."""
    text = "The army sent more than 300 fresh troops to Port Arden."
    (row,) = rows(text)

    assert "more than 300 fresh troops" == text[row.start : row.end]


@pytest.mark.parametrize(
    "text",
    [
        "The law of 2016 came two years after the vote of May 3, 1998.",
        "Harrowby won 3-1 on Sunday.",
        "It violates Section 230 and chapter 11.",
        "Call 555-0199 or +44 20 7946 0958.",
        "See https://example.org/a/2500/people or mail 40people@example.org today.",
        "The first and the second man fled.",
        "One of them fled, and no one saw it.",
        "At one point the two agreed on a two-state solution.",
        "A magnitude 6.5 earthquake shook the town.",
        "Four in 10 households have no car.",
    ],
)
def test_what_counts_nothing_is_no_quantity(rows: Rows, text: str) -> None:
    """Times, scores, sections, telephone numbers, addresses, ordinals, pronouns."""
    assert [] == [text[row.start : row.end] for row in rows(text)]


def test_an_article_that_was_not_parsed_has_no_quantities() -> None:
    """Another language, or nothing in it."""
    assert [] == open_quantities(Settings())(_bundle("40 men.", parsed=False))


WORDS = st.sampled_from(
    "5 2,500 2.5m 1.2bn 3-1 $5 £ % percent of the a an two dozen hundred million and half third thirds quarter about more "
    "than up to between from aged years old -year-old 34 , . : / - – people men U.S. hundreds thousands per barrel one zero "
    "9999999999999999999 0 1/2 1.2.3 or more + \n\n".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(
        st.lists(WORDS, max_size=25).map(" ".join),
        st.lists(WORDS, max_size=12).map("".join),
        st.text(max_size=60),
    ),
    tag=st.sampled_from(["NN", "NNS", "CD", "JJ", "HYPH"]),
    dep=st.sampled_from(["nummod", "pobj", "dep"]),
)
def test_any_text_gives_sorted_spans_that_do_not_overlap(text: str, tag: str, dep: str) -> None:
    """And a range always rises."""
    found = STAGE(_bundle(text, tag=tag, dep=dep))

    edges = [edge for row in found for edge in (row.start, row.end)]
    assert sorted(edges) == edges
    assert all(0 <= row.start < row.end <= len(text) and text[row.start : row.end].strip() for row in found)
    assert all(row.value_to is None or row.value < row.value_to for row in found)
    assert len({row.id for row in found}) == len(found)


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "1 ", "one ", "one-", "a hundred and ", "a", "$5-", "x.", " ", "5 percent of the "],
)
def test_a_long_line_of_anything_is_read_in_linear_time(piece: str) -> None:
    """Four times the text takes about four times as long; a quadratic pattern takes sixteen. The best of three counts."""

    def seconds(size: int) -> float:
        bundle = _bundle(piece * (size // len(piece)))
        taken = []
        for _ in range(3):
            begin = time.process_time()
            STAGE(bundle)
            taken.append(time.process_time() - begin)
        return min(taken)

    assert seconds(120_000) < 10 * max(seconds(30_000), 0.02)


STAGE = open_quantities(Settings())


def _bundle(text: str, *, parsed: bool = True, tag: str = "NN", dep: str = "nummod") -> Bundle:
    """A bundle with a parse that only cuts at white space and punctuation, and no times."""
    spans = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)] or [(0, max(1, len(text)))]
    count = len(spans)
    parse = Parse(
        article="a",
        start=[start for start, _ in spans],
        end=[end for _, end in spans],
        head=[min(count - 1, at + 1) for at in range(count)],
        tag=[tag] * count,
        pos=["NOUN"] * count,
        dep=[dep] * count,
        ent=[""] * count,
        ent_start=[False] * count,
        sent=[0] * count,
    )
    article = Article(id="a", revision="a", text=text, text_sha256="")
    return Bundle(article, {Mark: (), Parse: (parse,) if parsed else (), Time: ()})
