"""Reviews for people: whom a typed name means, what a review amounts to, and logs that travel."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.errors import InputError, NotFound, SettingsError
from sayso.publish.reviews.log import export_reviews, import_reviews, review_json
from sayso.publish.reviews.merging import meant
from sayso.publish.reviews.submitting import now
from sayso.records import Anchor, Review
from sayso.reviews.log import make_review, undo

MAYOR = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said on Monday. Wren would not say for how long."
)
MARSH = "“We shut the harbour,” Lena Marsh told Radio Elsin. Lena Marsh said that it would open again."
NAMESAKE = "“Bread will be dearer,” said Ada Wren, a baker in Orsel. Nobody else bakes there, Ada Wren said."
AT = "2031-05-0{}T10:00:00.000000Z"
HERE, THERE = Anchor("a", "Wren", "\u2028“", "", 2, 6), Anchor("b", "Ada Wren", "", "", 0, 8)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of three articles, derived once for all tests."""
    folder = tmp_path_factory.mktemp("base")
    for name, text in {"mayor": MAYOR, "marsh": MARSH, "baker": NAMESAKE}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with sayso.open(folder / "base.db") as held:
        held.add(folder / "mayor.txt", folder / "marsh.txt", folder / "baker.txt", language="en")
    return folder / "base.db"


@pytest.fixture
def collection(base: Path, tmp_path: Path) -> Iterator[sayso.Collection]:
    """A collection of its own for each test."""
    with sayso.open(shutil.copy(base, tmp_path / "own.db")) as held:
        yield held


def pointed_at(review: Review) -> list[str]:
    """The words at both ends."""
    return [anchor.quote for anchor in review.anchors]


def test_a_review_points_at_the_full_name(collection: sayso.Collection) -> None:
    review = collection.review("Wren@mayor.txt", "Marsh", same=True, by="Nora", at=AT.format(1))

    assert ["Ada Wren", "Lena Marsh"] == pointed_at(review)
    [line] = collection.reviews()
    assert (review, "in force", "") == (line.review, line.state, line.why)
    assert ["mayor.txt", "marsh.txt"] == [Path(place.path or "").name for place in line.places if place]


def test_one_of_a_name_is_told_from_the_others_of_that_name(collection: sayso.Collection) -> None:
    """Both are Ada Wren, and one actor until somebody says otherwise."""
    review = collection.review("Ada Wren@baker.txt", "Ada Wren", same=False, by="Nora", at=AT.format(1))
    [line] = collection.reviews()

    assert ["baker.txt", "mayor.txt"] == [Path(place.path or "").name for place in line.places if place]
    assert ["Ada Wren", "Ada Wren"] == pointed_at(review)


def test_whom_an_id_means_is_its_actor(collection: sayso.Collection) -> None:
    marsh = meant(collection.store, "Lena Marsh")

    assert marsh.entities == meant(collection.store, marsh.actor).entities
    assert marsh.entities == meant(collection.store, marsh.actor[:8]).entities


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("Tomas Brill", "Marsh", "no actor answers to 'Tomas Brill'"),
        ("Marsh", "Lena Marsh", "are the same names of one actor"),
        ("Ada Wren@mayor.txt", "Wren@mayor.txt", "are the same names of one actor"),
        ("Ada Wren@nowhere.txt", "Marsh", "no article called 'nowhere.txt'"),
        (
            "Tomas Brill@mayor.txt",
            "Marsh",
            "0 names in that article answer to 'Tomas Brill'; they are Ada Wren, Elsin",
        ),
        ("@mayor.txt", "Marsh", "no actor answers to '@mayor.txt'"),
    ],
)
def test_who_is_meant_must_be_clear(collection: sayso.Collection, a: str, b: str, why: str) -> None:
    with pytest.raises(NotFound) as error:
        collection.review(a, b, same=True, by="Nora")

    assert why in str(error.value)
    assert [] == collection.reviews()


