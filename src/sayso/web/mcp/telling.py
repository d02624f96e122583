"""Answers in words for an assistant: one piece a thing, each beginning with whose words it is and who rendered them.

What is handed on piece by piece must not lose its voice, so no piece holds words of an article without speaker, basis,
outlet and review state before them; and no piece has fields beside its text in which they would stand bare.
"""

from collections.abc import Callable, Mapping

from sayso.publish.export.annotated import Json
from sayso.publish.words.phrases import count_words, doubt_words, interval_words

MOST_PIECE = 4_000
"""Characters of one piece: all quotations but the very longest, which say that they are cut."""
LEFT_OUT = {
    "unchecked": "left out because no reviewer checked them, or reviewers differ",
    "no_speech": "left out because they are intentions or beliefs, and no speech",
}


def told_list(answer: Json, tell: Callable[[Json], str], *, what: str) -> list[str]:
    """A part of a list: what it is, and a piece for each thing in it."""
    items, count = answer["items"], answer["count"]
    shown = f"{len(items)} of {count} {what}" if items else f"none found: {count} {what}"
    parts = [shown, *left_out(answer["left_out"])]
    if answer["next"]:
        parts.append(f"the list goes on with offset={answer['offset'] + len(items)}")
    return ["; ".join(parts) + ".", *(bounded(tell(item)) for item in items)]


def left_out(counts: Mapping[str, int]) -> list[str]:
    """What a question left out, in words."""
    return [f"{many} {LEFT_OUT.get(reason, reason)}" for reason, many in counts.items()]


def bounded(text: str) -> str:
    """A piece of bounded length, that says where it is cut."""
    return text if len(text) <= MOST_PIECE else text[:MOST_PIECE] + " [cut here; read on in the article]"


def line(item: Json) -> str:
    """A line with where it stands."""
    return f"{item['text']}\n{_cited(item['article'])} Characters {item['start']}-{item['end']}; attribution {item['attribution']}."


def utterance(item: Json) -> str:
    """What was said once: each of its renderings as a line."""
    origins = item["origins"]
    known = origins["count"] is not None
    sources = (
        f"{origins['bound'].replace('_', ' ')} {count_words(origins['count'], 'textual source')}"
        if known
        else ""
    )
    head = f"Rendered by {count_words(len(item['articles']), 'article')}" + (
        f", {sources}" if sources else ""
    )
    renderings = "\n".join(line(one) for one in item["renderings"])
    return f"{renderings}\n{head}; utterance {item['id']}."


def discrepancy(item: Json) -> str:
    """What each side says first, and where all of it stands."""
    sides = [
        f"side {number}: " + ", ".join(map(_where, value["evidence"]))
        for number, value in enumerate(item["values"], start=1)
    ]
    return f"{item['text']}\nDiscrepancy {item['id']}; {'; '.join(sides)}."


def event(item: Json) -> str:
    """An event with its day and everybody who tells it."""
    day = item["date"] or {}
    when = interval_words(day.get("earliest"), day.get("latest")) or "no day known"
    how = "told as what did not happen; " if item["negated"] else ""
    places = "\n".join(f"{one['text']} [{_where(one)}]" for one in item["evidence"])
    return f"{places}\nDated {when}; {how}told as {item['reality']}; event {item['id']}."


def story(item: Json) -> str:
    """A story: how much there is of it. Its title is the headline of one of its articles, and no finding."""
    days = interval_words(item["earliest"], item["latest"]) or "no day known"
    outlets = ", ".join(item["outlets"][:8]) or "outlets unknown"
    return (
        f"Story {item['id']}, {count_words(item['articles'], 'article')} by {outlets}, {days}; "
        f"headline of one of them, as printed, unreviewed: “{item['title']}”"
    )


def source(item: Json) -> str:
    """Where one report has what it says from: counts, no score."""
    published = interval_words(*(item["published"] or {"": None, " ": None}).values()) or "date unknown"
    if item["published_doubt"]:
        published = doubt_words(published, item["published_doubt"])
    part = f"; {item['part_words']}" if item["part_words"] else ""
    carriers = ", ".join(dict.fromkeys(one["carrier"] for one in item["credits"])) or "nobody"
    quoted = sum(len(one["attributions"]) for one in item["sources"])
    shared = f"{item['shared_words']} of {item['words']} words are shared with other articles"
    return (
        f"{item['outlet'] or 'outlet unknown'} ({published}, basis {item['date_basis']}; counted by Sayso, unreviewed{part}): {shared}; "
        f"{count_words(quoted, 'attribution')}; it credits {carriers}; article {item['article']}."
    )


def feed(item: Json) -> str:
    """How a feed stands; no words of an article are in it."""
    return str(item["words"])


def article(item: Json) -> list[str]:
    """An article's lines with their spans; not its text, in which they would stand bare."""
    known = item["article"]
    parts = [
        _cited(known).removesuffix("."),
        f"Original address: {known['url'] or 'unknown'}; completeness: {known['part_words'] or known['completeness']}",
        f"{item['length']} characters; SHA-256 of the text {known['text_sha256']}",
        f"{count_words(len(item['lines']), 'line')} in characters {item['start']}-{item['end']}",
        *left_out(item["left_out"]),
    ]
    if item["end"] < item["length"]:
        parts.append(f"it goes on with start={item['end']}")
    return ["; ".join(parts) + ".", *(bounded(line(one)) for one in item["lines"])]


def _where(place: Json) -> str:
    return f"article {place['article']}, characters {place['start']}-{place['end']}"


def _cited(article: Json) -> str:
    title = f"“{article['title']}”" if article["title"] else "no headline"
    return f"{article['outlet_words']}, {title}, {article['published_with_basis']}; article {article['id']}."
