"""Parquet files to articles: columns of any make, rows as articles, memory and damage within bounds."""

import io
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.ingest import Given, article_from_text, read
from sayso.ingest.parquet import drafts_of
from sayso.ingest.read import readings_of
from sayso.records import Article, Failure, Reading
from sayso.schema import codec
from sayso.settings import Limits, Settings

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

BRIDGE = "The old bridge over the Senn will close for a month, the harbour office said on Monday."
FERRY = (
    "A ferry will run every ten minutes while the bridge is closed, said Ada Morrow of the harbour office."
)


def outcome(path: Path, **limits: int) -> tuple[list[Article], list[Failure]]:
    """The articles and the failures of one file."""
    rows = list(read([path], settings=Settings(limits=Limits(**limits))))
    return [row.article for row in rows if isinstance(row, Reading)], [
        row for row in rows if isinstance(row, Failure)
    ]


def written(path: Path, columns: Mapping[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_a_row_is_an_article_and_its_columns_are_named_as_fields_are(tmp_path: Path) -> None:
    """What is null is unknown; a row without a text is told by its number, and the others are read."""
    path = written(
        tmp_path / "a.parquet",
        {"Maintext": [BRIDGE, None, FERRY], "source-domain": ["post.example", "x", None], "date_publish": ["2031-05-04", None, None]},
    )  # fmt: skip

    articles, (failure,) = outcome(path)

    assert [(BRIDGE, "post.example", "2031-05-04"), (FERRY, None, None)] == [
        (article.text, article.outlet, article.published_earliest) for article in articles
    ]
    assert (str(path), 2, "no text in any of the fields") == (
        failure.path,
        failure.line,
        failure.reason[:28],
    )


@pytest.mark.parametrize(
    "text",
    [
        pa.array([BRIDGE], pa.large_string()),
        pa.array([BRIDGE], pa.string_view()),
        pa.array([BRIDGE]).dictionary_encode(),
        pa.array([BRIDGE.encode()], pa.binary()),
        pa.array([BRIDGE.encode()], pa.large_binary()),
    ],
    ids=["large", "view", "dictionary", "bytes", "large bytes"],
)
def test_it_does_not_matter_what_a_column_of_texts_is_made_of(tmp_path: Path, text: Any) -> None:
    """Every writer has its own."""
    ((article,), failures) = outcome(written(tmp_path / "a.parquet", {"text": text}))

    assert (BRIDGE, []) == (article.text, failures)


@pytest.mark.parametrize(
    ("column", "earliest"),
    [
        (pa.array([date(2031, 5, 4)]), "2031-05-04"),
        (pa.array(["2031-05-04T07:30:00"]).cast(pa.timestamp("us")), "2031-05-04"),
        (pa.array(["2031-05-04T00:00:00.000000001"]).cast(pa.timestamp("ns")), "2031-05-04"),
        (
            pa.array(["2031-05-04T05:30:00Z"]).cast(pa.timestamp("us", "+02:00")),
            "2031-05-04T07:30:00+02:00",
        ),
        (pa.array([1_935_639_000]), "2031-05-04T05:30:00+00:00"),
        (pa.array([2**52], pa.timestamp("s")), None),
        (pa.array([2**30], pa.date32()), None),
    ],
    ids=["date", "naive", "nanoseconds", "zone", "epoch", "beyond", "day beyond"],
)
def test_dates_are_read_from_every_kind_of_column(tmp_path: Path, column: Any, earliest: str | None) -> None:
    """A time without a zone is a day, as anywhere; what no calendar holds is unknown."""
    ((article,), _) = outcome(written(tmp_path / "a.parquet", {"text": [BRIDGE], "published": column}))

    assert earliest == article.published_earliest


def test_lists_and_structures_say_what_they_say_in_json(tmp_path: Path) -> None:
    """Authors in a list, a publisher as an object; columns of other names are not read, and noted."""
    columns = {"text": [BRIDGE], "authors": [["Ada Morrow", "Piet Lorne"]], "publisher": [{"name": "Post"}], "vector": [[1.5]]}  # fmt: skip

    ((article,), _) = outcome(written(tmp_path / "a.parquet", columns))

    assert (("Ada Morrow", "Piet Lorne"), "Post") == (article.authors, article.outlet)
    assert ("columns not read: vector",) == article.notes


def test_a_file_without_texts_names_its_columns(tmp_path: Path) -> None:
    """So that one of them can be renamed."""
    articles, (failure,) = outcome(written(tmp_path / "a.parquet", {"story": ["x"], "Day": ["y"]}))

    assert [] == articles
    assert "no column holds the text; the columns are Day, story" == failure.reason
    assert "name it 'text'" == failure.fix


def test_sayso_reads_its_own_table_of_articles(tmp_path: Path) -> None:
    """What comes in is what went out; only the bytes it was read from are not in that table."""
    given = Given(outlet="Post", published="2031-05-04", url="https://post.example/a", language="en")
    notes = ("text extracted by hand", "another note")
    articles = [
        replace(
            article_from_text(BRIDGE, given=given),
            authors=("Ada Morrow",),
            notes=notes,
            path="a.html",
            media_type="text/html",
            completeness="full",
            completeness_reason="counted",
        ),
        article_from_text(f"SENN, May 4, 2031 (Wire) - {FERRY}"),
    ]
    rows = [codec(Article).encode(article) for article in articles]
    names = codec(Article).names
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}

    found, failures = outcome(written(tmp_path / "articles.parquet", columns))

    assert [] == failures
    assert articles[0] == found[0]
    assert articles[1] == replace(found[1], path=None)


def test_one_batch_is_read_by_itself() -> None:
    """As a worker of another engine has it."""
    batch = pa.record_batch({"text": [BRIDGE, " "], "outlet": ["Post", "Post"]})

    drafts = drafts_of(batch, path="x.parquet", first=17, limits=Limits())
    first, second = readings_of(drafts, settings=Settings())

    assert isinstance(first, Reading)
    assert (BRIDGE, "Post") == (first.article.text, first.article.outlet)
    assert isinstance(second, Failure)
    assert ("x.parquet", 18) == (second.path, second.line)


@pytest.mark.parametrize(
    "columns",
    [{"text": ["a" * (4 << 20)]}, {"text": ["a 8 kB text: " * 600] * 4_000}],
    ids=["one value", "one value many times"],
)
def test_a_small_file_that_unpacks_to_a_large_one_is_stopped(tmp_path: Path, columns: dict[str, Any]) -> None:
    """By what it says of itself before it is unpacked, and by what comes out of it."""
    path = written(tmp_path / "a.parquet", columns, compression="zstd")

    _, failures = outcome(path)

    assert path.stat().st_size < 50_000
    assert "unpacks to more than 200 times its size" == failures[-1].reason
    assert "limits.max_unpacked_ratio" in failures[-1].fix


def test_a_row_over_the_limit_is_told_and_the_file_is_not(tmp_path: Path) -> None:
    """The limit is one of articles."""
    columns = {
        "text": [BRIDGE, "".join(map(str, range(200_000))), FERRY, *(f"{n} {BRIDGE * 9}" for n in range(700))]
    }

    articles, (failure,) = outcome(written(tmp_path / "a.parquet", columns), max_file_mb=1)

    assert 702 == len(articles)
    assert ("an article larger than 1 MiB", 2) == (failure.reason, failure.line)


def test_damage_is_told_and_pipes_are_refused(tmp_path: Path) -> None:
    """Cut, overwritten, or something else under that ending; through a pipe there is no way back to the start."""
    path = written(tmp_path / "a.parquet", {"text": [BRIDGE, FERRY] * 50})
    data = path.read_bytes()
    for number, broken in enumerate(
        (data[:-9], data[:40] + b"\xff" * 60 + data[100:], b"PAR1", b"PAR1" * 9, b"text")
    ):
        bad = tmp_path / f"{number}.parquet"
        bad.write_bytes(broken)
        assert "damaged Parquet file" in outcome(bad)[1][-1].reason

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    (failure,) = read(["-"], settings=Settings(), stdin=Pipe(data))
    assert isinstance(failure, Failure)
    assert "save it to a file" in failure.fix


def test_a_column_whose_type_was_changed_is_damage(tmp_path: Path) -> None:
    """Found by fuzzing: one changed bit in the list of columns makes numbers of texts, and pyarrow may end the process."""
    data = written(tmp_path / "a.parquet", {"text": [BRIDGE, None], "day": ["a", "b"]}).read_bytes()
    footer = int.from_bytes(data[-8:-4], "little") + 8
    reasons = set()
    for at in range(len(data) - footer, len(data) - 8):
        changed = tmp_path / "b.parquet"
        changed.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        reasons |= {failure.reason[:20] for failure in outcome(changed)[1]}

    assert "damaged Parquet file" in reasons


def test_memory_does_not_grow_with_a_row_group(tmp_path: Path) -> None:
    """One row group of 60 MB costs a few of them."""
    columns = {"text": [f"{number} {BRIDGE * 150}" for number in range(4_000)]}
    path = written(
        tmp_path / "a.parquet", columns, row_group_size=4_000, compression="none", use_dictionary=False
    )
    del columns
    program = (
        "import resource, sys\n"
        "from sayso.ingest.parquet import read_parquet\n"
        "from sayso.settings import Limits\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "stream = open(sys.argv[1], 'rb')\n"
        "drafts = read_parquet(stream, path='x', limits=Limits())\n"
        "next(drafts); before = peak()\n"
        "assert sum(1 for _ in drafts) == 3_999\n"
        "print(peak() - before); stream.close()\n"
    )  # fmt: skip

    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )

    assert int(done.stdout) < 15_000
