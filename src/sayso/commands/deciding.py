"""The verbs of `sayso review` that say something of what was read: confirm, reject, change, add, note and their like."""

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.commands.options import DEFAULT_DB, Db, SettingsFile, note, opened, write
from sayso.errors import NotFound, SettingsError

if TYPE_CHECKING:
    from sayso.publish.collection import Collection
    from sayso.publish.reviews.reviewing import ReviewLine
    from sayso.records import Review

Target = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help="What it is about: an id or the beginning of one (`sayso export --format csv` gives them), or "
        "ARTICLE:START-END, the words in an article (id or file; characters from 0, the end not included).",
    ),
]
Place = Annotated[
    str,
    typer.Argument(metavar="PLACE", help="The words: ARTICLE:START-END, with the article's id or file name."),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", envvar="SAYSO_BY", help="Who says so.", show_default="the name you are logged in with"
    ),
]
Note = Annotated[str, typer.Option("--note", help="Why, in your words.")]
Tags = Annotated[
    list[str] | None,
    typer.Option("--tag", help="A code, of your own list where `publish.codes` names one; may be repeated."),
]
Unknown = Annotated[bool, typer.Option("--unknown", help="It is to be unknown.")]


def confirm(
    target: Target,
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="Of an article: which field of it is right.")
    ] = "",
    *,
    by: By = None,
    why: Note = "",
    tags: Tags = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Say that it is right as it is: what somebody said, a day, a discrepancy, a field of an article."""
    subject = "article" if field else ""
    _keep(
        db, settings, action="confirm", subject=subject, target=target, field=field, by=by, note=why, tags=tags
    )  # fmt: skip


def reject(
    target: Target,
    *,
    by: By = None,
    why: Note = "",
    tags: Tags = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Say that it is none: nobody said that, that is no day, these do not differ. It goes, unless another confirms it."""
    _keep(db, settings, action="reject", target=target, by=by, note=why, tags=tags)


def change(
    target: Target,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="Of what was said: speaker, speaks_for, span, kind, cue, channel, said_on, act. Of a day: value. "
            "Of a discrepancy: kind.",
        ),
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="To what: a name, a day, a kind of the closed list.")
    ] = "",
    *,
    words: Annotated[
        str,
        typer.Option(
            "--words", help="To words of the same article: as they stand there (the nearest), or START-END."
        ),
    ] = "",
    unknown: Unknown = False,
    by: By = None,
    why: Note = "",
    tags: Tags = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Say what a field is instead: to a value, to words of the article, or unknown."""
    _one_of(value or words, unknown=unknown)
    _keep(
        db, settings, action="change", target=target, field=field, value=value, other=words, by=by, note=why, tags=tags
    )  # fmt: skip


def add(
    place: Place,
    *,
    speaker: Annotated[
        str,
        typer.Option("--speaker", help="The words of the article that name who said it, or their START-END."),
    ] = "",
    kind: Annotated[
        str,
        typer.Option("--kind", help="direct, indirect or mixed; else by the quotation marks around it."),
    ] = "",
    by: By = None,
    why: Note = "",
    tags: Tags = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Add what somebody said and was missed: its exact words, and the words that name who said it."""
    _keep(db, settings, action="add", target=place, other=speaker, value=kind, by=by, note=why, tags=tags)


def note_on(
    target: Target,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you want to remember.")] = "",
    *,
    by: By = None,
    tags: Tags = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Put words or codes beside it. Nothing that is derived changes."""
    _keep(db, settings, action="note", target=target, by=by, note=text, tags=tags)


def original(
    target: Target,
    place: Annotated[
        str,
        typer.Argument(metavar="PLACE", help="The original in another article: ARTICLE:START-END."),
    ] = "",
    *,
    words: Annotated[str, typer.Option("--words", help="Or the original's words themselves.")] = "",
    language: Annotated[
        str, typer.Option("--language", help="The original's language, as ar or Arabic.")
    ] = "",
    translator: Annotated[str, typer.Option("--translator", help="Who translated it.")] = "",
    by: By = None,
    why: Note = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Link what was said in another language as the original of what somebody is said to have said."""
    _keep(
        db, settings, action="original", target=target, other=place, value=words, language=language,
        translator=translator, by=by, note=why,
    )  # fmt: skip


def article(
    which: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its file.")
    ],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD", help="outlet, title, url, authors, language, published or completeness."
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="What it is; authors with semicolons between, published as 2031-05-07 or 2031-05-07/2031-05-09.",
        ),
    ] = "",
    *,
    unknown: Unknown = False,
    by: By = None,
    why: Note = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Correct a field of an article. What it was read with stays kept, and comes back when you take the review back."""
    _one_of(value, unknown=unknown)
    _keep(
        db, settings, action="change", subject="article", target=which, field=field, value=value, by=by, note=why
    )  # fmt: skip


def story(
    one: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its file.")],
    other: Annotated[str, typer.Argument(metavar="ARTICLE", help="The other one.")],
    *,
    apart: Annotated[bool, typer.Option("--apart", help="They tell two stories.")] = False,
    by: By = None,
    why: Note = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Say that two reports tell one story, or two. Those told apart come together by way of no third report."""
    action = "apart" if apart else "same"
    _keep(db, settings, action=action, subject="story", target=one, other=other, by=by, note=why)


