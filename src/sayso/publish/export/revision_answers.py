"""The stored texts of an article as JSON values: when each came in, what differs between two, what was said only before."""

from itertools import zip_longest
from typing import Any

from sayso.annotate.whether_read import WITHDRAWN
from sayso.publish.export.line_answers import cited_json, line_json
from sayso.publish.views.lines import Line
from sayso.publish.views.revisions import RevisionsView
from sayso.publish.words.phrases import moment_words
from sayso.records import USABLE
from sayso.store.answers import Revision

Json = dict[str, Any]


def revisions_answer(view: RevisionsView) -> Json:
    """All texts by number, and the difference of the two that were asked for."""
    link = f"/article/{view.article.id}/revisions"
    return {
        "article": cited_json(view.article),
        "texts": [
            {
                "number": number,
                "revision": one.revision,
                "title": one.title,
                "characters": len(one.text),
                "added_at": one.added_at,
                "added_words": moment_words(one.added_at),
                "replaced_at": one.replaced_at,
                "replaced_words": moment_words(one.replaced_at),
                "current": one.replaced_at is None,
                "pubstatus": one.pubstatus,
                "withdrawn": follows is not None and one.pubstatus == USABLE != follows.pubstatus,
                "fate_words": fate_words(one, follows),
            }
            for number, (one, follows) in enumerate(zip_longest(view.texts, view.texts[1:]), start=1)
        ],
        "before": view.before,
        "after": view.after,
        "changes": [{"how": one.how, "text": one.text} for one in view.changes],
        "counts": {
            how: sum(len(one.text.split()) for one in view.changes if one.how == how)
            for how in ("del", "ins")
        },
        "lines": None
        if view.lines is None
        else [_superseded(line, link, view.before) for line in view.lines],
    }


def fate_words(text: Revision, follows: Revision | None) -> str:
    """What became of a text: that it is current, was replaced, or was withdrawn, and when; and of a notice what it said."""
    withdrawn = WITHDRAWN.get(text.pubstatus, "")
    if follows is None:
        return withdrawn or "current"
    when = moment_words(text.replaced_at)
    if withdrawn:
        return f"{withdrawn}, until {when}"
    return f"{WITHDRAWN[follows.pubstatus]} {when}" if follows.pubstatus != USABLE else when


def _superseded(line: Line, link: str, number: int) -> Json:
    """A line of a text that is superseded: its offsets are those of that text, and it is counted nowhere."""
    return line_json(line) | {"counted": False, "superseded": number, "link": f"{link}?before={number}"}
