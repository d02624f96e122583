"""What stands in a dossier, as plain values: sources by number, who said what, where reports differ, what was left out.

Every attribution is a `Line`, so that none is here without its speaker, how that is known, its outlet and its review
state. Nothing here says who is right, and there is no clock in it: the same collection gives the same dossier.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sayso.publish.dossier.compared import discrepancies_told, timeline_told
from sayso.publish.dossier.excerpts import Excerpts
from sayso.publish.dossier.hidden_names import hidden_names
from sayso.publish.dossier.redacting import BAR, Redactor
from sayso.publish.dossier.rendered import said_told
from sayso.publish.dossier.selecting import Choice, Selection, is_shown, select
from sayso.publish.views.discrepancies import comparisons
from sayso.publish.views.lines import reviews_of
from sayso.publish.views.reading_order import in_order
from sayso.publish.views.renderings import SAID_KINDS, Rendering
from sayso.publish.views.stories import bundles, utterance_views
from sayso.publish.views.timeline import MAIN, timeline
from sayso.publish.words.phrases import (
    absence_words,
    completeness_words,
    count_words,
    dates_words,
    file_words,
    outlet_words,
)
from sayso.records import Article, PublishedBasis, ReviewedDiscrepancy, Sentence, Story, Unread
from sayso.store.protocol import Store

Json = dict[str, Any]
IS_NOT = """\
It sets out who said what, in which report, in the words of each report, so that every line can be checked. It does not \
say who is right, whom to believe, or who took words from whom.
A line “X said that …” is no fact: it is what a report says that X said. Where a speaker was not named beside the words \
but inferred, the line says so; so it does where a person has checked it.
Text that several reports have in common is repetition and confirms nothing. Numbers of textual sources are bounds, as \
far as the reports below show.""".splitlines()
BASIS_OF_DATE: dict[PublishedBasis, str] = {
    "stated": "stated",
    "dateline": "from the dateline",
    "inferred": "inferred",
    "reviewed": "as a reviewer stated it",
    "doubtful": "",
    "unknown": "basis unknown",
}


def dossier_data(store: Store, story: Story, choice: Choice) -> Json:
    """Everything that a dossier shows. NotFound for a name to redact that no actor answers to."""
    articles = in_order(store.articles(story.articles))
    ids = [article.id for article in articles]
    redactor = Redactor(hidden_names(store, choice.redact, ids))
    read = list(bundles(store, articles, (*SAID_KINDS, Sentence, Unread)))
    excerpts = Excerpts(read, redactor)
    numbers = {article.id: number for number, article in enumerate(articles, start=1)}
    reviews = reviews_of(store, ids)
    selection = select(utterance_views(store, read), reviews, choice)

    def allowed(voice: Rendering | None) -> bool:
        return voice is None or is_shown(voice, reviews.get(voice.attribution.id, ()), choice)

    looked: dict[str, tuple[ReviewedDiscrepancy, ...]] = {}
    for row in sorted(store.rows(ReviewedDiscrepancy, articles=ids), key=lambda row: (row.at, row.id)):
        looked[row.discrepancy] = (*looked.get(row.discrepancy, ()), row)
    compared = comparisons(store, story)
    differ, hidden_differences = discrepancies_told(
        compared.discrepancies,
        looked,
        allowed=allowed,
        choice=choice,
        numbers=numbers,
        excerpts=excerpts,
        redactor=redactor,
    )
    times = timeline(store, story)
    main = times.main(MAIN)
    events, hidden_events = timeline_told(main, allowed, numbers, redactor)
    unread = sum(len(bundle[Unread]) for bundle in read)
    made = {
        "title": redactor.words(story.title),
        "story": story.id,
        "date": choice.date,
        "counts": _counts(articles, selection, len(differ)),
        "is_not": IS_NOT,
        "sources": [_source(article, numbers, redactor, choice) for article in articles],
        "absent": absence_words(articles),
        "said": said_told(selection.chosen, numbers, excerpts, redactor),
        "discrepancies": differ,
        "timeline": events,
        "left_out": [
            *selection.told(),
            *_more("discrepancy", "discrepancies", hidden_differences, "with too few words left to show"),
            *_more("event", "events", hidden_events, "told only in words that are left out"),
            *_more(
                "event",
                "events",
                len(times.events) - len(main),
                "of the timeline, told by one article or without a day",
            ),
            *_more(
                "place",
                "places",
                unread,
                "in the reports that look like something said and were not understood",
            ),
        ],
        "reviewed_only": choice.reviewed_only,
    }
    return made | {"redaction": _redaction(redactor)}


def _counts(articles: Sequence[Article], selection: Selection, differ: int) -> list[str]:
    outlets = {article.outlet for article in articles if article.outlet}
    unknown = sum(article.outlet is None for article in articles)
    lines = [line for one in selection.chosen for line in one.lines]
    states = Counter(line.state for line in lines)
    return [
        count_words(len(articles), "report"),
        count_words(len(outlets), "outlet") + (f" and {unknown:,} unknown" if unknown else ""),
        f"{count_words(len(selection.chosen), 'utterance')} in {count_words(len(lines), 'rendering')}",
        f"{states['checked']:,} checked by a reviewer, {states['disputed']:,} disputed, {states['unreviewed']:,} unreviewed",
        count_words(differ, "discrepancy", "discrepancies"),
    ]


def _source(article: Article, numbers: dict[str, int], redactor: Redactor, choice: Choice) -> Json:
    url = redactor.address(article.url)
    web = (
        url.lower().startswith(("http://", "https://")) and BAR not in url and not any(map(str.isspace, url))
    )
    return {
        "number": numbers[article.id],
        "outlet": redactor.words(outlet_words(article)) if article.outlet else "outlet unknown",
        "title": redactor.words(article.title) or "no headline",
        "authors": redactor.words(", ".join(article.authors)),
        "published": redactor.words(dates_words(article)),
        "basis": BASIS_OF_DATE[article.published_basis]
        if article.published_earliest or article.published_latest
        else "",
        "url": url,
        "link": url if web else "",
        "file": "" if url else redactor.address(file_words(article)),
        "sha256": article.text_sha256,
        "completeness": redactor.words(completeness_words(article)),
        "language": article.language or "unknown",
        "text": redactor.whole(article) if choice.full_text else [],
    }


def _redaction(redactor: Redactor) -> str:
    if not redactor.hidden.spellings:
        return ""
    asked = count_words(redactor.hidden.asked, "name was", "names were")
    return (
        f"{asked} redacted: {BAR} stands in the place of every name and spelling by which the reports call whoever it is. "
        "Roles and what is told may still show who is meant. Addresses with such a name lead nowhere."
    )


def _more(one: str, many: str, count: int, why: str) -> list[str]:
    return [f"{count_words(count, one, many)} {why}"] if count else []
