"""From the values of a question to rows: which lines, which story, which actor is meant; and a part of a list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.errors import NotFound
from sayso.publish.export.annotated import Json
from sayso.publish.views.directory import Directory, Known, Told
from sayso.publish.views.finding import Wanted, find, fits
from sayso.publish.views.lookup import name_words
from sayso.publish.views.stories import find_story
from sayso.publish.words.phrases import count_words
from sayso.records import Story
from sayso.web.api.operations import Asked, Reply

LEAST_ID = 6
"""Characters of an id that are enough to name an actor."""
MOST_NAMED = 5
"""Actors that are named to whoever asks for a name that several have."""


class Choice(NamedTuple):
    """The lines that answer a question, and what it left out: as unchecked, and as no speech.

    `asked` is what was asked for: the same question of the same collection has the same answer.
    """

    told: Sequence[Told]
    unchecked: int
    no_speech: int
    asked: tuple[Wanted, bool, bool]


def choose(asked: Asked, *, all_acts: bool) -> Choice:
    """The lines that answer: of words the best first, else in reading order. Intentions and beliefs with `all_acts`."""
    directory, wanted = asked.directory, wanted_of(asked, all_acts=all_acts)
    if wanted.words:
        found = find(asked.collection.store, directory, wanted, counted=False)
        told, no_speech = found.told, found.left_out
    else:
        told, no_speech = directory.remember(("lines", wanted), lambda: _narrowed(directory, wanted))
    only = asked.flag("reviewed_only")
    kept = [one for one in told if one.state == "checked"] if only else told
    return Choice(kept, len(told) - len(kept), no_speech, (wanted, all_acts, only))


def _narrowed(directory: Directory, wanted: Wanted) -> tuple[Sequence[Told], int]:
    """The lines that pass every filter, and how many of them are no speech and left out as such."""
    passes = fits(directory, wanted)
    kept = [one for one in _candidates(directory, wanted) if passes(one)]
    shown = kept if wanted.all_acts or wanted.act else [one for one in kept if not one.held_back]
    return shown, len(kept) - len(shown)


def _candidates(directory: Directory, wanted: Wanted) -> Iterator[Told]:
    """The lines of the articles that the filters leave, in reading order: few articles are looked up, not through."""
    lines = directory.remember("lines by article", lambda: _by_article(directory))
    near = set(directory.stories[wanted.story].articles) if wanted.story else set(lines)
    if wanted.speaker:
        near &= set(directory.actors[wanted.speaker].articles)
    place = {
        article: (directory.heads[article].earliest or "~", article)
        for article in near & set(directory.heads)
    }
    for article in sorted(place, key=place.__getitem__):
        yield from lines.get(article, ())


def _by_article(directory: Directory) -> Mapping[str, list[Told]]:
    lines: dict[str, list[Told]] = {}
    for one in directory.told:
        lines.setdefault(one.article, []).append(one)
    return lines


def wanted_of(asked: Asked, *, all_acts: bool) -> Wanted:
    """What the values of a question narrow."""
    actor = asked.text("actor")
    return Wanted(
        words=asked.text("q").replace("\0", " "),
        speaker=one_actor(asked.directory, actor).id if actor else "",
        outlet=asked.text("outlet"),
        act=asked.text("act"),
        channel=asked.text("channel"),
        kind=asked.text("kind"),
        state=asked.text("state"),
        story=story_id(asked),
        since=asked.text("since"),
        until=asked.text("until"),
        all_acts=all_acts,
    )


def story_id(asked: Asked) -> str:
    """The story that the question names; "" when it names none."""
    name = asked.text("story")
    if not name:
        return ""
    known = asked.directory
    if name in known.stories:
        return name
    return find_story(asked.collection.store, name).id


def one_actor(directory: Directory, asked: str) -> Known:
    """The actor of an id, of the beginning of one, or of a name; NotFound when there is none, or when several answer."""
    by_id = asked if asked in directory.actors else directory.actor_of.get(asked, "")
    if by_id in directory.actors:
        return directory.actors[by_id]
    if len(asked) >= LEAST_ID:
        begun = [key for key in directory.actors if key.startswith(asked.lower())]
        if len(begun) == 1:
            return directory.actors[begun[0]]
    words = name_words(asked)
    found = directory.named(words)
    same = [one for one in found if any(name_words(name) == words for name in one.names)]
    found = same if len(same) == 1 else found
    if not found:
        raise NotFound(f"no actor answers to {asked!r}; the list of actors can be searched by words")
    if len(found) > 1:
        some = ", ".join(f"{one.name} ({one.id})" for one in found[:MOST_NAMED])
        more = ", …" if len(found) > MOST_NAMED else ""
        raise NotFound(
            f"{count_words(len(found), 'actor')} answer to {asked!r}: {some}{more}; name one by its id"
        )
    return found[0]


def utterances_of(directory: Directory, choice: Choice) -> Sequence[str]:
    """The utterances that some lines render, each at its first one."""
    return directory.remember(
        ("utterances", choice.asked), lambda: tuple(dict.fromkeys(one.utterance for one in choice.told))
    )


def story_of(asked: Asked) -> Story:
    """The story that the question is about; NotFound when there is none."""
    return asked.directory.stories[story_id(asked)]


def lines_of_utterances(directory: Directory) -> Mapping[str, list[Told]]:
    """All lines of the collection by what they render."""

    def made() -> dict[str, list[Told]]:
        grouped: dict[str, list[Told]] = {}
        for one in directory.told:
            grouped.setdefault(one.utterance, []).append(one)
        return grouped

    return directory.remember("lines of utterances", made)


def listing(asked: Asked, items: Sequence[Json], count: int, **left_out: int) -> Reply:
    """A part of a list; `left_out` says what the question itself left out, by reason."""
    return Reply(
        data={
            "items": list(items),
            "count": count,
            "limit": asked.number("limit"),
            "offset": asked.number("offset"),
            "next": asked.next_link(count),
            "left_out": {reason: many for reason, many in sorted(left_out.items()) if many},
        }
    )
