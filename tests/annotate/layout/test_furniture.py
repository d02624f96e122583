"""Lines that are no report, by their words."""

import pytest

from sayso.annotate.layout.furniture import credits_from, glued_crumbs, kind_of, long_caption


@pytest.mark.parametrize(
    "line",
    ["WorldEuropeTransport", "SennWest CoastHarbour News", "Home > World", "Home » East Bank » Transport", "East Bank | Transport", "ANALYSIS/OPINION:"],
)  # fmt: skip
def test_crumbs_are_sections(line: str) -> None:
    """With signs between them, or run together."""
    assert kind_of(line) == "section"


@pytest.mark.parametrize(
    "line",
    [
        "HarborPost",
        "Tom McMorrow",
        "The mayor said soIt will close",
        "World",
        "HarbourOffice says no",
        "VELLIN",
        "eBay",
    ],
)
def test_names_with_inner_capitals_are_no_crumbs(line: str) -> None:
    """Brands, Scottish names, sentences glued by mistake."""
    assert not glued_crumbs(line)


def test_a_long_caption_is_known_by_its_agency() -> None:
    """By its opening or the photographer's credit in brackets at its end; a paragraph with an aside is none."""
    body = "The old bridge over the Senn is seen from the east bank on the day on which it was closed. " * 4

    assert long_caption(f"FILE - In this March 3, 2031, file photo, {body}", 0, 400)
    for credit in ("(AP Photo/Ada Quill)", "(Photo: Ada Quill, Harbor Pictures)", "(Ada Quill/Pool via AFP)"):
        assert long_caption(body + credit, 0, len(body + credit))
    for credit in ("(Ada Quill said so)", "(AFP)", ""):
        assert not long_caption(body + credit, 0, len(body + credit))
    assert not long_caption(body * 3 + "(AP Photo/Ada Quill)", 0, len(body) * 3 + 20)


def test_credits_start_at_their_own_sentence() -> None:
    """Initials and titles end none."""
    assert credits_from("J. R. Quill contributed to this report.") == 0
    assert credits_from("It closed. Ada Quill contributed to this report.") == len("It closed. ")
