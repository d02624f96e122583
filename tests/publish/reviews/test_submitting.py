"""Forms that become reviews: what a person points at, and what is refused with which words."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.errors import NotFound, SettingsError
from sayso.publish.reviews.submitting import form_review
from sayso.records import Attribution, Discrepancy, Evidence, Review, Time, Utterance

MAYOR = (
    "ELSIN, 5 May 2031\n\n“The harbour is shut,” Ada Wren, the mayor of Elsin, said on Monday. "
    "She said that 14 boats were held. Lena Marsh, a skipper, disagreed."
)
MARSH = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said on Monday. "
    "Wren said that 40 boats were held in the harbour of Elsin."
)
AT = "2031-05-06T10:00:00.000000Z"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of two articles, derived once for all tests."""
    folder = tmp_path_factory.mktemp("base")
    for name, text in {"mayor": MAYOR, "marsh": MARSH}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with sayso.open(folder / "base.db") as held:
        held.add(folder / "mayor.txt", language="en", outlet="Elsin Courier")
        held.add(folder / "marsh.txt", language="en", outlet="Radio Elsin")
    return folder / "base.db"


@pytest.fixture(scope="module")
def collection(base: Path) -> Iterator[sayso.Collection]:
    """The collection; forms alone change nothing in it."""
    with sayso.open(base) as held:
        yield held


def made(collection: sayso.Collection, **form: object) -> Review:
    return form_review(collection.store, {"by": "Nora", "at": AT} | form)


def mayor(collection: sayso.Collection) -> sayso.Article:
    [article] = [one for one in collection.store.articles() if one.outlet == "Elsin Courier"]
    return article


def said(collection: sayso.Collection) -> Attribution:
    """What the mayor says in the first report."""
    rows = collection.store.rows(Attribution, articles=[mayor(collection).id])
    return min(rows, key=lambda row: row.content[0].start)


def test_an_id_its_beginning_and_its_words_mean_the_same(collection: sayso.Collection) -> None:
    row, article = said(collection), mayor(collection)
    start, end = row.content[0]
    whole = made(collection, action="confirm", target=row.id)

    assert article.text[start:end] == whole.a.quote
    assert ("attribution", "confirm", None) == (whole.subject, whole.kind, whole.b)
    assert whole == made(collection, action="confirm", target=row.id[:8])
    assert whole == made(collection, action="confirm", target=f"{article.id}:{start}-{end}")
    assert whole == made(collection, action="confirm", target=f"mayor.txt:{start + 2}-{end}")


def test_a_time_is_meant_by_its_id_and_by_its_words(collection: sayso.Collection) -> None:
    [time, *_] = collection.store.rows(Time, articles=[mayor(collection).id])
    review = made(collection, action="change", target=time.id, value="2031-05-04/2031-05-05")

    assert ("time", "2031-05-04/2031-05-05") == (review.subject, review.value)
    place = f"mayor.txt:{time.start}-{time.end}"
    assert review == made(collection, action="change", target=place, value="2031-05-04/2031-05-05")


def test_a_discrepancy_is_anchored_at_two_of_its_sides_with_its_slot(collection: sayso.Collection) -> None:
    [row] = [one for one in collection.store.rows(Discrepancy) if one.slot == "number"]
    review = made(collection, action="change", target=row.id, value="precision")
    sides = [one for one in collection.store.rows(Evidence) if one.comparison == row.id]

    assert ("discrepancy", "number", "precision") == (review.subject, review.field, review.value)
    assert len({anchor.article for anchor in review.anchors}) == 2
    assert {anchor.start for anchor in review.anchors} <= {side.start for side in sides}


