"""A collection as one JSON document, as lines, as a spreadsheet."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso.publish.export.attribution_rows import COLUMNS
from sayso.publish.export.document import export_json, export_jsonl
from sayso.publish.export.json_schema import json_schema
from sayso.publish.export.spreadsheet import BOM, export_csv, safe_cell, sheet, table
from sayso.publish.views.stories import find_story, story_view
from sayso.records import Hop, UtteranceMember
from sayso.store.protocol import Store


def test_the_document_fits_its_schema(harbour: Store) -> None:
    """The whole collection and one story of it, read back from the bytes that were written."""
    validator = Draft202012Validator(json_schema("export"))

    for pieces in (export_json(harbour), export_json(harbour, story=find_story(harbour))):
        validator.validate(json.loads("".join(pieces)))


def test_lists_that_nothing_fills_are_there_and_empty(harbour: Store) -> None:
    """A reader can count on them."""
    document = json.loads("".join(export_json(harbour)))

    assert [[], [], [], [], []] == [
        document[name] for name in ("discrepancies", "agreements", "timeline", "positions", "wording")
    ]


def test_an_actor_shows_all_its_names_with_counts(harbour: Store) -> None:
    """Both spellings, and only forms that are names."""
    (actor,) = json.loads("".join(export_json(harbour)))["actors"]

    assert [("Mara Vindt", 1), ("Mara Vint", 1), ("Vint", 1)] == [
        (name["text"], name["count"]) for name in actor["names"]
    ]
    assert [("union leader", ["Elsin Courier"])] == [
        (role["text"], role["outlets"]) for role in actor["roles"]
    ]
    assert 3 == len(actor["mentions"])


def test_an_unknown_outlet_is_never_an_outlet(harbour: Store) -> None:
    """An utterance in two articles, one of an unknown outlet, names one outlet and both members."""
    (utterance,) = json.loads("".join(export_json(harbour)))["utterances"]

    assert ["Elsin Courier"] == utterance["outlets"]
    assert 2 == len(utterance["members"])
    assert (None, "unknown", []) == tuple(utterance["origins"][key] for key in ("count", "bound", "groups"))


def test_the_same_collection_gives_the_same_bytes(harbour: Store) -> None:
    """Twice the same, for each format."""
    for export in (export_json, export_jsonl, export_csv):
        assert "".join(export(harbour)) == "".join(export(harbour))


def test_lines_are_articles_in_reading_order(harbour: Store) -> None:
    """One article a line, valid by itself."""
    lines = "".join(export_jsonl(harbour)).splitlines()
    validator = Draft202012Validator(json_schema("annotate"))
    articles = [json.loads(line) for line in lines]
    for article in articles:
        validator.validate(article)

    assert ["Elsin Courier", None] == [article["outlet"] for article in articles]


def test_a_sheet_has_one_row_an_attribution_in_reading_order(harbour: Store) -> None:
    """With a byte-order mark, all columns, and the unknown speaker called so."""
    text = "".join(export_csv(harbour))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))

    assert text.startswith(BOM)
    assert list(COLUMNS) == list(rows[0])
    assert ["Mara Vint", "Mara Vint", "unknown speaker", "Mara Vindt"] == [row["speaker"] for row in rows]
    assert ["", "surname"] == [rows[2]["cue"], rows[1]["basis"]]
    assert "“We have won about 40\nnew cranes 🏗,”" == rows[3]["content"]


def test_a_sheet_says_what_is_one_utterance_and_by_whom_it_came(harbour: Store, make_store: Any) -> None:
    """The same cells for the whole collection and for an answer; suggestions are no chain."""
    said = list(harbour.rows(UtteranceMember))
    hops = [
        Hop(
            id=f"{number}" * 16,
            article=said[0].article,
            attribution=said[0].attribution,
            utterance=said[0].utterance,
            step=number,
            carrier=carrier,
            start=0,
            end=4,
            held=held,
            basis="credit",
            suggested=suggested,
            why="",
        )
        for number, (carrier, held, suggested) in enumerate(
            (("Radio", said[1].article, False), ("Wire", None, False), ("Agency", None, True)), start=1
        )
    ]
    store = make_store(harbour, *hops)
    whole, answer = (
        {
            row["attribution"]: row
            for row in csv.DictReader(io.StringIO("".join(text).removeprefix(BOM), newline=""))
        }
        for text in (
            export_csv(store),
            sheet(item for view in story_view(store, find_story(store)).said for item in view.renderings),
        )
    )

    assert whole == answer
    assert {said[0].utterance} == {whole[member.attribution]["utterance"] for member in said}
    assert "Radio < Wire (credited, not held)" == whole[said[0].attribution]["chain"]
    assert 1 == len({whole[member.attribution]["actor"] for member in said})


def test_offsets_in_a_sheet_lead_to_the_words(harbour: Store) -> None:
    """Each row's offsets slice its content out of the article it names."""
    texts = {article.id: article.text for article in harbour.articles()}
    text = "".join(export_csv(harbour)).removeprefix(BOM)
    for row in csv.DictReader(io.StringIO(text, newline="")):
        start, end = map(int, row["content_offsets"].split("-"))

        assert row["content"] == texts[row["article"]][start:end]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "\n+1", "＝1"]
)
def test_a_cell_that_looks_like_a_formula_is_disarmed(text: str) -> None:
    """An apostrophe stands before it, and the text after it is whole."""
    assert "'" + text == safe_cell(text)


def test_numbers_and_plain_words_are_left_alone() -> None:
    """Only text can carry a formula; an empty value is an empty cell."""
    assert ["-3", "", "plain = words"] == [safe_cell(-3), safe_cell(None), safe_cell("plain = words")]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_any_text_survives_the_sheet(rows: list[list[str]]) -> None:
    """What is read back is what was written, but for the apostrophe of a disarmed cell."""
    text = "".join(table(("a", "b"), rows)).removeprefix(BOM)
    read = list(csv.reader(io.StringIO(text, newline="")))

    assert [["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)] == read
