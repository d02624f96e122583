"""Stories, and what their reports tell differently, alike, of which day, and in which words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.publish.export import comparison_answers, passage_answers, source_answers
from sayso.publish.export.annotated import Json
from sayso.publish.export.compared import exported_positions, exported_timeline, exported_wording
from sayso.publish.export.exported import Exported
from sayso.publish.export.line_answers import cited_json, reviewed_json
from sayso.publish.export.schema_shapes import ref
from sayso.publish.export.told_places import ToldPlaces, only_checked, places_in
from sayso.publish.views.directory import Directory, Head
from sayso.publish.views.discrepancies import comparisons
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.reading_order import in_order
from sayso.publish.views.shared_texts import group_texts, passage_rows, shared_texts
from sayso.publish.views.source_sheet import source_sheet
from sayso.publish.views.stories import by_size
from sayso.publish.words.line_words import STATE_WORDS
from sayso.publish.words.phrases import count_words, one_line, outlet_words
from sayso.records import ReviewedDiscrepancy, Story, StoryMember
from sayso.reviews.states import state_of
from sayso.web.api.choosing import listing, one_actor, story_of
from sayso.web.api.operations import ROOT, Asked, Operation, Reply
from sayso.web.api.parameters import ACTOR, LANGUAGE, LIST, OUTLET, REVIEWED_ONLY, SINCE, STORY, UNTIL, Q
from sayso.web.api.people_operations import listed_actor
from sayso.web.api.shapes import listed

GROUP = "Stories"
MOST_SPEAKERS = 20
"""Who speaks most in a story; the list of its utterances has all."""


def stories(asked: Asked) -> Reply:
    """Stories, those with most articles first."""
    directory = asked.directory
    words = set(fold_words(asked.text("q")))
    actor = one_actor(directory, asked.text("actor")).id if asked.text("actor") else ""
    near = set(directory.actors[actor].articles) if actor else None
    found = [
        story
        for story in directory.remember("stories by size", lambda: by_size(directory.stories.values()))
        if words <= set(fold_words(story.title))
        and (near is None or not near.isdisjoint(story.articles))
        and _fits(asked, [directory.heads[one] for one in story.articles if one in directory.heads])
    ]
    return listing(asked, [_listed(directory, story) for story in asked.part(found)], len(found))


def _fits(asked: Asked, heads: Sequence[Head]) -> bool:
    """Whether some article of a story is of the outlet, in the language and within the days that are asked for."""
    outlet, language, since, until = map(asked.text, ("outlet", "language", "since", "until"))
    for head in heads:
        first, last = head.earliest or head.latest or "", head.latest or head.earliest or ""
        in_days = (not since or last[:10] >= since) and (not until or "" < first[:10] <= until)
        if outlet in ("", head.outlet) and language in ("", head.language) and in_days:
            return True
    return False


def _listed(directory: Directory, story: Story) -> Json:
    heads = [directory.heads[one] for one in story.articles if one in directory.heads]
    return {
        "id": story.id,
        "title": story.title,
        "articles": len(heads),
        "outlets": sorted({head.outlet for head in heads if head.outlet}),
        "undated": sum(head.earliest is None and not head.doubtful for head in heads),
        "doubtful": sum(head.doubtful for head in heads),
        "earliest": min((head.earliest for head in heads if head.earliest), default=None),
        "latest": max((head.latest for head in heads if head.latest), default=None),
        "languages": sorted({head.language for head in heads if head.language}),
        "link": f"/story/{story.id}",
    }


def story(asked: Asked) -> Reply:
    """One story with its articles and who speaks in it."""
    store, directory, found = asked.collection.store, asked.directory, story_of(asked)
    articles = in_order(store.articles(found.articles))
    phases: dict[str, list[StoryMember]] = {}
    for member in store.rows(StoryMember, articles=found.articles):
        phases.setdefault(member.phase, []).append(member)
    said: dict[str, set[str]] = {}
    inside = set(found.articles)
    for one in directory.told:
        if one.article in inside and not one.held_back:
            for actor in one.actors:
                said.setdefault(actor, set()).add(one.utterance)
    speakers = sorted(said, key=lambda actor: (-len(said[actor]), actor))[:MOST_SPEAKERS]
    return Reply(
        data={
            **_listed(directory, found),
            "articles": [cited_json(article) for article in articles],
            "phases": [
                {
                    "id": phase,
                    "earliest": members[0].phase_earliest,
                    "latest": members[0].phase_latest,
                    "articles": sorted(member.article for member in members),
                }
                for phase, members in sorted(
                    phases.items(), key=lambda item: (item[1][0].phase_earliest or "~", item[0])
                )
            ],
            "actors": [
                listed_actor(directory.actors[one]) | {"utterances_here": len(said[one])}
                for one in speakers
                if one in directory.actors
            ],
        }
    )


def _exported(asked: Asked, found: Story) -> Exported:
    articles = asked.collection.store.articles(found.articles)
    return Exported(store=asked.collection.store, outlets={one.id: one.outlet for one in articles})


def _told(asked: Asked, found: Story, rows: Sequence[Json]) -> Reply:
    """A part of a list whose places are told, without what nobody has checked where that is wanted."""
    if asked.flag("reviewed_only"):
        places = ToldPlaces(asked.collection.store, found.articles)
        told = [kept for row in rows if (kept := only_checked(_with_text(places, row))) is not None]
        told = [row | {"text": _text(row)} for row in told]
        return listing(asked, asked.part(told), len(told), unchecked=len(rows) - len(told))
    shown = asked.part(rows)
    places = ToldPlaces(asked.collection.store, {place["article"] for place in places_in(list(shown))})
    return listing(asked, [_with_text(places, row) for row in shown], len(rows))


def _with_text(places: ToldPlaces, row: Json) -> Json:
    told = places.tell(row)
    assert isinstance(told, dict)
    return told | {"text": _text(told)}


def _text(item: Json) -> str:
    """The first place that shows an item: its voice, outlet and state come before its words."""
    first = next(places_in({key: one for key, one in item.items() if key != "text"}), None)
    return str(first["text"]) if first else ""


def timeline(asked: Asked) -> Reply:
    """Events by day, those without one last."""
    found = story_of(asked)
    return _told(asked, found, list(exported_timeline(_exported(asked, found))))


def positions(asked: Asked) -> Reply:
    """Where each actor stands on what recurs."""
    found = story_of(asked)
    rows = [row for row in exported_positions(_exported(asked, found)) if row["story"] == found.id]
    return _told(asked, found, rows)


def wording(asked: Asked) -> Reply:
    """What each outlet calls the same."""
    found = story_of(asked)
    return _told(asked, found, list(exported_wording(_exported(asked, found))))


def discrepancies(asked: Asked) -> Reply:
    """What reports fill differently; every value with its evidence."""
    found, rows = _compared(asked, "discrepancies")
    reviews: dict[str, list[ReviewedDiscrepancy]] = {}
    held = asked.collection.store.rows(ReviewedDiscrepancy, articles=found.articles)
    for review in sorted(held, key=lambda one: (one.at, one.id)):
        reviews.setdefault(review.discrepancy, []).append(review)
    states = {row["id"]: state_of(reviews.get(row["id"], ())) for row in rows}
    kept = [row for row in rows if not asked.flag("reviewed_only") or states[row["id"]] == "checked"]
    part = asked.part(kept)
    places = ToldPlaces(asked.collection.store, {place["article"] for place in places_in(list(part))})
    shown = []
    for row in part:
        told, state = places.tell(row), states[row["id"]]
        assert isinstance(told, dict)
        sides = [value["evidence"][0]["text"] for value in told["values"] if value["evidence"]]
        known = f"{row['class']} in {row['slot']}; {STATE_WORDS[state]}; nothing here says which is so"
        shown.append(
            told
            | {
                "text": f"{' — BUT — '.join(sides)} [{known}]",
                "review_state": state,
                "reviews": [reviewed_json(one) for one in reviews.get(row["id"], ())],
            }
        )
    return listing(asked, shown, len(kept), unchecked=len(rows) - len(kept))


def agreements(asked: Asked) -> Reply:
    """What several reports fill alike: repeated, which confirms nothing."""
    found, rows = _compared(asked, "agreements")
    answer = _told(asked, found, rows)
    for item in answer.data["items"]:
        item["text"] += (
            f" [told alike by {count_words(len(item['evidence']), 'place')}; repeated, which confirms nothing]"
        )
    return answer


def _compared(asked: Asked, what: str) -> tuple[Story, list[Json]]:
    found, store = story_of(asked), asked.collection.store
    compared = comparisons(store, found)
    told = (
        replace(compared, agreements=()) if what == "discrepancies" else replace(compared, discrepancies=())
    )
    rows: list[Json] = comparison_answers.comparisons_json(store, told)[what]
    return found, rows


def passages(asked: Asked) -> Reply:
    """Text that articles of the story share, the longest first."""
    store, found = asked.collection.store, story_of(asked)
    texts = shared_texts(store, group_texts(passage_rows(store, story=found)))
    shown = asked.part(texts)
    items = passage_answers.passages_json(shown)["texts"]
    for item, text in zip(items, shown, strict=True):
        outlets = list(dict.fromkeys(outlet_words(article) for article, _ in text.places))
        article, span = text.places[0]
        words = one_line(article.text[slice(*span)])
        item["text"] = (
            f"Text shared by {', '.join(outlets)} (as printed by {outlets[0]}; unreviewed): {words}"
        )
    return listing(asked, items, len(texts))


def sources(asked: Asked) -> Reply:
    """Where each report has what it says from: counts and places, no score."""
    found = story_of(asked)
    store = asked.collection.store
    articles = in_order(store.articles(found.articles))
    sheet = source_sheet(store, found, only=[one.id for one in asked.part(articles)])
    return listing(asked, source_answers.sources_json(sheet, sheet.rows)["sources"], len(articles))


def _of_story(
    name: str, what: str, view: Callable[[Asked], Reply], shape: str, *, lines: bool = True
) -> Operation:
    return Operation(
        name=f"list_{name}",
        address=f"{ROOT}/stories/{{story}}/{name}",
        group=GROUP,
        what=what,
        view=view,
        parameters=(STORY, *((REVIEWED_ONLY,) if lines else ()), *LIST),
        answer=listed(shape),
        problems=(404,),
    )


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="list_stories",
        address=f"{ROOT}/stories",
        group=GROUP,
        what="Stories, those with most articles first",
        view=stories,
        parameters=(Q, OUTLET, ACTOR, LANGUAGE, SINCE, UNTIL, *LIST),
        answer=listed("listed_story"),
        problems=(404,),
    ),
    Operation(
        name="get_story",
        address=f"{ROOT}/stories/{{story}}",
        group=GROUP,
        what="One story with its articles, phases, and who speaks most in it",
        view=story,
        parameters=(STORY,),
        answer=ref("whole_story"),
        problems=(404,),
    ),
    _of_story(
        "discrepancies",
        "What its reports tell differently; nothing says who is right",
        discrepancies,
        "told_discrepancy",
    ),
    _of_story(
        "agreements",
        "What several of its reports tell alike: repeated, not confirmed",
        agreements,
        "told_agreement",
    ),
    _of_story(
        "timeline", "What is told of which day, each event in the voice that tells it", timeline, "told_event"
    ),
    _of_story(
        "positions",
        "Where its actors stand on what recurs, with the utterances that show it",
        positions,
        "told_position",
    ),
    _of_story("wording", "What each outlet calls the same actor, deed or thing", wording, "told_wording"),
    _of_story("passages", "Text that its articles share, each text once", passages, "told_text", lines=False),
    _of_story(
        "sources", "Where each of its reports has what it says from", sources, "source_row", lines=False
    ),
)
"""What can be asked of stories."""
