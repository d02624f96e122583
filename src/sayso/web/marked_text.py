"""An article's text as HTML in which any number of stretches overlap, and not one character is added or lost.

Stretches cut the text into segments; each segment carries the classes and ids of all stretches that cover it. What a
browser reads back as the content of the element is the text itself: labels come from style sheets.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup

from sayso.annotate.layout.paragraphs import paragraphs
from sayso.spans import Span

_NO_WORD = re.compile(r"\s*")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*[\r\n]\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that mean something: `look` is their class, `data` are their ids ("attribution" -> id), `says` a tooltip.

    `link` is where a click leads: of several the one of least `rank`, then the shortest stretch's. `anchor` is the id
    at its first segment, `label` what a style sheet may show there.
    """

    start: int
    end: int
    look: str
    data: Mapping[str, str] = field(default_factory=dict)
    says: str = ""
    link: str = ""
    rank: int = 0
    anchor: str = ""
    label: str = ""


def marked_text(
    text: str, stretches: Iterable[Stretch], *, offset: int = 0, at: Span | None = None
) -> Markup:
    """A text, or the window of it that begins at `offset`, in paragraphs with stretches marked; `at` is what was asked for.

    Offsets of the stretches are those of the whole text.
    """
    if not text:
        return Markup("")
    end = offset + len(text)
    known = [one for one in stretches if one.start < one.end and one.start < end and one.end > offset]
    asked = Span(max(at.start, offset), min(at.end, end)) if at else Span(0, 0)
    borders = _paragraph_starts(text, offset)
    spaced = _spaced(text, offset, sorted(borders))
    edges = {offset, end, *borders}
    for one in known:
        edges.add(max(one.start, offset))
        edges.add(min(one.end, end))
    if asked.start < asked.end:
        edges |= set(asked)
    order = sorted(edges)
    begins: dict[int, list[Stretch]] = {}
    ends: dict[int, list[Stretch]] = {}
    for one in known:
        begins.setdefault(max(one.start, offset), []).append(one)
        ends.setdefault(min(one.end, end), []).append(one)
    found: list[str] = []
    open_now: dict[int, Stretch] = {}
    dressed: dict[tuple[int, ...], tuple[str, str]] = {}  # most segments are covered as others are
    linked: set[str] = set()
    for number, start in enumerate(order[:-1]):
        stop = order[number + 1]
        if start in borders:
            look = ' class="spaced"' if start in spaced else ""
            found.append(f'{"</p>" if found else ""}<p{look} dir="auto" data-text-start="{start}">')
        for one in ends.get(start, ()):
            open_now.pop(id(one), None)
        if start in begins:
            for one in sorted(begins[start], key=lambda one: one.start - one.end):
                open_now[id(one)] = one
                if one.anchor:
                    found.append(_anchor(one))
        inside = asked.start <= start < asked.end
        if inside:
            first = start == asked.start
            found.append(f'<mark class="at"{_FIRST if first else ""}>')
        cover = tuple(open_now)
        dress = dressed.get(cover)
        if dress is None:
            dress = dressed[cover] = _dress([*open_now.values()])
        found.append(_segment(text[start - offset : stop - offset], start, stop, dress, linked))
        if inside:
            found.append("</mark>")
    found.append("</p>")
    return Markup("".join(found))  # noqa: S704 - every piece of the text and every value was escaped above


_FIRST = ' id="at" tabindex="-1" autofocus'


def _anchor(one: Stretch) -> str:
    label = f' data-label="{escape(one.label)}"' if one.label else ""
    return f'<span class="anchor" id="{escape(one.anchor)}"{label}></span>'


def _dress(cover: Sequence[Stretch]) -> tuple[str, str]:
    """What a segment under these stretches has as attributes, and where it leads; both empty where there are none."""
    if not cover:
        return "", ""
    looks, says, data = dict.fromkeys(cover[0].look.split()), dict.fromkeys([cover[0].says]), dict[str, str]()
    for one in cover:
        if one is not cover[0]:
            looks |= dict.fromkeys(one.look.split())
            says[one.says] = None
        for name, value in one.data.items():
            held = data.get(name)
            if held is None:
                data[name] = value
            elif value not in held.split():
                data[name] = f"{held} {value}"
    ids = "".join([f' data-{name}="{escape(data[name])}"' for name in sorted(data)])
    told = " · ".join(filter(None, says))
    tip = f' title="{escape(told)}"' if told else ""
    links = sorted((one.rank, one.end - one.start, one.start, one.link) for one in cover if one.link)
    return f' class="{escape(" ".join(looks))}"{ids}{tip}', escape(links[0][3]) if links else ""


def _segment(text: str, start: int, stop: int, dress: tuple[str, str], linked: set[str]) -> str:
    words = escape(text).replace("\r", "&#13;")  # a browser takes a bare carriage return for a line feed
    attributes, to = dress
    if not attributes:
        return words
    place = f' data-start="{start}" data-end="{stop}"'
    if not to or _NO_WORD.fullmatch(text):  # a link needs a name
        return f"<span{attributes}{place}>{words}</span>"
    once = ' tabindex="-1"' if to in linked else ""
    linked.add(to)
    return f'<a href="{to}"{attributes}{place}{once}>{words}</a>'


def _paragraph_starts(text: str, offset: int) -> set[int]:
    """Where paragraphs begin, the first at the very beginning; white space belongs to the paragraph before it."""
    starts = [span.start + offset for span in paragraphs(text)]
    return {offset, *starts[1:]}


def _spaced(text: str, offset: int, borders: Sequence[int]) -> set[int]:
    """The paragraphs that end with a blank line, and so stand apart from the next as they are."""
    ends = [*borders[1:], offset + len(text)]
    return {
        start
        for start, end in zip(borders, ends, strict=True)
        if _BLANK_LINE.search(text[start - offset : end - offset][-40:])
    }


def window_of(length: int, *, at: Span | None, start: int | None, most: int, text: str = "") -> Span:
    """The window of a long text that holds what is asked for; windows begin at multiples of `most`, or where asked.

    It ends at white space where there is some, so that no word is cut.
    """
    if length <= most:
        return Span(0, length)
    if start is None:
        start = (at.start // most) * most if at else 0
    start = max(0, min(start, max(0, length - 1)))
    end = min(length, start + most)
    if at is not None and at.start < length and not start <= at.start < end:
        start, end = at.start, min(length, at.start + most)
    if at is not None and end < at.end <= start + 2 * most:
        end = min(length, at.end)
    return Span(_back(text, start), _back(text, end) if end < length else end)


def _back(text: str, place: int) -> int:
    """The place, moved back to the beginning of a word if one begins near by; a combining character is never cut off."""
    if not 0 < place < len(text):
        return place
    for near in range(place, max(0, place - 200), -1):
        if text[near - 1].isspace():
            return near
    return place
