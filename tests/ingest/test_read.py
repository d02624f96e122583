"""Files, folders, globs and pipes to articles; what cannot be read is told, and the rest goes on."""

import gzip
import io
import json
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.ingest import Given, article_from_text, read
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

BRIDGE = "The old bridge over the Senn will close for a month, the harbour office said on Monday."
FERRY = (
    "A ferry will run every ten minutes while the bridge is closed, said Ada Morrow of the harbour office."
)
PLAIN = Settings()


def outcome(*inputs: str | Path, **options: Any) -> tuple[list[Article], list[Failure]]:
    """The articles and the failures of one reading."""
    rows = list(read(inputs, **({"settings": PLAIN} | options)))
    return [row.article for row in rows if isinstance(row, Reading)], [
        row for row in rows if isinstance(row, Failure)
    ]


def jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_text_file_is_one_article_with_its_text_untouched(tmp_path: Path) -> None:
    """Line ends, blank lines and edges stay; the byte-order mark goes."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf\r\n " + BRIDGE.encode() + b"\r\n")

    (article,), failures = outcome(path)

    assert failures == []
    assert article.text == f"\r\n {BRIDGE}\r\n"
    assert (article.path, article.language, article.completeness) == (str(path), "en", "unknown")
    assert (article.outlet, article.published_basis, article.title) == (None, "unknown", None)


def test_a_folder_is_read_in_order_and_tells_once_what_it_leaves_out(tmp_path: Path) -> None:
    """Sorted, hidden files skipped, one row for each ending that is not read, with how many."""
    for name, text in (
        ("b.txt", FERRY),
        ("a/c.TXT", BRIDGE),
        (".hidden.txt", "x"),
        ("bare", f"{FERRY} {BRIDGE}"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    for name in ("p1.jpg", "p2.jpg", "t.epub"):
        (tmp_path / name).write_text("x")

    articles, failures = outcome(tmp_path)

    assert [Path(str(article.path)).name for article in articles] == ["b.txt", "bare", "c.TXT"]
    assert [failure.reason.split(" in ")[0] for failure in failures] == ["1 file ending", "2 files ending"]


def test_a_glob_names_what_it_matches(tmp_path: Path) -> None:
    """A pattern that matches nothing is a failure row; a file named twice is read once."""
    (tmp_path / "a.txt").write_text(BRIDGE)
    (tmp_path / "b.log").write_text(FERRY)

    articles, failures = outcome(
        str(tmp_path / "*.txt"), tmp_path / "a.txt", str(tmp_path / "*.log"), str(tmp_path / "*.md")
    )

    assert [article.text for article in articles] == [BRIDGE, FERRY]
    assert ["cannot be opened (nothing matches)"] == [failure.reason for failure in failures]


def test_a_file_whose_name_has_glob_signs_is_read(tmp_path: Path) -> None:
    """What is there by that very name is meant."""
    path = tmp_path / "a[1].txt"
    path.write_text(BRIDGE)

    assert len(outcome(path)[0]) == 1


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (BRIDGE.encode(), [BRIDGE]),
        (json.dumps({"text": BRIDGE}).encode() + b"\n" + json.dumps({"text": FERRY}).encode(), [BRIDGE, FERRY]),
        (json.dumps([{"text": BRIDGE}]).encode(), [BRIDGE]),
        (json.dumps({"text": BRIDGE}, indent=1).encode(), [BRIDGE]),
        (f"<!doctype html><html><body><article><p>{BRIDGE}</p><p>{FERRY}</p></article></body></html>".encode(), [f"{BRIDGE}\n{FERRY}"]),
        (f'id,text\n1,"{BRIDGE}"\n'.encode(), [BRIDGE]),
        (gzip.compress(BRIDGE.encode(), mtime=0), [BRIDGE]),
        (BRIDGE.encode("utf-16"), [BRIDGE]),
        (b"{Editor's note} " + BRIDGE.encode(), ["{Editor's note} " + BRIDGE]),
    ],
    ids=["text", "jsonl", "json list", "json", "html", "csv", "gzip", "utf-16", "text in braces"],
)  # fmt: skip
def test_a_pipe_is_known_by_what_comes_out_of_it(data: bytes, texts: list[str]) -> None:
    """Standard input has no name, so its first bytes tell its format."""
    articles, failures = outcome("-", stdin=io.BytesIO(data))

    assert (texts, []) == ([article.text for article in articles], failures)


def test_what_cannot_be_read_is_told_with_its_fix(tmp_path: Path) -> None:
    """Missing, empty, blank, binary, damaged: a row each, and the last file is still read."""
    inputs = [
        tmp_path / name for name in ("gone.txt", "empty.txt", "blank.txt", "p.pdf", "bad.txt.gz", "good.txt")
    ]
    for path, data in zip(
        inputs[1:],
        (b"", b" \n\t", b"%PDF-1.4 x", gzip.compress(b"abc" * 999, mtime=0)[:-12], BRIDGE.encode()),
        strict=True,
    ):
        path.write_bytes(data)

    articles, failures = outcome(*inputs)

    assert [article.text for article in articles] == [BRIDGE]
    assert [str(path) for path in inputs[:5]] == [failure.path for failure in failures]
    assert all(failure.fix and failure.stage == "ingest" for failure in failures)
    assert ["No such file", "empty", "white space", "PDF", "damaged gzip"] == [
        next(
            word
            for word in ("No such file", "empty", "white space", "PDF", "damaged gzip")
            if word in failure.reason
        )
        for failure in failures
    ]


def test_a_file_over_the_limit_is_told(tmp_path: Path) -> None:
    """The limit holds for what is read as one article, not for files of many lines."""
    small = Settings(limits=Limits(max_file_mb=0))
    path = tmp_path / "a.txt"
    path.write_text(BRIDGE)

    articles, failures = outcome(path, jsonl(tmp_path / "b.jsonl", {"text": FERRY}), settings=small)

    assert [FERRY] == [article.text for article in articles]
    assert ["larger than 0 MiB"] == [failure.reason for failure in failures]


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    """A file that unpacks a thousandfold is not read to its end."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"a" * (8 << 20), mtime=0))

    assert "unpacks to more than 200 times" in outcome(path)[1][0].reason


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    """The row names file and line."""
    path = jsonl(tmp_path / "a.jsonl", {"text": BRIDGE}, 17, {"text": None}, {"text": FERRY})
    path.write_text(path.read_text().replace("17", '{"text": "cut'))

    articles, failures = outcome(path)

    assert [BRIDGE, FERRY] == [article.text for article in articles]
    assert [(str(path), 2), (str(path), 3)] == [(failure.path, failure.line) for failure in failures]


