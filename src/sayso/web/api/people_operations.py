"""Who and where: actors, outlets."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from sayso.errors import NotFound
from sayso.publish.export.actor_lines import known_json
from sayso.publish.export.annotated import Json
from sayso.publish.export.schema_shapes import ref
from sayso.publish.views.directory import Directory, Head, Known
from sayso.publish.views.lookup import fold_words
from sayso.web.api.choosing import listing, one_actor, story_id
from sayso.web.api.operations import ROOT, Asked, Operation, Parameter, Reply
from sayso.web.api.parameters import IN_STORY, LIST, TYPE, part
from sayso.web.api.shapes import listed

GROUP = "Actors and outlets"
NAMED = Parameter(name="q", what="words of a name, in whatever spelling the collection has joined")
SPEAKS = Parameter(name="speaks", kind="flag", default=False, what="only who says something")


def listed_actor(known: Known) -> Json:
    """An actor in a list, as pages have it, with all its names."""
    return known_json(known) | {"names": list(known.names)}


def actors(asked: Asked) -> Reply:
    """Actors, those who say most first. Who never speaks and has no role is in no list."""
    directory = asked.directory
    kind, words = asked.text("type"), asked.text("q")
    inside = _articles_of(asked) if asked.text("story") else None
    named = _named(directory, words) if words else None
    found = [
        one
        for one in _ranked(directory)
        if kind in ("", one.type)
        and (not asked.flag("speaks") or one.utterances)
        and (inside is None or not inside.isdisjoint(one.articles))
        and (named is None or one.id in named)
    ]
    return listing(asked, [listed_actor(one) for one in asked.part(found)], len(found))


def _ranked(directory: Directory) -> Sequence[Known]:
    """Every actor, those who say most first."""
    return directory.remember(
        "actors by size",
        lambda: sorted(
            directory.actors.values(), key=lambda one: (-one.utterances, -len(one.articles), one.id)
        ),
    )


def _named(directory: Directory, asked: str) -> frozenset[str]:
    """The actors that have all these words in one of their names."""
    words = set(fold_words(asked))
    spelt = directory.remember(
        "words of names", lambda: [(frozenset(name), name) for name in directory.by_words]
    )
    return frozenset(
        actor for name, key in spelt if words and words <= name for actor in directory.by_words[key]
    )


def _articles_of(asked: Asked) -> frozenset[str]:
    return frozenset(asked.directory.stories[story_id(asked)].articles)


def actor(asked: Asked) -> Reply:
    """One actor: its names, its role, the articles that it stands in."""
    known = one_actor(asked.directory, asked.text("actor"))
    heads = asked.directory.heads
    return Reply(
        data=listed_actor(known)
        | {
            "in_articles": [
                {"id": one, "outlet": heads[one].outlet, "title": heads[one].title, "story": heads[one].story}
                for one in known.articles
                if one in heads
            ],
            "said": f"{ROOT}/utterances?actor={known.id}",
        }
    )


def outlets(asked: Asked) -> Reply:
    """Outlets, those with most articles first. Articles of unknown outlets are in `articles`."""
    rows = outlet_rows(asked.directory)
    return listing(asked, asked.part(rows), len(rows))


def outlet(asked: Asked) -> Reply:
    """One outlet, by its exact name."""
    name = asked.text("outlet")
    for row in outlet_rows(asked.directory):
        if row["name"] == name:
            return Reply(data=row)
    raise NotFound(f"no outlet {name!r}; the list of outlets has their names as they are written")


def outlet_rows(directory: Directory) -> list[Json]:
    """How much there is of each outlet."""

    def made() -> list[Json]:
        lines = Counter(head.outlet for one in directory.told if (head := directory.heads.get(one.article)))
        heads: dict[str, list[Head]] = {}
        for head in directory.heads.values():
            if head.outlet:
                heads.setdefault(head.outlet, []).append(head)
        rows = [_outlet(name, inside, lines[name]) for name, inside in heads.items()]
        return sorted(rows, key=lambda row: (-row["articles"], row["name"]))

    return directory.remember("outlets by size", made)


def _outlet(name: str, heads: Sequence[Head], lines: int) -> Json:
    return {
        "name": name,
        "articles": len(heads),
        "stories": len({head.story for head in heads if head.story}),
        "lines": lines,
        "earliest": min((head.earliest for head in heads if head.earliest), default=None),
        "latest": max((head.latest for head in heads if head.latest), default=None),
        "link": f"/outlet/{quote(name, safe='')}",
    }


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="list_actors",
        address=f"{ROOT}/actors",
        group=GROUP,
        what="Actors, those who say most first; persons who never speak and hold no stated role are not listed",
        view=actors,
        parameters=(NAMED, TYPE, IN_STORY, SPEAKS, *LIST),
        answer=listed("listed_actor"),
        problems=(404,),
    ),
    Operation(
        name="get_actor",
        address=f"{ROOT}/actors/{{actor}}",
        group=GROUP,
        what="One actor: names and spellings, role, articles",
        view=actor,
        parameters=(
            part("actor", "an actor's id or the beginning of one, or a name that answers to one actor"),
        ),
        answer=ref("listed_actor"),
        problems=(404,),
    ),
    Operation(
        name="list_outlets",
        address=f"{ROOT}/outlets",
        group=GROUP,
        what="Outlets, those with most articles first",
        view=outlets,
        parameters=LIST,
        answer=listed("listed_outlet"),
    ),
    Operation(
        name="get_outlet",
        address=f"{ROOT}/outlets/{{outlet}}",
        group=GROUP,
        what="One outlet, by its name as it is written",
        view=outlet,
        parameters=(part("outlet", "the outlet's name"),),
        answer=ref("listed_outlet"),
        problems=(404,),
    ),
)
"""What can be asked of people, bodies and outlets."""
