"""How the collection stands: when each feed was read, what failed, why and what to do, what is missing and what waits."""

from datetime import UTC, datetime

from sayso.publish.export.status_answers import withheld_json
from sayso.publish.pages.status import WAITING
from sayso.publish.views.embargoes import withheld_words
from sayso.publish.views.feeds import FeedView, feed_views
from sayso.publish.views.staleness import FailureGroup, grouped
from sayso.publish.words.phrases import count_words, plain_times
from sayso.web.answering import Answer, Json, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged

MOST_FAILURES = 50
"""Reasons of failures on the page; the command line lists all."""


def view(ask: Ask) -> Answer:
    """The feeds, those that could not be read first; then what failed, what is missing, what waits for a run."""
    now = ask.collection.status()
    views = feed_views(ask.collection.feeds())
    ordered = sorted(views, key=lambda one: (not one.source.listed, one.well, not one.troubles))
    shown, paging = paged(ask, ordered, size=50)
    groups = grouped(now.failures)
    held_back = ask.collection.withheld(datetime.now(UTC)) if now.withdrawn else ()
    data: Json = {
        "articles": now.articles,
        "revisions": now.revisions,
        "removed": now.removed,
        "withdrawn": dict(sorted(now.withdrawn.items())),
        "withheld": [withheld_json(one) | {"words": withheld_words(one)} for one in held_back],
        "languages": dict(sorted(now.languages.items())),
        "counts": {
            "feeds": len(views),
            "unread_feeds": sum(one.source.listed and not one.well for one in views),
            "waiting": sum(one.source.waiting for one in views),
            "not_had": sum(one.source.failed for one in views),
            "failures": len(now.failures),
        },
        "feeds": [feed_json(one) for one in shown],
        "paging": paging,
        "failures": [failure_json(group) for group in groups[:MOST_FAILURES]],
        "missing": {field: many for field, many in now.missing.items() if many},
        "stale": [
            WAITING.get(why, "{} for another reason").format(count_words(many, "article"))
            for why, many in sorted(now.waiting.items())
        ],
        "at_work": now.at_work,
        "interrupted": now.interrupted,
    }
    return Answer(
        template="status.html",
        title="Status",
        nav="status",
        data=data,
        extra={"more": len(groups) - len(data["failures"])},
        lasting=not held_back,
    )


def feed_json(view: FeedView) -> Json:
    """A feed: how it stands in words, what is kept of it, and each thing that went wrong with what to do."""
    source = view.source
    return {
        "url": source.url,
        "name": view.name,
        "outlet": source.outlet,
        "title": source.title,
        "kind": source.kind,
        "state": source.state if source.listed else "not watched",
        "well": view.well,
        "standing_words": plain_times(view.standing),
        "told_words": [plain_times(fact) for fact in view.told],
        "last_read": source.last_read,
        "last_tried": source.last_tried,
        "next": source.next,
        "items": source.items,
        "articles": source.articles,
        "excerpts": source.excerpts,
        "waiting": source.waiting,
        "failed": source.failed,
        "listed": source.listed,
        "moved_to": source.moved_to,
        "parent": source.parent,
        "troubles": [
            {
                "what": plain_times(one.what),
                "reason": plain_times(one.reason),
                "fix": plain_times(one.fix),
                "where": list(one.where),
                "more": one.more,
            }
            for one in view.troubles
        ],
    }


def failure_json(group: FailureGroup) -> Json:
    """Failures that have one reason: how many, where, why, what to do."""
    return {**group._asdict(), "where": list(group.where)}


STATUS = Page(address="/status", name="status", view=view)