def time(
    target: Target,
    day: Annotated[
        str,
        typer.Argument(metavar="DAY", help="2031-05-07, or 2031-05-07/2031-05-09 for a stretch of days."),
    ],
    *,
    by: By = None,
    why: Note = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Say which day words name: of a time expression that was read, or of words that were missed (ARTICLE:START-END)."""
    form = {"subject": "time", "target": target, "value": day}
    with opened(db, settings) as collection:
        action = "change" if _is_read(collection, target) else "add"
        _tell(collection, collection.submit({"action": action, **form, "by": name_of(by), "note": why}))


def discrepancy(
    one: Place,
    other: Annotated[str, typer.Argument(metavar="PLACE", help="The words that say otherwise, likewise.")],
    *,
    slot: Annotated[
        str,
        typer.Option(
            "--slot", help="What differs: date, number, name, role, scope, polarity, wording or deed."
        ),
    ] = "wording",
    kind: Annotated[
        str,
        typer.Option("--kind", help="How: contradiction, precision, scope, wording, naming or development."),
    ] = "contradiction",
    by: By = None,
    why: Note = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Add a discrepancy that was missed: words of two reports of one story that say different things."""
    _keep(
        db, settings, action="add", subject="discrepancy", target=one, other=other, field=slot, value=kind, by=by,
        note=why,
    )  # fmt: skip


def name_of(by: str | None) -> str:
    """Who reviews: as given, else the name of the login; "" where there is none, which the collection refuses."""
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return os.environ.get("USERNAME", "")


def tell_kept(collection: "Collection", made: "Review") -> "ReviewLine":
    """Say at once when what a person decided does not come about, or ends what was decided before."""
    lines = {line.review.id: line for line in collection.reviews()}
    kept = lines[made.id]
    if kept.state != "in force":
        note(f"it is {kept.state}: {kept.why}")
    for line in lines.values():
        if line.state == "overridden" and made.id in line.over:
            note(f"review {line.review.id} of {line.review.by} says otherwise and is not followed any more")
    if collection.status().stale:
        note("another process is deriving from this collection; what follows from the review comes with it")
    return kept


def _keep(db: str, settings: Path | None, *, by: str | None, **form: Any) -> None:
    """Keep the review that a command makes, and say what it says and how to take it back."""
    with opened(db, settings) as collection:
        _tell(collection, collection.submit({**form, "by": name_of(by)}))


def _tell(collection: "Collection", made: "Review") -> None:
    from sayso.publish.words.review_words import review_words

    places = {one.id: one for one in collection.store.articles(anchor.article for anchor in made.anchors)}
    words = review_words(made, [places.get(anchor.article) for anchor in made.anchors])
    write([f"{words}\n", f"take it back with: sayso review undo {made.id}\n"])
    tell_kept(collection, made)


def _one_of(given: str, *, unknown: bool) -> None:
    """Unknown is a value that is asked for, never what is left when one forgets to write it."""
    if bool(given) == unknown:
        raise SettingsError(
            "it cannot be both known and unknown; leave one of them out"
            if unknown
            else "say what it is to be, or --unknown"
        )


def _is_read(collection: "Collection", target: str) -> bool:
    from sayso.publish.reviews.targets import PLACE, find_target

    if PLACE.fullmatch(target.strip()) is None:
        return True
    try:
        find_target(collection.store, target, "time")
    except NotFound:
        return False
    return True


DECIDE: dict[str, Callable[..., Any]] = {
    "confirm": confirm,
    "reject": reject,
    "change": change,
    "add": add,
    "time": time,
    "discrepancy": discrepancy,
    "original": original,
    "note": note_on,
    "article": article,
    "story": story,
}
"""The actions that say something of what was read, in the order of the help."""
