"""Sayso as a library: the front door, and one text without a collection."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import sayso
from sayso import errors, records
from sayso.publish.export.json_schema import json_schema

TEXT = (
    "Harbour strike ends in Elsin\n\n"
    "“We have won about forty new cranes,” union leader Mara Vint said on Friday.\n\n"
    "Vint also said the strike had been worth it.\n"
)
OTHER = (
    "Strike over\n\n“We have won about forty new cranes,” Mara Vint, the union leader, told Radio Elsin.\n"
)


def test_public_names_are_sorted_there_and_complete() -> None:
    """Every name of `__all__` can be had; every error and every published record is among them."""
    published = {kind.__name__ for kind in records.RECORDS if not kind.TRANSIENT}
    inner = {"Embedding", "Seed", "StoryEdge", "StoryPart", "ActorEdge", "ActorPart"}
    raised = {name for name, value in vars(errors).items() if isinstance(value, type)}

    assert sorted(sayso.__all__) == sayso.__all__
    assert all(getattr(sayso, name) is not None for name in sayso.__all__)
    assert published - inner | raised <= set(sayso.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """As with any module."""
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        _ = sayso.frobnicate


@pytest.fixture(scope="module")
def collection() -> Iterator[sayso.Collection]:
    """A collection in memory with two texts."""
    with sayso.open(":memory:") as held:
        held.add(texts=[TEXT], outlet="Elsin Courier", published="2031-05-02")
        held.add(texts=[OTHER])
        yield held


def test_a_script_without_a_main_guard_just_works(tmp_path: Path) -> None:
    """More articles than a pool is worth, and yet no worker starts the script again."""
    script = tmp_path / "plain.py"
    script.write_text(
        "print('began')\n"
        "import sayso\n"
        "from sayso.engines import local\n"
        "local.ENOUGH = 2\n"
        "local.cores = lambda: 2\n"
        "with sayso.open('plain.db') as collection:\n"
        "    print(len(collection.add(texts=[f'“It is over {n}00,” said Mara Vint.' for n in range(4)]).added))\n"
        "print(len(sayso.annotate('“It is over,” said Mara Vint.')['attributions']))\n",
        encoding="utf-8",
    )
    ended = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )

    assert ("began\n4\n1\n", "", 0) == (ended.stdout, ended.stderr, ended.returncode)


def test_texts_are_added_and_told_apart(collection: sayso.Collection) -> None:
    """What was given holds for its own text only; the same text again is unchanged."""
    again = collection.add(texts=[OTHER])

    assert (0, 0, 1) == (len(again.added), len(again.changed), len(again.unchanged))
    assert 2 == collection.status().articles
    assert ["Elsin Courier", None] == [
        article.outlet for story in collection.stories() for article in collection.story(story.id).articles
    ]


def test_an_empty_text_is_a_failure_in_the_report(collection: sayso.Collection) -> None:
    """Nothing is raised for an input."""
    report = collection.add(texts=["  \n"])

    assert ["the text is only white space"] == [failure.reason for failure in report.failures]


def test_a_story_is_asked_for_utterances(collection: sayso.Collection) -> None:
    """By a surname, with the words of each rendering."""
    words = [
        rendering.words
        for story in collection.stories()
        for utterance in collection.story(story.id).utterances(by="Vint")
        for rendering in utterance.renderings
    ]

    assert "“We have won about forty new cranes,”" in words


def test_said_search_and_speakers_answer(collection: sayso.Collection) -> None:
    """The same answers as on the command line."""
    assert collection.said("Vint")
    assert [] == collection.said("Zork")
    assert "Mara Vint" in {row.speaker for row in collection.speakers()}
    assert 2 == len(collection.search("forty new cranes").found)


def test_an_export_is_pieces_of_one_document(collection: sayso.Collection) -> None:
    """Valid against the schema; an unknown format is refused with those that exist."""
    Draft202012Validator(json_schema("export")).validate(json.loads("".join(collection.export())))

    with pytest.raises(sayso.SettingsError, match="no export format 'xml'; there are json, jsonl, csv"):
        collection.export("xml")  # type: ignore[arg-type]  # what a caller without a type checker may do


def test_a_collection_on_disk_is_opened_again(tmp_path: Path) -> None:
    """What was added is there; `create=False` refuses to make an empty one."""
    path = tmp_path / "a.db"
    with sayso.open(path) as first:
        first.add(texts=[OTHER])
    with sayso.open(path, create=False) as second:
        (story,) = second.stories()

        assert 1 == len(second.story(story.id).articles)

    with pytest.raises(sayso.StoreError):
        sayso.open(tmp_path / "b.db", create=False)


def test_remove_erases_and_the_story_goes_with_it(tmp_path: Path) -> None:
    """Derived rows follow at once."""
    with sayso.open(tmp_path / "a.db") as collection:
        (article,) = collection.add(texts=[OTHER]).added
        collection.remove(article, reason="asked for")

        assert [] == collection.stories()
        with pytest.raises(sayso.NotFound):
            collection.remove(article, reason="again")


def test_one_text_is_annotated_without_a_collection() -> None:
    """The object of `sayso annotate`, with what was given."""
    shown = sayso.annotate(TEXT, outlet="Elsin Courier", published="2031-05-02")
    Draft202012Validator(json_schema("annotate")).validate(shown)
    (first, *_) = shown["attributions"]

    assert "Elsin Courier" == shown["outlet"]
    assert "Mara Vint" == first["speaker"]["name"]
    assert "“We have won about forty new cranes,”" == first["content"][0]["text"]


def test_an_empty_text_cannot_be_annotated() -> None:
    """The message says what to do."""
    with pytest.raises(sayso.InputError, match="the text is empty"):
        sayso.annotate("")


def test_actors_are_values_with_names_and_places(collection: sayso.Collection) -> None:
    """All of them, and one by a name; a name of nobody is NotFound."""
    view = collection.actor("Vint")

    assert "Mara Vint" in [line.name for line in collection.actors()]
    assert ("Mara Vint", 2) == (view.name, len(view.articles))
    assert {"Mara Vint", "Vint"} == {name.text for name in view.names}
    assert all(
        name.text == use.article.text[span.start : span.end]
        for name in view.names
        for use in name.uses
        for span in use.spans
    )
    with pytest.raises(sayso.NotFound, match="Zork"):
        collection.actor("Zork")


def test_shared_text_is_a_value_with_both_sides(collection: sayso.Collection) -> None:
    """Each text once; the differences of a pair are spans of both texts."""
    with sayso.open(":memory:") as held:
        held.add(texts=[TEXT, TEXT.replace("forty", "fifty") + "One more line.\n"])
        (text,) = held.passages()
        (pair,) = text.passages

    assert [] == [text for text in collection.passages() if len(text.articles) > 2]
    assert 2 == len(text.articles)
    assert [{"forty", "fifty"}] == [
        {pair.a.text[slice(*found.a)], pair.b.text[slice(*found.b)]} for found in pair.differences()
    ]


def test_reports_are_laid_side_by_side(collection: sayso.Collection) -> None:
    """What differs and agrees, timeline, positions, wording, sources: of the largest story, or of one that is named."""
    with sayso.open(":memory:") as held:
        held.add(texts=[TEXT], outlet="Elsin Courier", published="2031-05-02")
        held.add(texts=[TEXT.replace("forty", "fifty")], outlet="Port Gazette", published="2031-05-03")
        differing = held.discrepancies()
        sheet = held.sources(story="strike")

        assert {"forty", "fifty"} <= {
            word
            for view in differing
            for side in view.sides
            for one in side.shown
            for word in one.place.words.split()
        }
        assert all(not view.articles or len(view.articles) > 1 for view in held.agreements())
        assert ["Elsin Courier", "Port Gazette"] == [row.article.outlet for row in sheet.rows]
        assert held.stories()[0] == held.timeline().story == held.positions().story == held.wording().story
        with pytest.raises(sayso.NotFound, match="no story answers to 'volcano'"):
            held.discrepancies(story="volcano")
    assert () == collection.discrepancies(story=collection.stories()[-1].id)
