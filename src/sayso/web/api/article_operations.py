"""Articles: what is known of each, its text with everything that stands where in it, and how the collection fares."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from sayso.publish.export.annotated import ARTICLE_KINDS, Json, article_json
from sayso.publish.export.line_answers import cited_json, line_json
from sayso.publish.export.schema_shapes import ref
from sayso.publish.export.status_answers import feed_json, withheld_json
from sayso.publish.views.embargoes import withheld_words
from sayso.publish.views.feeds import feed_words
from sayso.publish.views.lines import lines_in
from sayso.publish.views.stories import bundles
from sayso.web.api.choosing import listing, story_id
from sayso.web.api.operations import ROOT, Asked, Operation, Parameter, Reply
from sayso.web.api.parameters import IN_STORY, LANGUAGE, LIST, OUTLET, REVIEWED_ONLY, SINCE, UNTIL, part
from sayso.web.api.shapes import listed

GROUP = "Articles"
MOST_CHARACTERS = 200_000
"""Characters of a text in one answer: every article but the very longest, and about a second of work."""
START = Parameter(
    name="start", kind="number", default=0, what="the first character of the text, counted in code points"
)
LENGTH = Parameter(
    name="length",
    kind="number",
    default=MOST_CHARACTERS,
    least=1,
    most=MOST_CHARACTERS,
    what="how many characters of the text; what stands in them comes along, counted from the beginning of the whole text",
)
PIECES = ("mentions", "times", "quantities", "marks", "credits", "unread")
"""What is read in an article, each with its span."""


def articles(asked: Asked) -> Reply:
    """Articles by publication, those of unknown date last."""
    directory, store = asked.directory, asked.collection.store
    story, outlet, language = story_id(asked), asked.text("outlet"), asked.text("language")
    since, until = asked.text("since"), asked.text("until")
    ranked = directory.remember(
        "articles in order",
        lambda: sorted(directory.heads.values(), key=lambda head: (head.earliest or "~", head.id)),
    )
    found = [
        head.id
        for head in ranked
        if story in ("", head.story)
        and outlet in ("", head.outlet)
        and language in ("", head.language)
        and (not since or (head.latest or head.earliest or "")[:10] >= since)
        and (not until or "" < (head.earliest or head.latest or "")[:10] <= until)
    ]
    shown = {article.id: article for article in store.articles(asked.part(found))}
    items = [
        cited_json(shown[one]) | {"story": directory.heads[one].story, "length": len(shown[one].text)}
        for one in asked.part(found)
        if one in shown
    ]
    return listing(asked, items, len(found))


def article(asked: Asked) -> Reply:
    """One article: its text and what stands in it."""
    store = asked.collection.store
    row = store.article(_article_id(asked))
    [bundle] = bundles(store, [row], ARTICLE_KINDS)
    start = min(asked.number("start"), len(row.text))
    end = min(start + asked.number("length"), len(row.text))
    known = article_json(bundle)
    lines = [line for line in lines_in(store, [row]) if _inside(line.rendering.span, start, end)]
    kept = [line for line in lines if not asked.flag("reviewed_only") or line.state == "checked"]
    unchecked = len(lines) - len(kept)
    head = asked.directory.heads.get(row.id)
    return Reply(
        data={
            "article": cited_json(row),
            "story": head.story if head else None,
            # a program that is not given it cannot show it as news; a person finds it on its page, behind its status
            "text": row.text[start:end] if row.usable else "",
            "start": start,
            "end": end,
            "length": len(row.text),
            "lines": [line_json(line) for line in kept],
            "entities": known["entities"],
            **{name: list(_within(known[name], start, end)) for name in PIECES},
            "left_out": {"unchecked": unchecked} if unchecked else {},
        }
    )


def _article_id(asked: Asked) -> str:
    """An article's id, or the only one that begins so."""
    name, heads = asked.text("article"), asked.directory.heads
    begun = [one for one in heads if len(name) >= 6 and one.startswith(name.lower())]
    return begun[0] if name not in heads and len(begun) == 1 else name


def _within(pieces: Iterable[Json], start: int, end: int) -> Iterable[Json]:
    return (piece for piece in pieces if _inside((piece["start"], piece["end"]), start, end))


def _inside(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] < end and span[1] > start


def status(asked: Asked) -> Reply:
    """What the collection holds, lacks and waits for."""
    found = asked.collection.status()
    held_back = asked.collection.withheld(datetime.now(UTC)) if found.withdrawn else ()
    return Reply(
        lasting=not held_back,
        data={
            "articles": found.articles,
            "revisions": found.revisions,
            "removed": found.removed,
            "withdrawn": dict(sorted(found.withdrawn.items())),
            "withheld": [withheld_json(one) | {"words": withheld_words(one)} for one in held_back],
            "missing": dict(sorted(found.missing.items())),
            "languages": dict(sorted(found.languages.items())),
            "stale": found.stale,
            "failures": len(found.failures),
            "stages": [asdict(stage) for stage in found.stages],
        },
    )


def feeds(asked: Asked) -> Reply:
    """The feeds that are or were watched, each as `sayso status --feeds` tells of it."""
    found = asked.collection.feeds()
    return listing(
        asked, [feed_json(one) | {"words": feed_words(one)} for one in asked.part(found)], len(found)
    )


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="list_articles",
        address=f"{ROOT}/articles",
        group=GROUP,
        what="Articles by publication, without their texts",
        view=articles,
        parameters=(IN_STORY, OUTLET, LANGUAGE, SINCE, UNTIL, *LIST),
        answer=listed("cited_article"),
        problems=(404,),
    ),
    Operation(
        name="get_article",
        address=f"{ROOT}/articles/{{article}}",
        group=GROUP,
        what="One article: its exact text, and every line, name, time and number in it with its span",
        view=article,
        parameters=(part("article", "an article's id or the beginning of one"), START, LENGTH, REVIEWED_ONLY),
        answer=ref("whole_article"),
        problems=(404,),
    ),
    Operation(
        name="get_status",
        address=f"{ROOT}/status",
        group="The collection",
        what="What the collection holds, lacks and waits for",
        view=status,
        answer=ref("collection_status"),
    ),
    Operation(
        name="list_feeds",
        address=f"{ROOT}/feeds",
        group="The collection",
        what="The feeds that are or were watched: when each was read, what came of it, what failed, why and what to do",
        view=feeds,
        parameters=LIST,
        answer=listed("told_feed"),
    ),
)
"""What can be asked of articles."""
