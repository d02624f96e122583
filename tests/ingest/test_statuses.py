"""A status is honoured whoever gives it: a record, a row, a table beside the files; what gives none says nothing."""

import io
import json
from pathlib import Path

import pytest

from sayso.ingest import read
from sayso.ingest.articles import build
from sayso.ingest.reading import Draft, Given, Stated
from sayso.records import Failure, Reading
from sayso.settings import Settings


def only(data: str | Path, *, sidecar: Path | None = None) -> Reading:
    """The one reading of a file or of bytes from a pipe."""
    if isinstance(data, Path):
        [row] = read([data], settings=Settings(), sidecar=sidecar)
    else:
        [row] = read(["-"], settings=Settings(), stdin=io.BytesIO(data.encode()))
    assert isinstance(row, Reading)
    return row


@pytest.mark.parametrize(
    ("word", "status", "says_usable"),
    [
        ("usable", "usable", True),
        ("Canceled", "canceled", False),
        ("stat:cancelled", "canceled", False),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", "canceled", False),
        ("embargoed", "withheld", False),
        ("withheld", "withheld", False),
        ("draft", "withheld", False),
        ("", "usable", False),
    ],
)
def test_a_record_and_a_row_state_it(word: str, status: str, says_usable: bool) -> None:  # noqa: FBT001
    record = only(json.dumps({"text": "Shut.", "id": "1", "pubstatus": word}))
    row = only(f"id,text,outlet,pubstatus\n1,Shut.,Post,{word}\n")

    for found in (record, row):
        assert (status, says_usable) == (found.article.pubstatus, found.says_usable)


def test_a_field_called_status_is_another_thing() -> None:
    assert "usable" == only('{"text": "Shut.", "status": "canceled"}').article.pubstatus


def test_a_table_beside_the_files_withdraws_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge is shut.")
    (tmp_path / "about.csv").write_text("file,outlet,pubstatus\na.txt,Post,canceled\n")

    assert "canceled" == only(tmp_path / "a.txt", sidecar=tmp_path / "about.csv").article.pubstatus


def test_a_notice_without_a_text_needs_a_name() -> None:
    [row] = read(["-"], settings=Settings(), stdin=io.BytesIO(b'{"id": "1", "pubstatus": "canceled"}'))
    named = only('{"id": "1", "outlet": "Post", "pubstatus": "canceled"}')

    assert isinstance(row, Failure)
    assert "the text is empty" == row.reason
    assert ("", "unknown") == (named.article.text, named.article.completeness)


def test_what_sayso_wrote_itself_is_no_word_of_the_provider() -> None:
    own = only('{"text": "Shut.", "id": "1", "published_doubt": "", "pubstatus": "usable"}')
    withdrawn = only('{"text": "Shut.", "id": "1", "published_doubt": "", "pubstatus": "canceled"}')

    assert not own.says_usable
    assert "canceled" == withdrawn.article.pubstatus


def test_the_moment_of_fetching_tells_whether_an_embargo_is_over() -> None:
    draft = Draft(
        text="Shut.", stated=Stated(), embargoed="2031-05-10T13:00:00Z", seen="2031-05-10T14:00:00Z"
    )
    reading, _ = build(draft, given=Given(), now="2031-05-10T12:00:00Z")

    assert "usable" == reading.article.pubstatus
    assert "it was embargoed until 2031-05-10T13:00:00+00:00" in reading.article.notes
