"""Datelines: place, date and credit before the first sentence."""

import pytest

from sayso.annotate.layout.datelines import dateline_at

BODY = "The harbour office said on Monday that the old bridge will close."


@pytest.mark.parametrize(
    ("opening", "place", "credit", "date"),
    [
        ("VELLIN (Dispatches) -- ", "VELLIN", "Dispatches", None),
        ("VELLIN (FNA)- ", "VELLIN", "FNA", None),
        ("VELLIN, July 27 (Tern News) - ", "VELLIN", "Tern News", "July 27"),
        ("PORT VELLIN, Senn, 27 July 2031 (AP) — ", "PORT VELLIN", "AP", "27 July 2031"),
        ("VELLIN/OSTERBY (Tern) - ", "VELLIN/OSTERBY", "Tern", None),
        ("Vellin (AFP) – ", "Vellin", "AFP", None),
        ("Vellin (TNN) ", "Vellin", "TNN", None),
        ("Vellin, TANA- ", "Vellin", "TANA", None),
        ("(Tern) - ", None, "Tern", None),
        ("(TNN) ", None, "TNN", None),
        ("VELLIN — ", "VELLIN", None, None),
        ("VELLIN, Senn — ", "VELLIN", None, None),
        ("VELLIN—", "VELLIN", None, None),
        ("AL-VELLIN, March 3 – ", "AL-VELLIN", None, "March 3"),
        ("Vellin, Sn. — ", "Vellin", None, None),
        ("VELLIN: ", "VELLIN", None, None),
    ],
)
def test_a_dateline_is_known_by_its_shape(
    opening: str, place: str | None, credit: str | None, date: str | None
) -> None:
    """In each style the whole of it ends before the sentence, and its parts are found in it."""
    text = f"{opening}{BODY}"

    found = dateline_at(text, 0, len(text))

    assert found is not None
    assert opening.strip() == text[slice(*found.whole)]
    assert [place, credit, date] == [span and text[slice(*span)] for span in found[1:]]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"UPDATE: {BODY}",
        f"EDITOR’S NOTE: {BODY}",
        f"FACT CHECK — {BODY}",
        "NATO — the alliance of the coast towns — said on Monday that it had no say.",
        "COVID-19 closed the harbour for a month, the office said on Monday.",
        "A-LEVEL pupils — more than a thousand of them — crossed the bridge on Monday.",
        "Vellin — where the bridge stands — has no other road to the east bank.",
        "The office (which leads the works) - a small one - said no on Monday.",
        f"MORROW: {BODY}\nBELLING: No.",
        "VELLIN — Closed.",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    """Labels, acronyms, asides, speakers of a transcript."""
    end = text.find("\n") if "\n" in text else len(text)

    assert dateline_at(text, 0, end) is None


def test_a_colon_counts_only_in_the_first_line_of_the_body() -> None:
    """Further down it opens a list or a quotation."""
    text = f"VELLIN: {BODY}"

    assert dateline_at(text, 0, len(text), first=False) is None
