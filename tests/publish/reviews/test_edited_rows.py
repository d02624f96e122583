"""A spreadsheet that was exported, edited and taken in again: what was edited becomes reviews, and nothing else."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import sayso
from sayso.errors import InputError, SettingsError
from sayso.publish.export.spreadsheet import BOM

MAYOR = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said on Monday. "
    "“=We wait,” Lena Marsh, a skipper, told Radio Elsin. Nobody else spoke to reporters in Elsin."
)
OTHER = "“Bread will be dearer,” said Tomas Brill, a baker in Orsel."
AT = "2031-05-06T10:00:00.000000Z"

Rows = list[dict[str, str]]
Edit = Callable[[Rows], object]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    with sayso.open(folder / "base.db") as held:
        for name, text in {"mayor": MAYOR, "baker": OTHER}.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            held.add(
                folder / f"{name}.txt", language="en", outlet="Elsin Courier", published="2031-05-05",
                url=f"https://elsin.example/{name}", title="=Elsin",
            )  # fmt: skip
    return folder / "base.db"


@pytest.fixture
def collection(base: Path, tmp_path: Path) -> Iterator[sayso.Collection]:
    with sayso.open(shutil.copy(base, tmp_path / "own.db")) as held:
        held.hold_open()
        yield held


def exported(collection: sayso.Collection) -> Rows:
    """The rows of an export, the mayor's first."""
    rows = list(csv.DictReader(io.StringIO("".join(collection.export("csv")).removeprefix(BOM), newline="")))
    return sorted(rows, key=lambda row: ("harbour" not in row["content"], "wait" not in row["content"]))


def written(
    path: Path, rows: Sequence[dict[str, str]], *, mark: str = ",", encoding: str = "utf-8-sig"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), delimiter=mark)
        writer.writeheader()
        writer.writerows(rows)
    return path


def taken(
    collection: sayso.Collection, path: Path, edit: Edit | None = None, *, by: str = "Nora"
) -> tuple[list[tuple[str, str, str | None]], list[str]]:
    """What an edit of the export makes: kind, field and value of each review; the errors."""
    rows = exported(collection)
    if edit is not None:
        edit(rows)
    fresh, wrong = collection.import_edits(written(path, rows), by=by, at=AT)
    made = {review.id: review for review in collection.store.reviews()}
    return [(made[name].kind, made[name].field, made[name].value) for name in fresh], [
        str(one) for one in wrong
    ]


def set_cells(number: int, **cells: str) -> Edit:
    return lambda rows: rows[number].update(cells)


def test_an_export_that_nobody_edited_makes_nothing(collection: sayso.Collection, tmp_path: Path) -> None:
    assert ([], []) == taken(collection, tmp_path / "a.csv")


def test_what_was_edited_comes_back_in_the_next_export(collection: sayso.Collection, tmp_path: Path) -> None:
    """Export, edit, import, export."""

    def edit(rows: Rows) -> None:
        rows[0] |= {"review": "confirm", "tags": "to call, doubtful", "note": "heard it myself"}
        rows[1] |= {"speaker": "Tomas Brill", "said_on": "2031-05-04", "speech_act": "demand"}
        for row in rows:
            row["outlet"] = "The Elsin Courier" if row["article"] == rows[0]["article"] else row["outlet"]

    made, wrong = taken(collection, tmp_path / "a.csv", edit)
    rows = exported(collection)

    assert [] == wrong
    assert sorted(made, key=str) == sorted(
        [
            ("change", "outlet", "The Elsin Courier"),
            ("confirm", "", None),
            ("change", "speaker", "Tomas Brill"),
            ("change", "said_on", "2031-05-04"),
            ("change", "act", "demand"),
        ],
        key=str,
    )
    assert ("checked", "Nora confirmed it", "Nora: heard it myself") == tuple(
        rows[0][name] for name in ("review_state", "reviewers", "note")
    )
    assert {"to call", "doubtful"} == set(rows[0]["tags"].split(", "))
    assert ("Tomas Brill", "reviewed", "2031-05-04", "demand", "checked") == tuple(
        rows[1][name] for name in ("speaker", "basis", "said_on", "speech_act", "review_state")
    )
    assert ["The Elsin Courier", "The Elsin Courier", "Elsin Courier"] == [row["outlet"] for row in rows]
    assert ([], []) == taken(collection, tmp_path / "b.csv")


def test_two_who_differ_are_both_in_the_next_export(collection: sayso.Collection, tmp_path: Path) -> None:
    taken(collection, tmp_path / "a.csv", set_cells(0, review="reject"))
    place = next(iter(collection.reviews())).review.a_article + ":1-20"
    fresh = collection.confirm(place, by="Bo", at="2031-05-07T10:00:00.000000Z")
    row = exported(collection)[0]

    assert "confirm" == fresh.kind
    assert "disputed" == row["review_state"]
    assert "Nora rejected it (overridden); Bo confirmed it" == row["reviewers"]


def test_what_others_changed_meanwhile_stays_theirs(collection: sayso.Collection, tmp_path: Path) -> None:
    """An export from before, in which that row was not edited."""
    path = written(tmp_path / "a.csv", exported(collection))
    collection.change(
        next(row["attribution"] for row in exported(collection)), "speaker", "Lena Marsh", by="Bo", at=AT
    )

    assert ((), ()) == collection.import_edits(path, by="Nora", at=AT)
    assert "Lena Marsh" == exported(collection)[0]["speaker"]


