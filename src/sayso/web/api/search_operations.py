"""Search: what was said with some words, or the articles that hold them."""

from dataclasses import replace

from sayso.publish.export.annotated import Json
from sayso.publish.export.search_answers import article_hit_json
from sayso.publish.views.finding import Finding, find
from sayso.publish.words.phrases import outlet_words, status_words
from sayso.records import Article
from sayso.web.api.choosing import listing, wanted_of
from sayso.web.api.operations import ROOT, Asked, Operation, Parameter, Reply
from sayso.web.api.parameters import LIST, SAID, Q
from sayso.web.api.said_operations import attributions
from sayso.web.api.shapes import listed

SAID_WITH, ARTICLES = "said", "articles"
WHERE = Parameter(
    name="in",
    kind="choice",
    choices=(SAID_WITH, ARTICLES),
    default=SAID_WITH,
    what="what was said with these words, or the articles that hold them anywhere (which only story, outlet and days narrow)",
)
WORDS = replace(Q, required=True)


def search(asked: Asked) -> Reply:
    """What answers some words, best first; a name also finds its other spellings."""
    if asked.text("in") == SAID_WITH:
        return attributions(asked)
    found: Finding = find(asked.collection.store, asked.directory, wanted_of(asked, all_acts=True))
    ids = asked.part(found.articles)
    by_id = {article.id: article for article in asked.collection.store.articles(ids)}
    items = [_hit(by_id[one], found) for one in ids if one in by_id]
    return listing(asked, items, len(found.articles))


def _hit(article: Article, found: Finding) -> Json:
    """An article that holds the words; whoever they are of is told by its lines, not here."""
    hit = article_hit_json(article, found.phrases)
    places = " … ".join(place["words"] for place in hit["places"])
    lead = f"Printed by {outlet_words(article)} (in whose voice: see its lines; unreviewed)"
    if not article.usable:
        lead = (
            f"Article of {outlet_words(article)}, {status_words(article)}; its text is not shown; unreviewed"
        )
    return hit | {"text": f"{lead}: {places or article.title or ''}"}


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="search",
        address=f"{ROOT}/search",
        group="What was said",
        what="What was said with some words, or the articles that hold them, best first; other spellings of a name too",
        view=search,
        parameters=(WORDS, WHERE, *(one for one in SAID if one is not Q), *LIST),
        answer={"anyOf": [listed("line"), listed("found_article")]},
        problems=(404,),
    ),
)
"""What can be searched."""