def test_a_speaker_is_words_of_the_article_or_a_name_or_unknown(collection: sayso.Collection) -> None:
    """Words that stand there twice are those nearest to what is said."""
    target, article = said(collection).id, mayor(collection)
    change = {"action": "change", "target": target, "field": "speaker"}
    at = article.text.index("Lena Marsh")
    words = made(collection, **change, other="Lena Marsh")

    assert words.b is not None
    assert (at, at + 10, None) == (words.b.start, words.b.end, words.value)
    assert words == made(collection, **change, other=f"{at}-{at + 10}")
    named = made(collection, **change, value=" Tomas  Brill ")
    assert ("Tomas Brill", None) == (named.value, named.b)
    unknown = made(collection, **change)
    assert (None, None) == (unknown.value, unknown.b)
    near = made(collection, action="change", target=target, field="cue", other="said")
    assert near.b is not None
    assert article.text.index("said") == near.b.start


def test_what_was_missed_is_added_by_its_place(collection: sayso.Collection) -> None:
    article = mayor(collection)
    start = article.text.index("disagreed")
    review = made(collection, action="add", target=f"{article.id}:{start}-{start + 9}", other="Lena Marsh")

    assert ("attribution", "add", "disagreed") == (review.subject, review.kind, review.a.quote)
    assert review.b is not None
    assert "Lena Marsh" == review.b.quote


def test_a_difference_is_added_between_two_places(collection: sayso.Collection) -> None:
    review = made(
        collection, action="add", subject="discrepancy", target="mayor.txt:20-38", other="marsh.txt:1-20",
        field="scope", value="precision",
    )  # fmt: skip

    assert ("discrepancy", "scope", "precision") == (review.subject, review.field, review.value)
    assert review.b is not None
    assert review.a.article != review.b.article


def test_an_original_is_words_of_another_article_or_words_alone(collection: sayso.Collection) -> None:
    target = said(collection).id
    there = made(
        collection, action="original", target=target, other="marsh.txt:1-20", translator="Ilse Brandt"
    )
    alone = made(collection, action="original", target=target, value="Der Hafen ist zu", language="German")

    assert ("en", "Ilse Brandt", True) == (there.language, there.translator, there.b is not None)
    assert ("de", "Der Hafen ist zu", None) == (alone.language, alone.value, alone.b)


def test_a_field_of_an_article_is_kept_in_one_form(collection: sayso.Collection) -> None:
    change = {"action": "change", "subject": "article", "target": "mayor.txt"}

    assert "2031-05-05" == made(collection, **change, field="published", value="2031-05-05").value
    assert "ar" == made(collection, **change, field="language", value="Arabic").value
    assert (
        "Ada Wren; Bo Lind" == made(collection, **change, field="authors", value="Ada Wren;Bo Lind ; ").value
    )
    assert None is made(collection, **change, field="title").value
    confirmed = made(collection, action="confirm", target=mayor(collection).id, field="outlet")
    assert ("article", "Elsin Courier", "") == (confirmed.subject, confirmed.value, confirmed.a.quote)


def test_two_articles_make_one_story_or_two(collection: sayso.Collection) -> None:
    review = made(collection, action="apart", subject="story", target="mayor.txt", other="marsh.txt")

    assert ("different_stories", "story") == (review.kind, review.subject)
    assert ("", "") == (review.a.quote, review.anchors[1].quote)


def test_tags_are_a_list_or_a_text_with_commas(collection: sayso.Collection) -> None:
    target = said(collection).id

    assert ("doubtful", "to call") == made(
        collection, action="note", target=target, tags="doubtful, to call,"
    ).tags
    assert ("doubtful",) == made(collection, action="note", target=target, tags=["doubtful"]).tags