def test_an_emptied_cell_is_unknown_and_a_guarded_one_is_itself(
    collection: sayso.Collection, tmp_path: Path
) -> None:
    assert {"'=Elsin"} == {row["title"] for row in exported(collection)}
    made, wrong = taken(collection, tmp_path / "a.csv", set_cells(1, speaker="", url=""))

    assert ([("change", "speaker", None), ("change", "url", None)], []) == (sorted(made, key=str), wrong)
    assert "unknown speaker" == exported(collection)[1]["speaker"]
    assert ([], []) == taken(collection, tmp_path / "b.csv", set_cells(1, speaker="unknown speaker"))


@pytest.mark.parametrize("day", ["2031-05-05", "05/05/2031", "5.5.2031", "May 5, 2031"])
def test_a_day_that_a_spreadsheet_wrote_its_own_way_is_no_edit(
    collection: sayso.Collection, tmp_path: Path, day: str
) -> None:
    edit = set_cells(0, published_earliest=day, published_latest=day)

    assert ([], []) == taken(collection, tmp_path / "a.csv", edit)


def test_a_date_of_publishing_is_a_day_or_two(collection: sayso.Collection, tmp_path: Path) -> None:
    made, _ = taken(collection, tmp_path / "a.csv", set_cells(0, published_earliest="2031-05-03"))

    assert [("change", "published", "2031-05-03/2031-05-05")] == made
    assert ("2031-05-03", "reviewed") == tuple(
        exported(collection)[0][name] for name in ("published_earliest", "published_basis")
    )


def test_a_row_of_an_older_text_is_found_by_its_words(collection: sayso.Collection, tmp_path: Path) -> None:
    rows = exported(collection)
    rows[0]["review"] = "confirm"
    rows[1]["review"] = "confirm"
    path = written(tmp_path / "a.csv", rows)
    edited = "Elsin. " + MAYOR.replace("“=We wait,” Lena Marsh, a skipper, told Radio Elsin. ", "")
    (tmp_path / "mayor.txt").write_text(edited, encoding="utf-8")
    collection.add(tmp_path / "mayor.txt", language="en", url="https://elsin.example/mayor")
    fresh, wrong = collection.import_edits(path, by="Nora", at=AT)

    assert (1, 1) == (len(fresh), len(wrong))
    assert "checked" == exported(collection)[0]["review_state"]
    assert "is not found in the article's present text; export again" in str(wrong[0])


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"review": "maybe"}, "review 'maybe' is neither confirm nor reject"),
        ({"kind": "loud"}, "kind 'loud' is not one of direct"),
        ({"speech_act": ""}, "act cannot be unknown"),
        ({"said_on": "03/04/2031"}, "said_on '03/04/2031' is no single day; write it as 2031-05-07"),
        ({"said_on": "soon"}, "said_on 'soon' is no single day"),
        ({"content": "Other words"}, "content cannot be edited in a spreadsheet"),
        ({"article": "nowhere", "review": "confirm"}, "article nowhere: it is not in the collection"),
        ({"attribution": "nowhere", "content_offsets": "x"}, "is not found in the article's present text"),
    ],
)
def test_an_odd_row_is_told_by_its_line_and_the_rest_goes_on(
    collection: sayso.Collection, tmp_path: Path, cells: dict[str, str], why: str
) -> None:
    def edit(rows: Rows) -> None:
        rows[0] |= cells
        rows[1]["review"] = "confirm"

    made, wrong = taken(collection, tmp_path / "a.csv", edit)

    assert [("confirm", "", None)] == made
    [error] = wrong
    assert why in error
    assert f"{tmp_path / 'a.csv'}:2: " in error


def test_rows_of_one_article_that_say_different_things_of_it_are_told(
    collection: sayso.Collection, tmp_path: Path
) -> None:
    def edit(rows: Rows) -> None:
        rows[0]["outlet"], rows[1]["outlet"] = "Radio Elsin", "Radio Orsel"

    made, wrong = taken(collection, tmp_path / "a.csv", edit)

    assert [("change", "outlet", "Radio Elsin")] == made
    assert "outlet 'Radio Orsel' of the article is 'Radio Elsin' in a row above" in wrong[0]


def test_a_file_with_semicolons_is_read(collection: sayso.Collection, tmp_path: Path) -> None:
    rows = exported(collection)
    rows[0]["review"] = "Confirm "
    fresh, wrong = collection.import_edits(written(tmp_path / "a.csv", rows, mark=";"), by="Nora")

    assert (1, ()) == (len(fresh), wrong)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "the file cannot be read"),
        (b"article,speaker\na,b\n", "it has no column attribution, text_sha256, content"),
        ("ärger".encode("latin-1"), "it is no UTF-8"),
        (b"", "it has no column"),
    ],
)
def test_a_file_that_is_no_export_is_an_error(
    collection: sayso.Collection, tmp_path: Path, content: bytes | None, why: str
) -> None:
    if content is not None:
        (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(InputError) as error:
        collection.import_edits(tmp_path / "a.csv", by="Nora")

    assert why in str(error.value)


def test_who_edited_must_be_said(collection: sayso.Collection, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="needs the name of who says so"):
        collection.import_edits(tmp_path / "a.csv", by=" ")
