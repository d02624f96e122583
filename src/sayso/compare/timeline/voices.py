"""In whose voice a clause is told: the outlet's own, or that of the people whose words it stands in, each a key.

Two clauses can be one event only where their voices are one: both the outlets' own, or both of the same known people
in the same order. Who is not known, or has no name, is one with nobody outside the article.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sayso.records import ActorMember, Attribution, Detail, Speaker
from sayso.stage import Bundle
from sayso.words.commonness import stem
from sayso.words.forms import read_words

# What is told under these acts is not told as so: wanted, hoped, held, or said not to be so.
NOT_TOLD = frozenset({"denial", "demand", "intention", "belief"})
# Acts that look ahead: what is told under them as past or present is what happens if.
AHEAD = frozenset({"promise", "warning"})
# Verbs under which words are not told as so, whatever the act.
_UNTOLD = frozenset(
    stem(verb)
    for verb in "deny reject dismiss doubt refute question ask wonder dispute refuse want hope fear imagine pretend predict "
    "forecast suggest speculate expect propose demand urge order threaten".split()
) | {"deni", "denied"}
UNKNOWN = "somebody unknown"
GUESSED = 650
"""Thousandths: a role that only who spoke last resolves ("the guard" after words of the mayor) is surer by no more. A
false name under words is worse than the role as it stands. Of 25 roles under tuning lines one was so, and it was false."""


class Voice(NamedTuple):
    """Who tells: `key` () for the outlet, else one entry a person, innermost first; `speaker` in words, `actor` if known."""

    key: tuple[str, ...]
    speaker: str = ""
    actor: str | None = None
    told: bool = True
    """Whether what is said is said to be so (no demand, no denial, no hope)."""
    ahead: bool = False
    """Whether the words promise or warn: then only what they tell as to come is told."""


OWN = Voice(())


class Voices:
    """The voices of one article, by attribution."""

    def __init__(self, bundle: Bundle) -> None:
        self.rows = {row.id: row for row in bundle[Attribution]}
        self.speakers = {row.attribution: row for row in bundle[Speaker]}
        self.acts = {row.attribution: row.speech_act for row in bundle[Detail]}
        self.actors = {row.entity: row.actor for row in bundle[ActorMember]}
        self.text, self.article = bundle.article.text, bundle.article.id
        self._known: dict[str | None, Voice] = {None: OWN}

    def of(self, attribution: str | None) -> Voice:
        """The voice of what stands in an attribution; one that has no row is somebody unknown."""
        found = self._known.get(attribution)
        if found is None and attribution is not None:
            found = self._known[attribution] = self._read(attribution)
        return found if found is not None else OWN

    def _read(self, attribution: str) -> Voice:
        chain = list(self._around(attribution))
        names = [self._name(row) for row in chain] or [UNKNOWN]
        return Voice(
            key=tuple(self._key(row) for row in chain) or (f"unknown {attribution}",),
            speaker=", according to ".join(names),
            actor=self._actor(chain[0]) if chain else None,
            told=all(self._tells(row) for row in chain),
            ahead=any(self.acts.get(row.id) in AHEAD for row in chain),
        )

    def _around(self, attribution: str) -> Iterator[Attribution]:
        seen: set[str] = set()
        at: str | None = attribution
        while at is not None and at in self.rows and at not in seen:
            seen.add(at)
            yield self.rows[at]
            at = self.rows[at].nested_in

    def _name(self, row: Attribution) -> str:
        speaker = self.speakers.get(row.id)
        if speaker is not None and row.source is not None and _guessed(speaker):
            return " ".join(self.text[slice(*row.source)].split())
        return speaker.name if speaker is not None and speaker.name else UNKNOWN

    def _actor(self, row: Attribution) -> str | None:
        speaker = self.speakers.get(row.id)
        if speaker is None or speaker.entity is None or speaker.also or _guessed(speaker):
            return None
        return self.actors.get(speaker.entity)

    def _key(self, row: Attribution) -> str:
        """One key for one known speaker in all articles; of anybody else one that no other article has."""
        speaker = self.speakers.get(row.id)
        if speaker is None or not speaker.name or _guessed(speaker):
            return f"unknown {row.id}"
        if speaker.also:
            joint = [
                self.actors.get(entity or "", f"{self.article} {entity}")
                for entity in (speaker.entity, *speaker.also)
            ]
            return " and ".join(sorted(joint))
        actor = self._actor(row)
        if actor is not None and speaker.basis != "unnamed":
            return actor
        return f"{self.article} {speaker.entity or speaker.name}"

    def _tells(self, row: Attribution) -> bool:
        if self.acts.get(row.id) in NOT_TOLD:
            return False
        if row.cue is None:
            return True
        return not any(
            stem(form) in _UNTOLD for form in read_words(self.text[row.cue.start : row.cue.end]).forms
        )


def _guessed(speaker: Speaker) -> bool:
    """Whether words for a role are given to somebody for little more than that they spoke last."""
    return speaker.basis == "role" and speaker.confidence < GUESSED
