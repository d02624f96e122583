"""What each review amounts to, of whatever it is: followed, overridden, refused, without its words, taken back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.records import Discrepancy, Review
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review
from sayso.spans import Span

MAYOR = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said on Monday. "
    "Police held 14 boats in the harbour of Elsin. Lena Marsh, a skipper, disagreed."
)
MARSH = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said. Police held 40 boats in the harbour of Elsin."
)
AT = "2031-05-{:02}T10:00:00.000000Z"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    with sayso.open(folder / "base.db") as held:
        for name, text in {"mayor": MAYOR, "marsh": MARSH}.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            held.add(
                folder / f"{name}.txt",
                language="en",
                outlet=f"Radio {name}",
                url=f"https://elsin.example/{name}",
            )
    return folder / "base.db"


@pytest.fixture
def collection(base: Path, tmp_path: Path) -> Iterator[sayso.Collection]:
    with sayso.open(shutil.copy(base, tmp_path / "own.db")) as held:
        held.hold_open()
        yield held


def place(words: str) -> str:
    return f"mayor.txt:{MAYOR.index(words)}-{MAYOR.index(words) + len(words)}"


def states(collection: sayso.Collection, *reviews: Review) -> list[str]:
    found = {line.review.id: line.state for line in collection.reviews()}
    return [found[review.id] for review in reviews]


def test_where_two_differ_the_later_holds_and_the_earlier_is_listed_with_it(
    collection: sayso.Collection,
) -> None:
    """Of everything that can be reviewed; both stay in the log and in what is exported."""
    [boats] = collection.store.rows(Discrepancy)
    shut, monday = place("The harbour is shut"), place("Monday")
    pairs = [
        [collection.change(shut, "speaker", name, by=by, at=AT.format(day)) for name, by, day in
         (("Lena Marsh", "Nora", 1), ("Tomas Brill", "Bo", 2))],
        [collection.change(monday, "value", day, by=by, at=AT.format(3)) for day, by in
         (("2031-05-04", "Ada"), ("2031-05-05", "Bo"))],
        [collection.change(boats.id, "kind", kind, by=by, at=AT.format(day)) for kind, by, day in
         (("precision", "Nora", 4), ("development", "Bo", 5))],
        [collection.correct_article("mayor.txt", "outlet", name, by=by, at=AT.format(day)) for name, by, day in
         (("Elsin Courier", "Nora", 6), ("Courier", "Bo", 7))],
        [collection.same_story("mayor.txt", "marsh.txt", by="Nora", at=AT.format(8)),
         collection.different_stories("mayor.txt", "marsh.txt", by="Bo", at=AT.format(9))],
    ]  # fmt: skip
    lines = {line.review.id: line for line in collection.reviews()}

    told = {review.subject: sorted(lines[one.id].state for one in pair) for pair in pairs for review in pair}
    # of a discrepancy between two stories nothing is left
    assert ["not found", "not found"] == told.pop("discrepancy")
    assert {("in force", "overridden")} == {tuple(one) for one in told.values()}
    for early, late in (pairs[0], pairs[3], pairs[4]):
        assert (late.id,) == lines[early.id].over, early
    collection.undo_review(pairs[4][1].id, by="Bo", at=AT.format(10))
    assert ["overridden", "in force"] == states(collection, *pairs[2])
    log = "".join(collection.export_reviews())
    assert all(review.id in log for pair in pairs for review in pair)
    document = "".join(collection.export())
    assert all(review.id in document for pair in pairs for review in pair)


def test_what_cannot_be_is_refused_and_says_why(collection: sayso.Collection) -> None:
    """As a log that somebody else wrote may ask for it."""
    [article] = [one for one in collection.store.articles() if one.url == "https://elsin.example/mayor"]
    anchor = make_anchor(article.id, article.text, Span(0, 22))
    bad = [
        make_review("change", anchor, by="Bo", at=AT.format(1), subject="attribution", field="kind", value="loud"),
        make_review("change", anchor._replace(quote="", before="", after="", start=0, end=0), by="Bo",
                    at=AT.format(2), subject="article", field="published", value="soon"),
    ]  # fmt: skip
    collection.store.add_reviews(bad)
    collection.derive()
    lines = {line.review.id: line for line in collection.reviews()}

    assert ["refused", "refused"] == [lines[review.id].state for review in bad]
    assert all(lines[review.id].why for review in bad)


def test_what_has_lost_its_words_waits_and_comes_back_with_them(
    collection: sayso.Collection, tmp_path: Path
) -> None:
    said = collection.confirm(place("The harbour is shut"), by="Nora")
    outlet = collection.correct_article("mayor.txt", "outlet", "Elsin Courier", by="Nora")
    note = collection.note(place("Monday"), "which Monday?", by="Nora")
    [mayor] = [one for one in collection.store.articles() if one.outlet == "Elsin Courier"]
    assert ["in force"] * 3 == states(collection, said, outlet, note)
    collection.remove(mayor.id, reason="asked to")

    assert ["not found"] * 3 == states(collection, said, outlet, note)
    assert {f"article {mayor.id} is not in the collection"} == {line.why for line in collection.reviews()}

    (tmp_path / "mayor.txt").write_text("Elsin. " + MAYOR, encoding="utf-8")
    collection.add(tmp_path / "mayor.txt", url="https://elsin.example/mayor", language="en", force=True)

    assert ["in force"] * 3 == states(collection, said, outlet, note)
    assert "Elsin Courier" == collection.store.article(mayor.id).outlet


def test_several_forms_are_kept_together_or_not_at_all(collection: sayso.Collection) -> None:
    good = {"action": "confirm", "target": place("The harbour is shut"), "by": "Nora"}
    with pytest.raises(sayso.SaysoError, match="no action 'praise'"):
        collection.submit_all([good, good | {"action": "praise"}])

    assert [] == collection.reviews()
    assert 2 == len(collection.submit_all([good, good | {"action": "note", "note": "heard it"}]))
    assert 2 == len(collection.reviews())
    assert [] == collection.submit_all([])