UNKNOWN = "ffffffffffffffff"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"action": "delete"}, "no action 'delete'; there are confirm, reject"),
        ({"action": "confirm", "colour": "red"}, "a review has no colour; it has action"),
        ({"action": "confirm", "value": 3}, "value=3 is no text"),
        ({"action": "note", "target": "SAID", "note": "half \ud800"}, "note holds '\\ud800', which is no character"),
        ({"action": "note", "target": "SAID", "tags": ["a\x00b"]}, "tags holds '\\x00', which is no character"),
        ({"action": "confirm", "target": "SAID", "by": "N" * 201}, "by has 201 characters; 200 are the most"),
        ({"action": "confirm", "by": " "}, "a review needs the name of who says so"),
        ({"action": "confirm", "at": "today"}, "'today' is no time of a review"),
        ({"action": "confirm"}, "confirm needs a target"),
        ({"action": "confirm", "target": UNKNOWN}, "nothing that can be reviewed has the id"),
        ({"action": "confirm", "target": "mayor.txt:5"}, "nothing that can be reviewed has the id"),
        ({"action": "confirm", "target": "mayor.txt:5-3"}, "5-3 is no stretch of mayor.txt"),
        ({"action": "confirm", "target": "mayor.txt:17-19"}, "is white space; point at words"),
        ({"action": "confirm", "target": "nowhere.txt:1-3"}, "no article called 'nowhere.txt'"),
        ({"action": "confirm", "target": "mayor.txt:19-23"}, "neither an attribution nor a time expression stands"),
        ({"action": "confirm", "target": "mayor.txt", "subject": "planet"}, "no subject 'planet'"),
        ({"action": "confirm", "target": "mayor.txt", "subject": "article"}, "no field is named; of articles there are outlet"),
        ({"action": "reject", "target": "mayor.txt", "subject": "article"}, "an article cannot be rejected"),
        ({"action": "note", "target": "mayor.txt", "subject": "article"}, "a note needs words or tags"),
        ({"action": "note", "target": "x", "tags": 5}, "tags=5 is no list of codes"),
        ({"action": "change", "target": "SAID"}, "no field is named; of attributions there are speaker"),
        ({"action": "change", "target": "SAID", "field": "colour"}, "no field 'colour'; of attributions there are"),
        ({"action": "change", "target": "SAID", "field": "kind"}, "kind cannot be unknown"),
        ({"action": "change", "target": "SAID", "field": "kind", "value": "loud"}, "kind 'loud' is not one of direct"),
        ({"action": "change", "target": "SAID", "field": "act", "value": "song"}, "act 'song' is not one of statement"),
        ({"action": "change", "target": "SAID", "field": "channel", "value": "smoke"}, "channel 'smoke' is not one of"),
        ({"action": "change", "target": "SAID", "field": "said_on", "value": "Monday"}, "said_on: 'Monday' is no day"),
        ({"action": "change", "target": "SAID", "field": "said_on", "value": "2031-05-01/2031-05-02"}, "is no single day"),
        ({"action": "change", "target": "SAID", "field": "span", "value": "words"}, "span is given as a place in the article"),
        ({"action": "change", "target": "SAID", "field": "span"}, "span cannot be unknown"),
        ({"action": "change", "target": "SAID", "field": "said_on", "other": "Monday"}, "said_on is given as a value"),
        ({"action": "change", "target": "SAID", "field": "speaker", "value": "A", "other": "Wren"}, "given both as a value and"),
        ({"action": "change", "target": "SAID", "field": "speaker", "other": "Tomas Brill"}, "'Tomas Brill' does not stand in mayor.txt"),
        ({"action": "change", "target": "SAID", "field": "speaker", "other": "marsh.txt:1-5"}, "must stand in the same article"),
        ({"action": "change", "target": "mayor.txt", "subject": "article", "field": "published", "value": "2031-02-30"}, "is no day of the calendar"),
        ({"action": "change", "target": "mayor.txt", "subject": "article", "field": "published", "value": "2031-05-05T10:00"}, "lacks its offset from UTC"),
        ({"action": "change", "target": "mayor.txt", "subject": "article", "field": "published", "value": "2031-05-05/2031-05-01"}, "ends before it begins"),
        ({"action": "change", "target": "mayor.txt", "subject": "article", "field": "url", "value": "not a url"}, "is no web address"),
        ({"action": "change", "target": "mayor.txt", "subject": "article", "field": "language", "value": "Klingonese"}, "language 'Klingonese' is none"),
        ({"action": "change", "target": "mayor.txt", "subject": "article", "field": "completeness", "value": "most"}, "is not one of full"),
        ({"action": "add", "target": "SAID"}, "is no place in a text; write ARTICLE:START-END"),
        ({"action": "add", "target": "mayor.txt:20-30", "subject": "story"}, "no story can be added"),
        ({"action": "add", "target": "mayor.txt:20-30", "subject": "time"}, "a time needs its day"),
        ({"action": "add", "target": "mayor.txt:20-30", "subject": "discrepancy"}, "a discrepancy needs two places"),
        ({"action": "add", "target": "mayor.txt:20-30", "subject": "discrepancy", "other": "25-35"}, "overlap; select what one says"),
        ({"action": "add", "target": "mayor.txt:20-30", "subject": "discrepancy", "other": "40-45", "field": "taste"}, "slot 'taste' is not one of"),
        ({"action": "original", "target": "SAID"}, "an original is words of another article"),
        ({"action": "same", "target": "mayor.txt", "subject": "story"}, "same needs two"),
        ({"action": "same", "target": "mayor.txt", "other": "mayor.txt", "subject": "story"}, "are one article; name two"),
        ({"action": "same", "target": "a", "other": "b", "subject": "time"}, "times are not joined or kept apart"),
        ({"action": "undo", "target": "abcdef"}, "no review with the id 'abcdef'"),
    ],
)  # fmt: skip
def test_what_cannot_be_says_why_and_what_to_do(
    collection: sayso.Collection, form: dict[str, object], why: str
) -> None:
    given = {key: said(collection).id if value == "SAID" else value for key, value in form.items()}
    with pytest.raises((NotFound, SettingsError)) as error:
        made(collection, **given)

    assert why in str(error.value)


