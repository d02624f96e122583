"""What each sort of thing that can be reviewed shows of itself, and what can be said of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sayso.errors import NotFound
from sayso.publish.export.line_answers import cited_json, line_json
from sayso.publish.reviews.targets import find_article, find_target
from sayso.publish.reviews.values import ACTS, DIFFERENCES, channel_kinds
from sayso.publish.views.actor import actor_view
from sayso.publish.views.actors import one_actor
from sayso.publish.views.lines import find_line
from sayso.publish.views.review_choices import Named, named_in, surroundings, time_at
from sayso.publish.words.phrases import KIND_WORDS, one_line, outlet_words, shorten
from sayso.records import Anchor, Article, Story
from sayso.reviews.fields import ARTICLE_FIELDS
from sayso.spans import Span
from sayso.store.protocol import Store
from sayso.web.review_fields import AT, UNKNOWN, Choice, Option

Json = dict[str, Any]
NOTE = Choice("note", "Only a note or tags")
RIGHT = Choice("confirm", "It is right as it stands")
MOST_NAMES = 60
"""Names offered in one list: those that an article mentions most; another can be written."""


def _attribution(store: Store, asked: str) -> tuple[Json, Sequence[Choice]]:
    target = find_target(store, asked, "attribution")
    article = store.article(target.a.article)
    shown: Json = {
        "id": asked,
        "title": "Review a quotation or a paraphrase",
        "article": cited_json(article),
        "context": surroundings(article, Span(target.a.start, target.a.end)),
        "anchor": target.a,
        "link": anchor_link(target.a),
        "line": None,
        "facts": [],
    }
    try:
        line = line_json(find_line(store, asked))
    except NotFound:  # a review took it out: it can be brought back
        return shown, (Choice("confirm", "It is an attribution after all"), NOTE)
    names = named_in(store, article)
    shown["line"] = line
    bodies = [one for one in names if one.type in {"organization", "government", "group", "outlet", "place"}]
    choices = (
        RIGHT,
        Choice(
            "change:speaker",
            "Somebody else says it",
            "pick",
            "Who says it",
            line["speaker"],
            name_options(names),
            typed="A name that the article does not give",
            unknown=True,
        ),
        Choice(
            "change:span",
            "The words are cut wrongly",
            "words",
            "The words, as the article has them",
            one_line(line["words"]),
        ),
        Choice(
            "change:kind",
            "It is quoted, paraphrased or both",
            "select",
            "How",
            line["kind"],
            [Option(k, KIND_WORDS[k]) for k in KIND_WORDS],
        ),
        Choice(
            "change:speaks_for",
            "The speaker speaks for another body, or for none",
            "pick",
            "For whom",
            line["speaks_for"] or "",
            name_options(bodies),
            typed="A body that the article does not name",
            unknown=True,
        ),
        Choice(
            "change:said_on",
            "It was said on another day",
            "day",
            "The day",
            line["said_on"] or "",
            unknown=True,
        ),
        Choice(
            "change:channel",
            "It was said by another channel",
            "select",
            "The channel",
            line["channel_kind"] or "",
            _plain(channel_kinds()),
            unknown=True,
        ),
        Choice(
            "change:act",
            "It is another sort of speech",
            "select",
            "The sort",
            line["speech_act"],
            _plain(ACTS),
        ),
        Choice("reject", "It is wrong: nobody says this here"),
        Choice(
            "original",
            "Its original in another language",
            "long",
            "The original words",
            help="Or the place of the words in an article of this collection: ARTICLE:START-END",
        ),
        NOTE,
    )
    return shown, choices


def _time(store: Store, asked: str) -> tuple[Json, Sequence[Choice]]:
    target = find_target(store, asked, "time")
    article = store.article(target.a.article)
    found = time_at(store, article.id, Span(target.a.start, target.a.end))
    now = "" if found is None or found.earliest is None else found.earliest
    if found is not None and found.latest not in {None, found.earliest}:
        now = f"{found.earliest or ''}/{found.latest}"
    shown = {
        "id": asked,
        "title": "Review a time",
        "article": cited_json(article),
        "context": surroundings(article, Span(target.a.start, target.a.end)),
        "anchor": target.a,
        "link": anchor_link(target.a),
        "facts": [{"name": "read as", "value": now or "left open"}],
    }
    change = Choice(
        "change:value",
        "It is another day",
        "text",
        "The day",
        now,
        help="2031-05-07, or 2031-05-07/2031-05-09",
    )
    return shown, (RIGHT, change, Choice("reject", "It names no time"), NOTE)


def _discrepancy(store: Store, asked: str) -> tuple[Json, Sequence[Choice]]:
    target = find_target(store, asked, "discrepancy")
    sides = []
    for anchor in (target.a, target.b):
        if anchor is not None:
            article = store.article(anchor.article)
            seen = surroundings(article, Span(anchor.start, anchor.end))
            sides.append(
                {
                    "article": cited_json(article),
                    "before": seen.before,
                    "words": seen.words,
                    "after": seen.after,
                    "link": anchor_link(anchor),
                }
            )
    article = store.article(target.a.article)
    shown = {
        "id": asked,
        "title": "Review a discrepancy",
        "article": cited_json(article),
        "context": None,
        "sides": sides,
        "anchor": target.a,
        "link": anchor_link(target.a),
        "facts": [{"name": "what differs", "value": target.slot}],
    }
    choices = (
        Choice("confirm", "They do differ in this"),
        Choice("reject", "They do not: this is no difference"),
        Choice("change:kind", "They differ in another way", "select", "How", "", _plain(DIFFERENCES)),
        NOTE,
    )
    return shown, choices


def _article(store: Store, asked: str) -> tuple[Json, Sequence[Choice]]:
    article = find_article(store, asked)
    now = {
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "authors": "; ".join(article.authors),
        "language": article.language,
        "published": article.published_earliest,
        "completeness": article.completeness,
    }
    shown = {
        "id": article.id,
        "title": "Review an article",
        "article": cited_json(article),
        "context": None,
        "anchor": Anchor(article.id, "", "", "", 0, 0),
        "link": f"/article/{article.id}",
        "facts": [{"name": name, "value": now[name] or "unknown"} for name in ARTICLE_FIELDS],
    }
    fields = [
        Choice(
            f"change:{name}",
            f"Its {FIELD_WORDS[name]} is another",
            "text",
            FIELD_WORDS[name].capitalize(),
            now[name] or "",
            unknown=True,
            help=FIELD_HELP.get(name, ""),
        )
        for name in ARTICLE_FIELDS
    ]
    inside, outside = _stories(store, article)
    choices = (
        *fields,
        Choice(
            "apart:story",
            "It does not belong to the same story as …",
            "pick",
            "The other article",
            options=inside,
            typed="Its id or file name",
        ),
        Choice(
            "same:story",
            "It belongs to the same story as …",
            "pick",
            "The other article",
            options=outside,
            typed="Its id or file name",
        ),
        NOTE,
    )
    return shown, choices


FIELD_WORDS = {
    "outlet": "outlet",
    "title": "headline",
    "url": "address on the web",
    "authors": "authors",
    "language": "language",
    "published": "day of publication",
    "completeness": "completeness",
}
FIELD_HELP = {
    "published": "2031-05-07, 2031-05-07T10:00+02:00, or 2031-05-07/2031-05-09",
    "authors": "with semicolons between",
    "language": "its code, as en or ar",
    "completeness": "full, partial or excerpt",
}


def _stories(store: Store, article: Article) -> tuple[list[Option], list[Option]]:
    """The other articles of its story, and the first article of each of the largest other stories."""
    known = sorted(store.rows(Story), key=lambda one: (-len(one.articles), one.id))
    own = next((one for one in known if article.id in one.articles), None)
    inside = [
        Option(other.id, f"{outlet_words(other)}: {shorten(other.title or other.id, most=70)}")
        for other in store.articles(own.articles[:MOST_NAMES] if own else ())
        if other.id != article.id
    ]
    others = [one for one in known if one is not own][:MOST_NAMES]
    return inside, [Option(one.articles[0], shorten(one.title, most=90)) for one in others]


def _actor(store: Store, asked: str) -> tuple[Json, Sequence[Choice]]:
    seen = actor_view(store, one_actor(store, asked))
    actor = seen.actor
    here: list[Option] = []
    for name in seen.names:
        here += [
            Option(
                f"{name.text}@{use.article.id}",
                f"“{name.text}” in {outlet_words(use.article)}: {shorten(use.article.title or use.article.id, most=60)}",
            )
            for use in name.uses
        ]
    shown = {
        "id": actor.id,
        "title": f"Review who {actor.name} is",
        "article": None,
        "context": None,
        "anchor": None,
        "link": f"/actor/{actor.id}",
        "facts": [{"name": "written", "value": ", ".join(name.text for name in seen.names)}],
        "names": [name.text for name in seen.names],
    }
    choices = (
        Choice(
            "same:actor",
            "It is the same as somebody listed apart",
            "pick",
            "The other",
            typed="A name, an id, or NAME@ARTICLE",
            help="A name as an article writes it",
        ),
        Choice(
            "apart:actor",
            "One of these names is somebody else",
            "pick",
            "Which",
            options=here[:MOST_NAMES],
            typed="Another: NAME@ARTICLE",
        ),
    )
    return shown, choices


def name_options(found: Iterable[Named]) -> list[Option]:
    """The names that an article gives, each with its place as the value that the form sends, and "unknown" last."""
    offered = [
        Option(f"{AT}{one.span.start}-{one.span.end}", one.name if one.named else f"{one.name} (not named)")
        for one in list(found)[:MOST_NAMES]
    ]
    return [*offered, Option(UNKNOWN, "unknown: nobody is named")]


def _plain(values: Iterable[str]) -> list[Option]:
    return [Option(value, value.replace("_", " ")) for value in values]


def anchor_link(anchor: Anchor) -> str:
    """The address at which a page shows these words where they stand."""
    return f"/article/{anchor.article}?at={anchor.start}-{anchor.end}#at"


SUBJECTS: Mapping[str, Callable[[Store, str], tuple[Json, Sequence[Choice]]]] = {
    "attribution": _attribution,
    "time": _time,
    "discrepancy": _discrepancy,
    "article": _article,
    "actor": _actor,
}
"""What can be reviewed, and what shows it."""
