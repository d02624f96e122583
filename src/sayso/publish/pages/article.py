"""One article read without a collection."""

from rich.console import Console

from sayso.publish.export.annotated import held
from sayso.publish.pages.ending import print_left_out, print_unread
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.pages.utterances import print_utterances
from sayso.publish.views.narrowing import narrow
from sayso.publish.views.renderings import views_alone
from sayso.publish.words.phrases import (
    completeness_words,
    dates_words,
    file_words,
    outlet_words,
    status_words,
)
from sayso.records import Failure, Unread
from sayso.stage import Bundle


def print_article(
    console: Console, bundle: Bundle, *, all_acts: bool = False, min_confidence: int = 0
) -> None:
    """What is known of the article, who said what in it, what was not read."""
    article = bundle.article
    if not article.usable:
        say(console, (f"{status_words(article)}: nothing is read in it", CAUTION))
    say(console, (article.title or "no headline found", STRONG))
    facts = join(
        outlet_words(article), dates_words(article), completeness_words(article), file_words(article)
    )
    say(console, (facts, QUIET))
    heading(console, "WHO SAID WHAT")
    views = views_alone(bundle)
    narrowed = (narrow(view, all_acts=all_acts, min_confidence=min_confidence) for view in views)
    shown = [view for view in narrowed if view is not None]
    if not shown:
        say(console, "none found")
    print_utterances(console, shown)
    print_left_out(console, views, all_acts=all_acts, min_confidence=min_confidence)
    print_unread(console, [article], held(bundle, Unread), held(bundle, Failure))
    console.print()
