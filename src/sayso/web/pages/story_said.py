"""Who said what in a story: each utterance once, with every article that carries it and the textual sources behind it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sayso.publish.export.annotated import Json
from sayso.publish.export.utterance_answers import utterance_json
from sayso.publish.views.lines import Line, lines_of, reviews_of
from sayso.publish.views.narrowing import left_out, narrow
from sayso.publish.views.renderings import SAID_KINDS, UtteranceView
from sayso.publish.views.said import choose
from sayso.publish.views.stories import bundles, utterance_views
from sayso.publish.words.line_words import STATE_WORDS
from sayso.publish.words.phrases import UNKNOWN_SPEAKER
from sayso.records import ReviewedAttribution
from sayso.web.answering import Answer
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import StoryAsked, asked_story, choices, story_answer, story_page
from sayso.web.paging import paged

A_PAGE = 30
"""Utterances on a page: each takes a few lines."""
MOST_SPEAKERS = 200
"""Speakers that the filter offers, those who say most first; any other can be named in the address."""
ORDERS = ("speaker", "article")
NO_CHANNEL = "none"
"""Asks for what no words name a channel of."""

Reviews = Mapping[str, tuple[ReviewedAttribution, ...]]


def view(ask: Ask) -> Answer:
    """The utterances of a story, by speaker or as they stand in the articles, narrowed by what the query names."""
    of = asked_story(ask)
    everything = utterance_views(of.store, list(bundles(of.store, of.articles, SAID_KINDS)))
    reviews = reviews_of(of.store, [article.id for article in of.articles])
    all_acts = ask.flag("all_acts")
    open_to_all = [one for item in everything if (one := narrow(item, all_acts=all_acts)) is not None]
    order = ask.one_of("order", ORDERS, "speaker")
    found = _ordered(_narrowed(ask, of, open_to_all, reviews), order)
    shown, paging = paged(ask, found, size=A_PAGE)
    data: Json = {
        "utterances": [utterance_json(item, reviews) for item in shown],
        "all": len(open_to_all),
        "left_out_acts": left_out(everything, all_acts=all_acts).acts,
        "paging": paging,
        "asked": {
            "speaker": ask.text("speaker"),
            "outlet": ask.text("outlet"),
            "act": ask.text("act"),
            "channel": ask.text("channel"),
            "state": ask.text("state"),
            "several": ask.flag("several"),
            "all_acts": all_acts,
            "order": order,
        },
    }
    return story_answer(of, "said", data, extra=_filters(open_to_all, reviews))


def _narrowed(
    ask: Ask, of: StoryAsked, views: Sequence[UtteranceView], reviews: Reviews
) -> list[UtteranceView]:
    """What stays of some utterances; one is kept whole when any of its renderings fits every filter."""
    speaker, act, channel = ask.text("speaker"), ask.text("act"), ask.text("channel")
    state = ask.one_of("state", tuple(STATE_WORDS))
    inside = of.of_outlet(ask)
    tests: list[Callable[[Line], bool]] = []
    if inside is not None:
        tests.append(lambda line: line.rendering.article.id in inside)
    if act:
        tests.append(lambda line: line.rendering.act == act)
    if channel:
        tests.append(lambda line: (_channel(line) or NO_CHANNEL) == channel)
    if state:
        tests.append(lambda line: line.state == state)
    chosen = views
    if speaker:
        by_name = [one for one in views if speaker in {one.actor, one.speaker}]
        chosen = by_name or [one.utterance for one in choose(views, name=speaker, all_acts=True)]
    return [
        one
        for one in chosen
        if (not ask.flag("several") or len(one.articles) > 1)
        and (
            not tests or any(all(test(line) for test in tests) for line in lines_of(one.renderings, reviews))
        )
    ]


def _ordered(views: Sequence[UtteranceView], order: str) -> list[UtteranceView]:
    """By speaker: those who say most first, and within one what most articles carry; whoever is unknown last."""
    if order == "article":
        return list(views)
    count = Counter(map(_key, views))
    place = {one.id: number for number, one in enumerate(views)}
    return sorted(
        views,
        key=lambda one: (
            one.speaker == UNKNOWN_SPEAKER,
            -count[_key(one)],
            one.speaker.casefold(),
            _key(one),
            -len(one.articles),
            place[one.id],
        ),
    )


def _key(view: UtteranceView) -> str:
    return view.actor or f"name {view.speaker}"


def _channel(line: Line) -> str:
    detail = line.rendering.detail
    return (detail.channel_kind if detail else None) or ""


def _filters(views: Sequence[UtteranceView], reviews: Reviews) -> Json:
    """What each filter offers, with how many utterances have it."""
    speakers, names = Counter(map(_key, views)), {_key(one): one for one in views}
    acts, channels, states = Counter[str](), Counter[str](), Counter[str]()
    for one in views:
        lines = lines_of(one.renderings, reviews)
        acts.update({line.rendering.act for line in lines})
        channels.update({_channel(line) or NO_CHANNEL for line in lines})
        states.update({line.state for line in lines})
    most = sorted(speakers, key=lambda key: (-speakers[key], names[key].speaker.casefold(), key))
    return {
        "speakers": [
            {
                "value": names[key].actor or names[key].speaker,
                "words": names[key].speaker,
                "count": speakers[key],
            }
            for key in most[:MOST_SPEAKERS]
        ],
        "acts": choices(((act, act) for act in sorted(acts)), acts),
        "channels": choices(
            (
                (kind, "no channel named" if kind == NO_CHANNEL else kind.replace("_", " "))
                for kind in sorted(channels)
            ),
            channels,
        ),
        "states": choices(STATE_WORDS.items(), states),
    }


STORY_SAID = story_page("said", view)
