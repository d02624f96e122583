"""An article: its text as it is stored, with what was read in it as layers over it, and each line beside it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import SettingsError
from sayso.publish.export.article_answers import article_answer
from sayso.publish.views.article_page import article_view, one_article
from sayso.publish.words.phrases import outlet_words
from sayso.spans import Span
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.marked_text import Stretch, marked_text, window_of

WINDOW = 100_000
"""Characters of a text on one page: a browser lays them out in well under a second, with all that is marked in them."""
LAYERS = {
    "said": "Who said what",
    "mentions": "Names",
    "shared": "Shared text",
    "times": "Times",
    "marks": "Headings and credits",
}
"""What can be shown over the text, each with its name."""
AT_FIRST = ("said", "marks")
"""Layers shown unless others are asked for: all at once hide the text."""
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")

Json = dict[str, Any]


def view(ask: Ask) -> Answer:
    """One article, or the window of a very long one that holds what is asked for (`at`, or `from`)."""
    article = one_article(ask.collection.store, ask.part("article"))
    at = asked_span(ask, len(article.text))
    given = ask.number("from", 0) if ask.text("from") else None
    window = window_of(len(article.text), at=at, start=given, most=WINDOW, text=article.text)
    shown = article_view(ask.collection.store, article, window)
    data = article_answer(shown, window)
    layers = layers_of(ask)
    story = data["article"]["story"]
    crumbs = [("Stories", "/stories")] + ([(story["title"], story["link"])] if story else [])
    return Answer(
        template="article.html",
        title=article.title or f"Article of {outlet_words(article)}",
        nav="stories",
        crumbs=tuple(crumbs),
        data=data | {"at": {"start": at.start, "end": at.end} if at else None, "layers": list(layers)},
        extra={
            "layers": LAYERS,
            "speaking": speaking(data),
            "windows": windows(window, len(article.text)),
        },
        late=lambda: {
            "text": marked_text(
                article.text[window.start : window.end], stretches_of(data), offset=window.start, at=at
            )
        },
    )


def layers_of(ask: Ask) -> tuple[str, ...]:
    """The layers asked for (`layers=said,times`, or one `layer` each from the form), else those shown at first."""
    given = [name for text in (*ask.texts("layers"), *ask.texts("layer")) for name in text.split(",")]
    wanted = {name for name in given if name}
    unknown = sorted(wanted - {*LAYERS, "none"})
    if unknown:
        raise SettingsError(f"layers={unknown[0]!r} is not one of {', '.join(LAYERS)}, none")
    return tuple(name for name in LAYERS if name in wanted) if wanted else AT_FIRST


def asked_span(ask: Ask, length: int) -> Span | None:
    """The stretch that the address asks for, as code points; SettingsError when it is none of this text."""
    given = ask.text("at")
    if not given:
        return None
    found = _AT.fullmatch(given)
    start, end = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 0 <= start < end <= length:
        raise SettingsError(
            f"at={given!r} is no stretch of a text of {length:,} characters; write at=START-END"
        )
    return Span(start, end)


def speaking(data: Mapping[str, Any]) -> frozenset[str]:
    """The actors that say something here: each of them has a page, which others may not have."""
    return frozenset(one["actor"] for line in data["lines"] for one in line["actors"] if one["actor"])


def windows(window: Span, length: int) -> Json | None:
    """Where the parts before and after this window of a long text begin; None when all of it is shown."""
    if window == (0, length):
        return None
    return {
        "start": window.start,
        "end": window.end,
        "length": length,
        "before": max(0, window.start - WINDOW) if window.start else None,
        "after": window.end if window.end < length else None,
    }


def stretches_of(data: Mapping[str, Any]) -> Iterator[Stretch]:
    """Everything that is marked in the text, the widest kinds first, so that a tooltip reads from outside in."""
    for row in data["marks"]:
        yield Stretch(
            start=row["start"],
            end=row["end"],
            look=f"over mark mark-{row['kind']}",
            data={"mark": row["kind"]},
            says=row["kind"],
        )
    for row in data["credits"]:
        yield Stretch(
            start=row["start"], end=row["end"], look="over credited", says=f"credits {row['carrier']}"
        )
    for row in data["shared"]:
        yield Stretch(
            start=row["start"],
            end=row["end"],
            look="over shared",
            data={"shared": str(row["number"])},
            says=f"shared text {row['number']}",
            link=f"#shared-{row['number']}",
            rank=1,
            anchor=f"s-{row['number']}",
            label=str(row["number"]),
        )
    for row in data["rejected"]:
        yield Stretch(
            start=row["start"],
            end=row["end"],
            look="over rejected",
            data={"rejected": row["attribution"]},
            says=f"rejected by {row['by']}",
            link=f"#rejected-{row['attribution']}",
            anchor=f"a-{row['attribution']}",
        )
    for line in data["lines"]:
        yield from _said(line)
    known = speaking(data)
    for row in data["mentions"]:
        yield Stretch(
            start=row["start"],
            end=row["end"],
            look="over mention",
            data={"mention": row["id"], **({"entity": row["entity"]} if row["entity"] else {})},
            says=row["name"] or row["type"],
            link=f"/actor/{row['actor']}" if row["actor"] in known else "",
            rank=2,
        )
    for row in data["times"]:
        yield Stretch(
            start=row["start"], end=row["end"], look="over time", data={"time": row["id"]}, says=row["words"]
        )


def _said(line: Mapping[str, Any]) -> Iterator[Stretch]:
    """The content, the cue and the source of an attribution; the anchor stands at the first piece of the content."""
    name = line["attribution"]
    state = " unchecked" if line["unchecked"] else ""
    says = f"{line['speaker']}, {line['basis_words']}, {line['kind_words']}"
    link = f"#more-{name}"
    for number, piece in enumerate(line["content"]):
        yield Stretch(
            start=piece["start"],
            end=piece["end"],
            look=f"over voiced {line['kind']}{state}",
            data={"attribution": name},
            says=says,
            link=link,
            anchor="" if number else f"a-{name}",
        )
    for part in ("source", "cue"):
        piece = line[part]
        if piece:
            yield Stretch(
                start=piece["start"],
                end=piece["end"],
                look=f"over {part}",
                data={"attribution": name},
                link=link,
            )


ARTICLE = Page(address="/article/{article}", name="article", view=view)
