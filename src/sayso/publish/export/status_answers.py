"""How things stand as a JSON value: what a collection holds and lacks, what is stale and why, what failed."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, get_args

from sayso.publish.export.schema_shapes import Schema, list_of, one_of, shape, text_or_null
from sayso.publish.views.embargoes import Withheld
from sayso.publish.views.staleness import StageStanding, grouped
from sayso.store.answers import Status, Why
from sayso.store.feed_rows import FeedState, LinkState, SourceStatus

Json = dict[str, Any]

COUNT: Schema = {"type": "integer", "minimum": 0}
SECONDS: Schema = {"type": "number", "minimum": 0}
TEXT: Schema = {"type": "string"}
COUNTS: Schema = {"type": "object", "additionalProperties": COUNT}


def status_json(
    status: Status,
    standings: Sequence[StageStanding],
    articles: Sequence[Json],
    feeds: Sequence[SourceStatus] = (),
    held_back: Sequence[Withheld] = (),
) -> Json:
    """What the collection holds and lacks, with every article, feed, failure and stage."""
    return {
        "articles": status.articles,
        "revisions": status.revisions,
        "removed": status.removed,
        "withdrawn": dict(sorted(status.withdrawn.items())),
        "withheld": [withheld_json(some) for some in held_back],
        "missing": dict(sorted(status.missing.items())),
        "languages": dict(sorted(status.languages.items())),
        "stale": sum(stage.stale for stage in standings),
        "waiting": dict(sorted(status.waiting.items())),
        "at_work": status.at_work,
        "interrupted": status.interrupted,
        "each": list(articles),
        "feeds": [feed_json(feed) for feed in feeds],
        "failures": [asdict(failure) for failure in status.failures],
        "failure_groups": [
            {
                "stage": group.stage,
                "reason": group.reason,
                "fix": group.fix,
                "count": group.many,
                "where": list(group.where),
            }
            for group in grouped(status.failures)
        ],
        "stages": [asdict(stage) for stage in standings],
    }


def withheld_json(some: Withheld) -> Json:
    """Articles that are withheld until the same moment."""
    return some._asdict() | {"where": list(some.where)}


def withheld_shape() -> Schema:
    """The shape of articles that are withheld until the same moment."""
    return shape(
        until=text_or_null("when their embargo ends; null: until their providers say otherwise"),
        over={"type": "boolean", "description": "whether that has come: added again, they are read"},
        articles=COUNT,
        where=list_of(TEXT),
        more=COUNT | {"description": "files and addresses beside those in `where`"},
    )


def feed_json(feed: SourceStatus) -> Json:
    """A feed: when it was read, what came of it, what failed, why and what to do."""
    return asdict(feed)


def feed_shape() -> Schema:
    """The shape of a feed."""
    problem = shape(
        state=one_of(LinkState),
        reason=TEXT,
        fix=TEXT,
        count=COUNT,
        where=list_of(TEXT),
        next=text_or_null("when the first of them is asked again; null: none is"),
    )
    return shape(
        url=TEXT,
        outlet=text_or_null(),
        title=text_or_null(),
        kind=text_or_null("rss, atom, json feed, sitemap, sitemap index, opml; null before it was read"),
        text=TEXT | {"description": "page: the articles' pages are fetched; feed: its own text is taken"},
        every_s=COUNT,
        listed={"type": "boolean", "description": "whether it is among those watched last"},
        parent=text_or_null("the index or list that names it"),
        moved_to=text_or_null("where permanent redirects led"),
        state=one_of(FeedState),
        first_seen=TEXT,
        last_read=text_or_null("when it was last read well, or found unchanged"),
        last_tried=text_or_null("when it was last asked at all"),
        next=text_or_null("when it is to be asked again"),
        items=COUNT | {"description": "in it when it was last read"},
        articles=COUNT | {"description": "kept of its addresses"},
        excerpts=COUNT | {"description": "of those articles, such as are only what the feed gives"},
        waiting=COUNT | {"description": "addresses that wait to be asked"},
        failed=COUNT | {"description": "addresses that failed, are forbidden or gone"},
        links=COUNTS | {"description": "addresses by state"},
        failures=COUNT | {"description": "of the feed itself, in a row"},
        reason=text_or_null("why the feed itself could not be read the last time"),
        fix=text_or_null("what to do about it"),
        problems=list_of(problem),
    )


def status_document() -> Schema:
    """The shape of what `sayso status --format json` writes."""
    reasons = ", ".join(get_args(Why))
    why = COUNTS | {"description": f"what waits, by reason: {reasons}, groups; '' before reasons were kept"}
    failure = shape(stage=TEXT, owner=TEXT, reason=TEXT, fix=TEXT)
    group = shape(stage=TEXT, reason=TEXT, fix=TEXT, count=COUNT, where=list_of(TEXT))
    stage = shape(
        name=TEXT,
        kind=TEXT,
        version=COUNT,
        model=TEXT,
        moved=TEXT | {"description": "how it differs from the stage that made its rows; empty: in nothing"},
        stale=COUNT | {"description": "owners that the next run looks at"},
        why=why,
        owners=COUNT,
        rows=COUNT,
        skipped=COUNT | {"description": "members of groups that were too many"},
        failures=COUNT,
        seconds=SECONDS | {"description": "time that making the rows took, over all processes"},
        per_article=SECONDS | {"description": "seconds an article of the collection"},
        share=COUNT | {"description": "of the seconds of all stages, in thousandths"},
    )
    article = shape(id=TEXT, path=text_or_null(), title=text_or_null(), outlet=text_or_null(), missing=TEXT)
    return {
        "title": "How a collection stands (`sayso status --format json`)",
        **shape(
            articles=COUNT,
            revisions=COUNT,
            removed=COUNT,
            withdrawn=COUNTS
            | {"description": "articles that are kept and not read, by what their provider says of them"},
            withheld=list_of(withheld_shape()),
            missing=COUNTS,
            languages=COUNTS,
            stale=COUNT,
            waiting=why,
            at_work=text_or_null("the process that is deriving now"),
            interrupted=text_or_null("a process that was deriving and ended before it was done"),
            each=list_of(article),
            feeds=list_of(feed_shape()),
            failures=list_of(failure),
            failure_groups=list_of(group),
            stages=list_of(stage),
        ),
    }
