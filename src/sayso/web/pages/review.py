"""Review: one thing with the words it rests on, what was decided of it before, and a form to say what is right or wrong."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sayso.errors import NotFound
from sayso.publish.export.line_answers import cited_json
from sayso.publish.reviews.log import review_json
from sayso.publish.reviews.targets import find_place
from sayso.publish.reviews.values import SLOTS
from sayso.publish.views.review_choices import named_in, surroundings
from sayso.reviews.log import in_force
from sayso.spans import Span
from sayso.store.protocol import Store
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask, here_or
from sayso.web.review_fields import Choice, Option, choice_json
from sayso.web.review_subjects import SUBJECTS, anchor_link, name_options

if TYPE_CHECKING:
    from sayso.records import Anchor

Json = dict[str, Any]


def view(ask: Ask) -> Answer:
    """The form for one attribution, time expression, discrepancy, article or actor."""
    subject, target = ask.part("subject"), ask.part("target")
    ask.collection.load_ahead()
    if subject not in SUBJECTS:
        raise NotFound(f"no {subject!r} can be reviewed; there are {', '.join(SUBJECTS)}")
    shown, choices = SUBJECTS[subject](ask.collection.store, target)
    return _answer(ask, subject, shown, choices)


def add_view(ask: Ask) -> Answer:
    """The form for words that somebody selected: a quotation or a day that was missed, or one side of a discrepancy."""
    store = ask.collection.store
    ask.collection.load_ahead()
    anchor = find_place(store, ask.text("place"))
    article = store.article(anchor.article)
    names = name_options(named_in(store, article))
    place = f"{anchor.article}:{anchor.start}-{anchor.end}"
    choices = (
        Choice(
            "add:attribution",
            "Somebody says this, and it was missed",
            "pick",
            "Who says it",
            options=names,
            unknown=True,
            help="Only words of this article can name the speaker. Leave it unknown if it does not say.",
        ),
        Choice(
            "add:time",
            "This names a day that was missed",
            "text",
            "The day",
            help="2031-05-07, or 2031-05-07/2031-05-09",
        ),
        Choice(
            "add:discrepancy",
            "Another report gives this differently",
            "words",
            "Where the other report says so",
            options=[Option(slot, slot) for slot in SLOTS],
            help="ARTICLE:START-END, as the address of selected words in that article gives it",
        ),
    )
    shown = {
        "id": place,
        "title": "Add what was missed",
        "article": cited_json(article),
        "context": surroundings(article, Span(anchor.start, anchor.end)),
        "link": anchor_link(anchor),
        "facts": [],
    }
    return _answer(ask, "add", shown, choices)


def _answer(ask: Ask, subject: str, shown: Json, choices: Sequence[Choice]) -> Answer:
    context = shown.get("context")
    data = shown | {
        "subject": subject,
        "target": shown["id"],
        "context": {"before": context.before, "words": context.words, "after": context.after}
        if context
        else None,
        "choices": [choice_json(choice) for choice in choices],
        "history": _history(ask.collection.store, shown),
    }
    return Answer(
        template="review.html",
        title=shown["title"],
        nav="reviews",
        data=data,
        crumbs=(("Reviews", "/reviews"),),
        extra={"back": here_or(ask.text("back"), shown["link"])},
    )


def _history(store: Store, shown: Json) -> list[Json]:
    """The reviews in force that point at the same words, or at the same article; the oldest first."""
    anchor: Anchor | None = shown.pop("anchor", None)
    if anchor is None:
        return []
    return [
        review_json(one)
        for one in in_force(store.reviews())
        if one.a.article == anchor.article
        and one.a.start < max(anchor.end, 1)
        and anchor.start < max(one.a.end, 1)
        and bool(one.a.quote) == bool(anchor.quote)
    ]


ADD = Page(address="/review/add", name="review-add", view=add_view)
REVIEW = Page(address="/review/{subject}/{target}", name="review", view=view)