def test_who_reviews_and_when_must_be_said(collection: sayso.Collection) -> None:
    with pytest.raises(SettingsError, match="needs the name of who says so"):
        collection.review("Wren@mayor.txt", "Marsh", same=True, by=" ")
    with pytest.raises(SettingsError, match="is no time of a review"):
        collection.review("Wren@mayor.txt", "Marsh", same=True, by="Nora", at="yesterday")


def test_a_review_that_is_taken_back_says_by_which(collection: sayso.Collection) -> None:
    review = collection.review("Wren@mayor.txt", "Marsh", same=True, by="Nora", at=AT.format(1))
    taken = collection.undo_review(review.id[:8], by="Ada", at=AT.format(2))

    assert [("taken back", f"by {taken.id}"), ("in force", "")] == [
        (x.state, x.why) for x in collection.reviews()
    ]
    with pytest.raises(
        NotFound, match=f"is taken back already; `sayso review undo {taken.id}` brings it back"
    ):
        collection.undo_review(review.id, by="Nora")

    collection.undo_review(taken.id, by="Nora", at=AT.format(3))

    assert ["in force", "taken back", "in force"] == [line.state for line in collection.reviews()]


@pytest.mark.parametrize("asked", ["", "12345", "no such id", "ffffffffffffffff"])
def test_a_review_that_is_not_there_cannot_be_taken_back(collection: sayso.Collection, asked: str) -> None:
    with pytest.raises(NotFound, match="no review with the id"):
        collection.undo_review(asked, by="Nora")


def test_a_review_that_lost_names_those_it_lost_to(collection: sayso.Collection) -> None:
    early = collection.review("Wren@mayor.txt", "Marsh", same=True, by="Nora", at=AT.format(1))
    late = collection.review("Wren@mayor.txt", "Marsh", same=False, by="Ada", at=AT.format(2))

    assert [(early.id, "overridden", (late.id,)), (late.id, "in force", ())] == [
        (line.review.id, line.state, line.over) for line in collection.reviews()
    ]


def test_a_review_of_what_is_gone_says_what_is_gone(collection: sayso.Collection, tmp_path: Path) -> None:
    """A removed article, an edited one, and words that are no name."""
    collection.review("Wren@mayor.txt", "Wren@baker.txt", same=False, by="Nora", at=AT.format(1))
    joined = collection.review("Wren@mayor.txt", "Marsh", same=True, by="Nora", at=AT.format(2))
    nobody = joined.anchors[0]._replace(quote="for how", start=87, end=94)
    collection.store.add_reviews(
        [make_review("same_actor", nobody, joined.anchors[1], by="Nora", at=AT.format(3))]
    )
    baker, marsh = (line.places[1] for line in collection.reviews()[:2])
    assert baker is not None
    assert marsh is not None
    collection.remove(baker.id, reason="asked to")
    (tmp_path / "marsh.txt").write_text("Somebody spoke.", encoding="utf-8")
    edited = sayso.Article(
        **{name: getattr(marsh, name) for name in marsh.__slots__}
        | {"text": "Somebody spoke.", "text_sha256": "0", "revision": "1"}
    )
    collection.store.add([edited])
    collection.add()

    assert [
        f"article {baker.id} is not in the collection",
        "'Lena Marsh' does not stand in marsh.txt any more",
        "no name is read at 'for how' in mayor.txt; 'Lena Marsh' does not stand in marsh.txt any more",
    ] == [line.why for line in collection.reviews()]


def test_a_log_comes_back_as_it_went_out(tmp_path: Path) -> None:
    """Line ends of other kinds in a note and around a name among it."""
    review = make_review("same_actor", HERE, THERE, by="Nora", at=AT.format(1), note="one\nand\u2028two")
    log = [review, undo(review, by="Ada", at=AT.format(2))]
    (tmp_path / "log.jsonl").write_text("".join(export_reviews(log)), encoding="utf-8")

    assert log == list(import_reviews(tmp_path / "log.jsonl", ()))


