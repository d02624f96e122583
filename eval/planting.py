"""Synthetic copies with known sources: stretches of held-out articles in others, with credit lines, or with decoys.

Made in memory from a fixed seed; nothing is written. Every name in the phrases is invented, but for the outlets of
the donors and a few agencies.
"""

import random
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from chain import labelled_article
from sayso.records import Article
from sayso.words.outlets import same_outlet

# What credits the outlet N for the sentence S (without its full stop), in ways of agencies and papers.
CREDITED = (
    "{S}, {N} reported.",
    "{S}, {N} reported on Tuesday.",
    "{S}, {N} reports.",
    "{S}, reported {N}.",
    "{S}, according to {N}.",
    "{S}, according to a report by {N}.",
    "{S}, as first reported by {N}.",
    "{S}, {N} said.",
    "{S}, {N} has learned.",
    "According to {N}, {S}.",
    "{N} reported that {S}.",
    "{N} first reported on Monday that {S}.",
    "As {N} reported, {S}.",
    "Earlier on Monday, {N} said that {S}.",
    "{N} quoted an official as saying that {S}.",
    "{N}, citing two officials, reported that {S}.",
    "An official told {N} that {S}.",
    "“{S},” an official told {N}.",
    "“{S},” an official said in an interview with {N}.",
    "In an interview with {N} on Sunday, an official said that {S}.",
    "Speaking to {N}, an official said that {S}.",
    "An official was quoted by {N} as saying that {S}.",
)
# The outlet N is there, and is no source of the sentence S: it is the news, somebody else talks of it, or took a picture.
DECOYS = (
    "{S}.\n\n{N} reported a loss of four million for the quarter.",
    "{S}, as shares of the company that owns {N} fell.",
    "{S}, two days before {N} turned eighty.",
    "{S}.\n\nA view of the harbour on Monday (Jory Bask/{N})",
    "{S}.\n\nPhoto: {N}",
    "{S}.\n\n“{N} reported that I was ill, and I was not,” said Mara Vint, who keeps bees.",
    "{S}.\n\nMara Vint, a former editor of {N}, opened the fair.",
    "{S}.\n\n{N} said it would close its office in Kessary and move to Dolmin.",
    "{S}.\n\nThe fair was opened by the mayor of Kessary, {N} reported.",
    "The weather in Kessary stayed mild over the weekend, according to {N}.\n\n{S}.",
)
AGENCIES = (
    "Reuters",
    "AFP",
    "Xinhua",
    "the Interfax news agency",
    "the Harlow News Agency",
    "Vega TV",
    "the Elsin Beacon newspaper",
)
_SENTENCE = re.compile(r"[^\n.!?]{40,400}[.!?](?=\s|$)")
_LOOSE = re.compile(r"[“”\"‘(]")
_ASIDE = re.compile(r"\s*(?:\(.*\)|\s-\s.*)$")
_DATES = tuple(f"2031-05-{day:02}" for day in range(1, 29))


class Case(NamedTuple):
    """A donor and a host that has a stretch of it; `kind` and `carrier` say what was planted, `spot` where in the host."""

    kind: str
    donor: Article
    host: Article
    carrier: str
    spot: tuple[int, int]
    stretch: tuple[int, int]


def cases(rows: Sequence[dict[str, Any]], *, count: int, chance: random.Random) -> Iterator[Case]:
    """So many cases: credits of the donor, of a third, of the third in both, none at all, and decoys, in turn."""
    kinds = ("donor", "decoy", "donor", "third", "donor", "none", "decoy", "both")
    usable = [row for row in rows if row["outlet"] and len(_sentences(row["text"])) >= 12]
    for number in range(count):
        donor, host = chance.sample(usable, 2)
        while _spoken(donor) == _spoken(host):
            donor, host = chance.sample(usable, 2)
        yield _case(number, kinds[number % len(kinds)], donor, host, chance)


def _case(number: int, kind: str, donor: dict[str, Any], host: dict[str, Any], chance: random.Random) -> Case:
    lines, room = _sentences(donor["text"]), _sentences(host["text"])
    first = chance.randrange(len(lines) - 6)
    stretch = lines[first : first + chance.randint(2, 4)]
    at = chance.randrange(len(stretch))
    third = [
        name for name in AGENCIES if not any(same_outlet(name, str(row["outlet"])) for row in (donor, host))
    ]
    name = _spoken(donor) if kind in {"donor", "decoy"} else chance.choice(third)
    phrase = {"decoy": chance.choice(DECOYS), "none": "{S}."}.get(kind, chance.choice(CREDITED))
    ours = chance.choice(CREDITED) if kind == "both" else "{S}."
    copied, spot = _with(stretch, at, phrase, name)
    kept, _ = _with(stretch, at, ours, name)
    before = " ".join(lines[max(0, first - 3) : first])
    theirs = "\n\n".join(part for part in (before, kept, " ".join(lines[first + len(stretch) :][:3])) if part)
    head, tail = " ".join(room[:4]), " ".join(room[4:8])
    days = sorted(chance.sample(_DATES, 2))
    if kind != "donor" and chance.random() < 0.5:  # neither has it from the other: any order is as likely
        days.reverse()
    return Case(
        kind,
        _article(f"donor {number}", theirs, donor["outlet"], days[0]),
        _article(f"host {number}", f"{head}\n\n{copied}\n\n{tail}", host["outlet"], days[1]),
        name,
        (len(head) + 2 + spot[0], len(head) + 2 + spot[1]),
        (len(head) + 2, len(head) + 2 + len(copied)),
    )


def _with(stretch: Sequence[str], at: int, phrase: str, name: str) -> tuple[str, tuple[int, int]]:
    """The sentences as one paragraph, that at `at` in a phrase; and where it stands."""
    sentence = stretch[at].rstrip(".!?")
    if not phrase.startswith(("{S}", "“{S}")):
        opening = sentence.split(" ", 1)[0]
        sentence = (
            sentence
            if opening.isupper() or opening[1:] != opening[1:].lower()
            else sentence[0].lower() + sentence[1:]
        )
    put = phrase.format(S=sentence, N=name)
    put = put[0].upper() + put[1:] if put.startswith(name) else put
    before = " ".join(stretch[:at])
    start = len(before) + 1 if before else 0
    parts = [part for part in (before, put, " ".join(stretch[at + 1 :])) if part]
    return " ".join(parts), (start, start + len(put))


def _article(name: str, text: str, outlet: str, day: str) -> Article:
    return labelled_article(
        name, text, outlet=outlet, published_earliest=day, published_latest=day, published_basis="stated"
    )


def _spoken(row: dict[str, Any]) -> str:
    """What an outlet is called in a sentence: "Fox News" of "Fox News (Online)"."""
    return _ASIDE.sub("", str(row["outlet"])).strip()


def _sentences(text: str) -> list[str]:
    """Whole sentences without quotation marks, of which half may be left, and without the brackets of a dateline."""
    found = [match.group().strip() for match in _SENTENCE.finditer(text)]
    return [line for line in found if not _LOOSE.search(line)]