def test_a_bad_date_keeps_the_article_and_is_told(tmp_path: Path) -> None:
    """An article of unknown date is an article; the row says what was written."""
    (article,), (failure,) = outcome(jsonl(tmp_path / "a.jsonl", {"text": BRIDGE, "date": "the day after"}))

    assert (None, "unknown") == (article.published_earliest, article.published_basis)
    assert article.notes == ("the stated date 'the day after' is no date",)
    assert "'the day after' is no date" in failure.reason


def test_one_id_with_two_texts_is_told(tmp_path: Path) -> None:
    """Under one address or one outlet's id only the first text is read; ids of no outlet name two articles."""
    url = {"url": "https://a.example/x"}
    own = {"outlet": "Post", "id": "7"}
    records = [url | {"text": BRIDGE}, url | {"text": FERRY}, own | {"text": BRIDGE}, own | {"text": FERRY}]
    loose = [{"id": "7", "text": BRIDGE}, {"id": "7", "text": FERRY}, {"id": "7", "text": FERRY}]

    articles, failures = outcome(jsonl(tmp_path / "a.jsonl", *records))
    others, told = outcome(jsonl(tmp_path / "b.jsonl", *loose))

    assert ([BRIDGE, BRIDGE], [2, 4]) == (
        [article.text for article in articles],
        [row.line for row in failures],
    )
    assert ([BRIDGE, FERRY, FERRY], [2, 3]) == (
        [article.text for article in others],
        [row.line for row in told],
    )


def test_a_changed_text_under_one_address_is_a_revision(tmp_path: Path) -> None:
    """Read on its own, it has the same id and another revision."""
    (first,), _ = outcome(jsonl(tmp_path / "a.jsonl", {"url": "https://a.example/x", "text": BRIDGE}))
    (second,), _ = outcome(jsonl(tmp_path / "b.jsonl", {"url": "http://A.example/x/#top", "text": FERRY}))

    assert first.id == second.id
    assert first.revision != second.revision


def test_what_an_article_states_itself_wins_over_the_command_line(tmp_path: Path) -> None:
    """The contradiction is noted; what is left open is filled in."""
    path = jsonl(tmp_path / "a.jsonl", {"text": BRIDGE, "outlet": "Harbor Post"}, {"text": FERRY})

    (first, second), failures = outcome(
        path, given=Given(outlet="Wire", published="2031-03-04", language="en-GB")
    )

    assert failures == []
    assert ("Harbor Post", "Wire") == (first.outlet, second.outlet)
    assert first.notes == (
        "outlet 'Harbor Post' is stated by the article itself and kept; the command line says 'Wire'",
    )
    assert ("2031-03-04", "stated", "en") == (
        second.published_earliest,
        second.published_basis,
        second.language,
    )