def test_who_points_at_an_utterance_is_told_its_renderings(collection: sayso.Collection) -> None:
    [utterance, *_] = collection.store.rows(Utterance)
    with pytest.raises(NotFound, match="has no words of its own to review; name one of its renderings"):
        made(collection, action="confirm", target=utterance.id, subject="utterance")


def test_only_codes_of_the_users_list_are_tags(base: Path, tmp_path: Path) -> None:
    """In any case, and kept as the list writes them."""
    (tmp_path / "codes.csv").write_text("code,label\nCALL,To call\ndoubt,\n", encoding="utf-8")
    settings = sayso.Settings(publish=sayso.settings.Publish(codes=str(tmp_path / "codes.csv")))
    with sayso.open(shutil.copy(base, tmp_path / "own.db"), settings=settings) as held:
        note = held.note(said(held).id, by="Nora", tags=["call"])

        assert ("CALL",) == note.tags
        assert "To call" == held.codes().label("CALL")
        with pytest.raises(SettingsError, match=r"green: not in the list of codes .* there are CALL, doubt"):
            held.note(said(held).id, by="Nora", tags=["green"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "cannot be read"),
        ("", "has no column 'code'"),
        ("label\nx\n", "has no column 'code'"),
        ("code\na\nA\n", "codes.csv:3: code 'A' is empty, there twice, or has a comma in it"),
        ('code,label\n"a,b",x\n', "code 'a,b' is empty"),
        ("code,label\n,x\n", "code '' is empty"),
    ],
)
def test_a_list_of_codes_that_cannot_be_read_is_an_error(tmp_path: Path, text: str | None, why: str) -> None:
    if text is not None:
        (tmp_path / "codes.csv").write_text(text, encoding="utf-8")
    settings = sayso.Settings(publish=sayso.settings.Publish(codes=str(tmp_path / "codes.csv")))
    with sayso.open(tmp_path / "own.db", settings=settings) as held, pytest.raises(SettingsError) as error:
        held.codes()

    assert why in str(error.value)
