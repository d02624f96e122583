"""Tests of how labels and articles are put together for training."""

import gzip
import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

TRAINING = Path(__file__).parents[2] / "training"
TEXT = "Nora Whitlow said no. “Go,” she wrote, “now.”"
FREE, HELD = "a", "d"
"""Ids whose SHA-1 begins with 8 and with 0 to 3."""


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script as a module, which finds its neighbours."""
    monkeypatch.syspath_prepend(str(TRAINING))
    spec = importlib.util.spec_from_file_location("own_under_test", TRAINING / "own.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.modules.pop("examples", None)


def _row(**fields: Any) -> dict[str, Any]:
    return {
        "article": FREE,
        "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "attributions": [
            {"source": [0, 12], "cue": [13, 17], "content": [[18, 20]], "nested_in": None},
            {"source": None, "cue": None, "content": [[22, 27], [39, 45]], "nested_in": None},
            {"source": [28, 31], "cue": None, "content": [[22, 24]], "nested_in": 1},
        ],
        **fields,
    }


def test_labels_get_their_text_and_the_form_of_training(own: Any) -> None:
    """Without attributions in others, and without what training does not read."""
    [article] = own.labelled([_row()], {FREE: TEXT})

    assert (FREE, TEXT) == (article["doc"], article["text"])
    assert [
        (["Nora Whitlow"], ["said"], ["no"]),
        ([], [], ["“Go,”", "“now.”"]),
    ] == [
        tuple(
            [TEXT[span["start"] : span["end"]] for span in row[role]] for role in ("source", "cue", "content")
        )
        for row in article["attributions"]
    ]


def test_another_text_than_the_one_that_was_labelled_is_refused(own: Any) -> None:
    """Also where there is none."""
    for texts in ({}, {FREE: f"{TEXT} "}):
        with pytest.raises(SystemExit, match="no 'a' with the text that was labelled"):
            list(own.labelled([_row()], texts))


def test_what_is_held_out_is_not_trained_on(own: Any) -> None:
    assert (True, False) == (own.held_out(HELD), own.held_out(FREE))
    with pytest.raises(SystemExit, match="'d' is held out for the gates"):
        list(own.labelled([_row(article=HELD)], {HELD: TEXT}))


def test_names_stand_within_sentences_and_never_in_lower_case(own: Any) -> None:
    """Three times at least; words of two letters are none."""
    text = "Hask met Brukh, the mayor Olsen saw Brukh, and Al met Brukh. The Mill, the Mill, the Mill and a mill. "

    assert ["Brukh"] == own.names([text])
    assert ["Brukh", "Olsen"] == own.names([text * 3])


def test_both_files_are_written(
    own: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """From files, packed or not; held-out articles lend no names."""
    (tmp_path / "labels.jsonl").write_text(json.dumps(_row()), encoding="utf-8")
    with gzip.open(tmp_path / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(
            f"{json.dumps(row)}\n"
            for row in ({"id": FREE, "text": TEXT}, {"id": HELD, "text": "to Olsen " * 9})
        )
    arguments = {
        "labels": "labels.jsonl",
        "articles": "articles.jsonl.gz",
        "out": "own.jsonl",
        "names": "names.txt",
    }
    flags = [part for name, file in arguments.items() for part in (f"--{name}", str(tmp_path / file))]
    monkeypatch.setattr(sys, "argv", ["own.py", *flags])

    own.main()

    assert [FREE] == [json.loads(line)["doc"] for line in (tmp_path / "own.jsonl").read_text().splitlines()]
    assert "" == (tmp_path / "names.txt").read_text()
    assert "1 articles, 2 attributions" in capsys.readouterr().out
