"""What a person can do at a collection's review desk: one method a deed, all of them ways to fill in one form.

`collection.confirm(target, by=...)` and its like are `collection.submit({"action": "confirm", ...})` with names that a
program can be checked against. Each keeps one review, derives what follows from it and gives it back; `submit_all`
derives once for many. What a form holds stands at the top of `sayso.publish.reviews.submitting`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import InputError, SettingsError
from sayso.publish.reviews.codes import Codes, read_codes
from sayso.publish.reviews.edited_rows import read_edits
from sayso.publish.reviews.log import export_reviews, import_reviews
from sayso.publish.reviews.reviewing import ReviewLine, review_lines
from sayso.publish.reviews.submitting import Form, form_review, now
from sayso.records import Review

if TYPE_CHECKING:
    from sayso.settings import Settings
    from sayso.store.protocol import Desk


class ReviewDesk:
    """The part of a collection at which people say what is so and what is not; `Collection` is one."""

    store: "Desk"
    settings: "Settings"

    def derive(self) -> None:
        """Bring what is derived up to date; the collection says how."""
        raise NotImplementedError

    # --- any review -------------------------------------------------------------------------------------------

    def submit(self, form: Form) -> Review:
        """Keep the review that a form makes, and derive what follows. A SaysoError says what is wrong with the form."""
        [review] = self.submit_all([form])
        return review

    def submit_all(self, forms: Iterable[Form]) -> list[Review]:
        """Keep the reviews that several forms make, all of them or none, and derive once."""
        codes, at = self.codes(), now()
        reviews = [form_review(self.store, form, at=at, codes=codes) for form in forms]
        self.store.add_reviews(reviews)
        if reviews:
            self.derive()
        return reviews

    def codes(self) -> Codes:
        """The user's own list of codes (`publish.codes`); SettingsError if it cannot be read."""
        return read_codes(self.settings.publish.codes)

    # --- of what somebody said, a time, a discrepancy ------------------------------------------------------------

    def confirm(
        self, target: str, *, by: str, field: str = "", note: str = "", tags: Sequence[str] = (), at: str = ""
    ) -> Review:
        """Say that something is right as it is: an id, or ARTICLE:START-END; of an article, one `field` of it."""
        return self._do("confirm", target, by=by, field=field, note=note, tags=tags, at=at)

    def reject(
        self, target: str, *, by: str, note: str = "", tags: Sequence[str] = (), at: str = ""
    ) -> Review:
        """Say that something is none: it goes, unless somebody else confirms it."""
        return self._do("reject", target, by=by, note=note, tags=tags, at=at)

    def change(
        self,
        target: str,
        field: str,
        value: str = "",
        *,
        by: str,
        words: str = "",
        note: str = "",
        tags: Sequence[str] = (),
        at: str = "",
    ) -> Review:
        """Say what a field is: a `value`, or `words` (START-END in its article, or as they stand there); else unknown."""
        return self._do(
            "change", target, field=field, value=value, other=words, by=by, note=note, tags=tags, at=at
        )

    def note(self, target: str, text: str = "", *, by: str, tags: Sequence[str] = (), at: str = "") -> Review:
        """Put words or tags beside something; what is derived stays as it is."""
        return self._do("note", target, by=by, note=text, tags=tags, at=at)

    def link_original(
        self,
        target: str,
        original: str = "",
        *,
        by: str,
        words: str = "",
        language: str = "",
        translator: str = "",
        note: str = "",
        at: str = "",
    ) -> Review:
        """Say what was said in another language: a place in another article (ARTICLE:START-END), or the `words`."""
        return self._do(
            "original",
            target,
            other=original,
            value=words,
            language=language,
            translator=translator,
            by=by,
            note=note,
            at=at,
        )

    def add_attribution(
        self, place: str, *, by: str, speaker: str = "", kind: str = "", note: str = "", at: str = ""
    ) -> Review:
        """Say that words (ARTICLE:START-END) are what somebody said; `speaker` are the words that name who, if any do."""
        return self._do("add", place, other=speaker, value=kind, by=by, note=note, at=at)

    def add_time(self, place: str, value: str, *, by: str, note: str = "", at: str = "") -> Review:
        """Say that words (ARTICLE:START-END) name a day, or "earliest/latest"."""
        return self._do("add", place, subject="time", value=value, by=by, note=note, at=at)

    def add_discrepancy(
        self,
        place: str,
        other: str,
        *,
        by: str,
        kind: str = "",
        slot: str = "",
        note: str = "",
        at: str = "",
    ) -> Review:
        """Say that the words at two places differ; `slot` is in what, `kind` how."""
        return self._do(
            "add",
            place,
            subject="discrepancy",
            other=other,
            field=slot,
            value=kind,
            by=by,
            note=note,
            at=at,
        )

    # --- of articles, stories, actors ----------------------------------------------------------------------------

    def correct_article(
        self, article: str, field: str, value: str = "", *, by: str, note: str = "", at: str = ""
    ) -> Review:
        """Say what a field of an article is (outlet, published …); without a value it is to be unknown."""
        return self._do(
            "change", article, subject="article", field=field, value=value, by=by, note=note, at=at
        )

    def same_story(self, article: str, other: str, *, by: str, note: str = "", at: str = "") -> Review:
        """Say that two articles tell one story: the stories they are in become one."""
        return self._do("same", article, subject="story", other=other, by=by, note=note, at=at)

    def different_stories(self, article: str, other: str, *, by: str, note: str = "", at: str = "") -> Review:
        """Say that two articles tell two stories: they are in one no more, by way of no third article either."""
        return self._do("apart", article, subject="story", other=other, by=by, note=note, at=at)

    def review(self, a: str, b: str, *, same: bool, by: str, note: str = "", at: str | None = None) -> Review:
        """Keep that two names are one actor (`same`) or two, and derive again what follows from it.

        `a` and `b` are an actor's id, a name that answers to one actor, or NAME@ARTICLE; NotFound when it is not clear
        who is meant. `at` is the time in UTC ("2031-05-07T10:00:00.000000Z"), this moment when left out.
        """
        return self._do("same" if same else "apart", a, other=b, by=by, note=note, at=at or "")

    # --- the log ---------------------------------------------------------------------------------------------------

    def undo_review(self, review: str, *, by: str, note: str = "", at: str | None = None) -> Review:
        """Take a review back, by its id or the beginning of it; to take back an undo brings the review back."""
        return self._do("undo", review, by=by, note=note, at=at or "")

    def reviews(self) -> list[ReviewLine]:
        """The log of reviews, the oldest first, each with what it amounts to in the texts as they are now."""
        return review_lines(self.store)

    def export_reviews(self) -> Iterator[str]:
        """The log of reviews as lines of JSON."""
        return export_reviews(self.store.reviews())

    def import_reviews(self, path: str | Path) -> tuple[tuple[str, ...], tuple[InputError, ...]]:
        """Take in a log of reviews and derive what follows: the ids that are new, and what is wrong with which line."""
        read = list(import_reviews(Path(path), self.store.reviews()))
        fresh = self.store.add_reviews(review for review in read if isinstance(review, Review))
        self.derive()
        return fresh, tuple(error for error in read if isinstance(error, InputError))

    def import_edits(
        self, path: str | Path, *, by: str, at: str = ""
    ) -> tuple[tuple[str, ...], tuple[InputError, ...]]:
        """Take in a CSV that `export("csv")` wrote and a person edited: the ids of its reviews, and what is odd."""
        if not by.strip():
            raise SettingsError("a review needs the name of who says so; give it with --by, or as `by`")
        read = list(read_edits(self.store, Path(path), by=by, at=at or now(), codes=self.codes()))
        fresh = self.store.add_reviews(review for review in read if isinstance(review, Review))
        if fresh:
            self.derive()
        return fresh, tuple(error for error in read if isinstance(error, InputError))

    def _do(self, action: str, target: str, **values: str | Sequence[str]) -> Review:
        return self.submit({"action": action, "target": target, **values})
