"""All speakers by the body that they speak for, with counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.publish.views.lookup import name_words
from sayso.publish.views.narrowing import narrow
from sayso.publish.views.renderings import Voice
from sayso.publish.views.spoken import SpokenView, spoken_views
from sayso.publish.words.phrases import UNKNOWN_SPEAKER
from sayso.records import Story
from sayso.store.protocol import Store

BODIES = frozenset({"organization", "government", "group", "outlet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How much one speaker says in the collection, and for whom; `body` "" when no words name one."""

    body: str
    speaker: str
    type: str
    utterances: int
    articles: int


def speakers(
    store: Store, *, story: Story | None = None, all_acts: bool = False, min_confidence: int = 0
) -> list[Counted]:
    """All speakers by the body that they speak for, most quoted first; those of no named body last."""
    views = spoken_views(store, list(story.articles) if story else None)
    return count_speakers(sure_enough(views, all_acts=all_acts, min_confidence=min_confidence))


def sure_enough(
    views: Iterable[SpokenView], *, all_acts: bool = False, min_confidence: int = 0
) -> list[SpokenView]:
    """What stays of some utterances without intentions and beliefs, and without what is less sure."""
    narrowed = (narrow(view, all_acts=all_acts, min_confidence=min_confidence) for view in views)
    return [view for view in narrowed if view is not None]


def count_speakers(views: Iterable[SpokenView]) -> list[Counted]:
    """How much each speaker says, under the body that words tie the speaker to most often.

    Unnamed sources of one description are counted together: nothing says that they are one person, or several.
    """
    groups: dict[str, list[SpokenView]] = {}
    for view in views:
        alone = view.actor is None or _unnamed(view)
        groups.setdefault(_key(Voice(None if alone else view.actor, view.speaker)), []).append(view)
    rows: list[tuple[str, Counted]] = []
    labels: dict[str, Counter[str]] = {"": Counter({"": 1})}
    for said_by in groups.values():
        renderings = [rendering for view in said_by for rendering in view.renderings]
        kinds = Counter(item.type for item in renderings if item.name)
        kind = _most_used(kinds) if kinds else "unnamed"
        name = _most_used(Counter(view.speaker or UNKNOWN_SPEAKER for view in said_by))
        bodies = [item.body for item in renderings if item.body is not None]
        unnamed = any(map(_unnamed, said_by))
        if not bodies and kind in BODIES and not unnamed:
            bodies = [Voice(said_by[0].actor, name)]
        for body in bodies:
            labels.setdefault(_key(body), Counter())[body.name] += 1
        counted = Counted(
            body="",
            speaker=name,
            type="unnamed" if unnamed else kind,
            utterances=len(said_by),
            articles=len({item.article for item in renderings}),
        )
        rows.append((_most_used(Counter(map(_key, bodies))) if bodies else "", counted))
    total = Counter[str]()
    for key, counted in rows:
        total[key] += counted.utterances
    named = [(key, replace(counted, body=_most_used(labels[key]))) for key, counted in rows]
    return [counted for _, counted in sorted(named, key=lambda item: _rank(item[1], total[item[0]]))]


def _unnamed(view: SpokenView) -> bool:
    """Whether every rendering describes its speaker and none names one."""
    return all(item.unnamed for item in view.renderings)


def _rank(row: Counted, total: int) -> tuple[bool, int, str, bool, int, str]:
    """Bodies with most utterances first, no named body last; within one, those who say most, unknown ones last."""
    return (not row.body, -total, row.body, row.speaker == UNKNOWN_SPEAKER, -row.utterances, row.speaker)


def _key(voice: Voice) -> str:
    return voice.actor or "name:" + " ".join(name_words(voice.name))


def _most_used(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], -len(name), name))
