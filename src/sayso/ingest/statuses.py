"""Whether an article may be used, as its provider says: its status, and an embargo that is over or not."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import get_args

from sayso.ingest.dates import parse_published
from sayso.ingest.reading import Draft, Stated
from sayso.records import USABLE, Article, PubStatus

EMBARGOED = "withheld: embargoed until "
"""How the note begins that says when an embargo ends; a semicolon and what to do then follow."""
EVERYWHERE = timedelta(days=1, hours=12)
"""After the midnight (UTC) with which a day begins it is over everywhere on earth."""


def withdraws(stated: Stated) -> bool:
    """Whether a record says that its article may not be used."""
    return pubstatus(stated, []) != USABLE


def pubstatus(stated: Stated, notes: list[str]) -> PubStatus:
    """What the provider says of its use; a word that is none of the three keeps it from being used until somebody looks."""
    if not stated.pubstatus:
        return USABLE
    word = status_word(stated.pubstatus)
    known: PubStatus
    for known in get_args(PubStatus):
        if word == known:
            return known
    notes.append(f"publishing status {stated.pubstatus[:50]!r} is none of {', '.join(get_args(PubStatus))}")
    return "withheld"


def status_word(stated: str) -> str:
    """A publishing status without the name of its list: "stat:canceled" and ".../pubstatusg2/canceled" are "canceled"."""
    word = re.split(r"[:/#]", stated.strip())[-1].casefold()
    return {"cancelled": "canceled", "embargoed": "withheld"}.get(word, word)


def embargo(draft: Draft, now: str | None, notes: list[str]) -> PubStatus | None:
    """Whether an embargo withholds it; of one whose end, or the time of reading, is not known nobody can say that it is over."""
    if draft.embargoed is None:
        return None
    if not draft.embargoed:
        notes.append("it is embargoed, and nobody says until when; it is withheld")
        return "withheld"
    until, seen = parse_published(draft.embargoed), draft.seen or now
    read = parse_published(seen) if seen else None
    if until is None:
        notes.append(f"the end of its embargo, {draft.embargoed[:100]!r}, is no date; it is withheld")
        return "withheld"
    if read is not None and is_over(until.latest, read.earliest):
        notes.append(f"it was embargoed until {until.latest}")
        return None
    notes.append(f"{EMBARGOED}{until.latest}; add it again when that is over")
    return "withheld"


def embargoed_until(article: Article) -> str | None:
    """The day or moment at which the embargo ends that withholds an article; None: none does, or nobody says when it ends."""
    ends = [
        note.removeprefix(EMBARGOED).partition(";")[0] for note in article.notes if note.startswith(EMBARGOED)
    ]
    return ends[-1] if ends and article.pubstatus == "withheld" else None


def is_over(until: str, now: str) -> bool:
    """Whether a moment has come; a day has when it is over everywhere on earth."""
    moment = datetime.fromisoformat(now)
    return end_of(until) <= (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def end_of(until: str) -> datetime:
    """The moment at which an embargo is over: of one until a day, when that day has begun everywhere on earth."""
    end = datetime.fromisoformat(until)
    if end.tzinfo is not None:
        return end
    with suppress(OverflowError):  # 9999-12-31, as some write for "never"
        return end.replace(tzinfo=UTC) + EVERYWHERE
    return datetime(9999, 12, 31, tzinfo=UTC)