def test_a_sidecar_says_what_is_known_of_each_file(tmp_path: Path) -> None:
    """It goes before the command line, by path, end of path or file name; it is not read as an article itself."""
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(f"{BRIDGE} {name}")
    table = tmp_path / "in" / "about.csv"
    table.write_text("file;outlet;published;title\nin/a.txt;Harbor Post;2031-03-04;A bridge closes\n")

    articles, failures = outcome(tmp_path / "in", sidecar=table, given=Given(outlet="Wire"))

    assert failures == []
    assert ["Harbor Post", "Wire"] == [article.outlet for article in articles]
    assert ["A bridge closes", None] == [article.title for article in articles]


def test_a_title_or_address_of_the_command_line_is_taken_once(tmp_path: Path) -> None:
    """Two articles of one address would be one article; that others followed is told once."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{BRIDGE} {name}")

    articles, failures = outcome(tmp_path, given=Given(url="https://a.example/x"))

    assert ["https://a.example/x", None, None] == [article.url for article in articles]
    assert ["url of the command line went to the first article"] == [
        row.reason.split(";")[0] for row in failures
    ]


def test_a_path_is_in_no_id(tmp_path: Path) -> None:
    """The same text elsewhere is the same article, read twice it is equal to the character."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(BRIDGE)

    (first, second), _ = outcome(tmp_path)
    again = outcome(tmp_path)[0]

    assert replace(first, path=None) == replace(second, path=None)
    assert [first, second] == again


def test_a_text_in_memory_is_an_article() -> None:
    """As from a file, without a path."""
    article = article_from_text(BRIDGE, given=Given(outlet="Post"))

    assert (BRIDGE, "Post", None, "en") == (article.text, article.outlet, article.path, article.language)


def test_a_large_file_is_read_line_by_line(tmp_path: Path) -> None:
    """Memory is bounded by the largest article: 12 MB of lines take less than 3 MB."""
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wt", compresslevel=1) as stream:
        for number in range(1200):
            stream.write(
                json.dumps({"id": str(number), "text": f"{number} {BRIDGE}", "pad": str(number) * 2500})
                + "\n"
            )
    next(read([path], settings=PLAIN))  # loads what is loaded once
    tracemalloc.start()

    count = sum(1 for _ in read([path], settings=PLAIN))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 1200
    assert peak < 3_000_000


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300),
    ending=st.sampled_from([".txt", ".html", ".json", ".jsonl", ".csv", ".tsv", ".gz", ""]),
)
@example(data=b'{"text": "\\ud800\\u0000 x"}', ending=".jsonl")
@example(data=b"[" * 5000, ending=".json")
@example(data=b'id,text\n"1,x\n2,"y\r"\r', ending=".csv")
@example(data=b"\xff\xfe\x00\xd8", ending=".jsonl")
@example(data=b"\r!", ending=".csv")
@example(data=b"<html><p>\x00</html>", ending=".html")
def test_any_bytes_give_articles_or_failures(tmp_path: Path, data: bytes, ending: str) -> None:
    """Never an exception, never text that cannot be stored, and twice the same."""
    path = tmp_path / f"x{ending}"
    path.write_bytes(data)

    rows = list(read([path], settings=PLAIN))

    assert rows
    assert rows == list(read([path], settings=PLAIN))
    for row in rows:
        if isinstance(row, Reading):
            assert row.article.text.strip()
            assert "\x00" not in row.article.text
            json.dumps(
                [str(value) for value in (row.article.title, row.article.url, row.article.text)]
            ).encode()
            row.article.text.encode("utf-8")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(
    ["text", "maintext", "title", "date", "published", "url", "outlet", "publisher", "authors", "id", "language", "completeness", "x"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(records=st.lists(st.dictionaries(fields, values), min_size=1, max_size=4))
def test_any_values_of_known_fields_give_articles_or_failures(records: list[dict[str, object]]) -> None:
    """Lists where words belong, words where dates belong: one row or more for each record, twice the same."""
    data = "".join(json.dumps(record) + "\n" for record in records).encode()

    rows = list(read(["-"], settings=PLAIN, stdin=io.BytesIO(data)))

    assert rows == list(read(["-"], settings=PLAIN, stdin=io.BytesIO(data)))
    for row in rows:
        if isinstance(row, Reading):
            (row.article.text + str(row.article)).encode("utf-8")


def test_a_json_document_of_several_lines_is_one_whatever_stands_in_the_first(tmp_path: Path) -> None:
    """As it is copied: the first line holds more than a bracket."""
    (tmp_path / "copied").write_text(
        f'{{ "headline": "Ferry",\n  "text": "{FERRY.strip()}" }}\n', encoding="utf-8"
    )

    articles, failures = outcome(tmp_path / "copied")

    assert (["Ferry"], []) == ([article.title for article in articles], failures)


def test_a_list_of_feeds_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(
        '[[feed]]\nurl = "https://courier.example/rss.xml"\n', encoding="utf-8"
    )

    articles, failures = outcome(tmp_path / "feeds.toml")

    assert [] == articles
    assert ["a list of feeds, no article"] == [failure.reason for failure in failures]