def test_two_collections_exchange_their_logs(
    collection: sayso.Collection, base: Path, tmp_path: Path
) -> None:
    """In either order, and twice."""
    collection.review("Wren@mayor.txt", "Marsh", same=True, by="Nora", at=AT.format(1))
    (tmp_path / "ours.jsonl").write_text("".join(collection.export_reviews()), encoding="utf-8")
    with sayso.open(shutil.copy(base, tmp_path / "theirs.db")) as theirs:
        theirs.review("Wren@baker.txt", "Wren@mayor.txt", same=False, by="Ada", at=AT.format(2))
        (tmp_path / "theirs.jsonl").write_text("".join(theirs.export_reviews()), encoding="utf-8")
        fresh, wrong = theirs.import_reviews(tmp_path / "ours.jsonl")
        collection.import_reviews(tmp_path / "theirs.jsonl")

        assert (1, ()) == (len(fresh), wrong)
        assert ((), ()) == theirs.import_reviews(tmp_path / "ours.jsonl")
        assert [*theirs.export_reviews()] == [*collection.export_reviews()]
        assert {(m.entity, m.actor) for m in theirs.store.rows(sayso.ActorMember)} == {
            (m.entity, m.actor) for m in collection.store.rows(sayso.ActorMember)
        }


FIRST = make_review("same_actor", HERE, THERE, by="Nora", at=AT.format(1))
LINE = review_json(FIRST)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ("[]", "this is no JSON object"),
        ("{}", "kind is missing, or is no text"),
        (
            LINE | {"kind": "same_statement"},
            "kind 'same_statement' is not known here; there are same_actor, different",
        ),
        (LINE | {"by": "Ada"}, "it was changed"),
        (LINE | {"at": "2031-05-01"}, "is no time as"),
        (LINE | {"undoes": "f00"}, "undoes names a review where kind is undo"),
        (LINE | {"kind": "undo"}, "undoes names a review where kind is undo"),
        (LINE | {"a": None}, "a is missing, or is no object"),
        (LINE | {"b": LINE["b"] | {"start": "0"}}, "b.start is missing, or is no number"),
        (LINE | {"b": LINE["b"] | {"start": True}}, "b.start is missing, or is no number"),
        (LINE | {"b": LINE["b"] | {"end": 0}}, "b points at no words"),
    ],
)
def test_a_line_that_is_no_review_is_told_and_left_out(
    tmp_path: Path, line: str | dict[str, object], why: str
) -> None:
    path = tmp_path / "log.jsonl"
    text = line if isinstance(line, str) else json.dumps(line)
    path.write_text(f"{text}\n\n{json.dumps(LINE)}\n", encoding="utf-8")
    wrong, kept = import_reviews(path, ())

    assert isinstance(wrong, InputError)
    assert (why in str(wrong), 1) == (True, wrong.line), wrong
    assert FIRST == kept


def test_an_undo_that_points_elsewhere_is_refused_whichever_comes_first(tmp_path: Path) -> None:
    """It would take back for one article what it leaves for the other."""
    astray = make_review("undo", HERE, HERE, by="Ada", at=AT.format(2), undoes=FIRST.id)
    for log in ([FIRST, astray], [astray, FIRST]):
        (tmp_path / "log.jsonl").write_text("".join(export_reviews(log)), encoding="utf-8")
        kept, wrong = import_reviews(tmp_path / "log.jsonl", ())

        assert log[0] == kept
        assert "it points elsewhere than the review" in str(wrong)
    (tmp_path / "log.jsonl").write_text("".join(export_reviews([astray])), encoding="utf-8")
    assert [InputError] == [type(read) for read in import_reviews(tmp_path / "log.jsonl", [FIRST])]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "log.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputError, match="the file cannot be read"):
        list(import_reviews(path, ()))


def test_the_time_of_a_review_has_the_form_that_the_log_wants() -> None:
    assert 27 == len(now())
    assert now() <= now()
