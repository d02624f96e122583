"""The text of a page's article: trafilatura's, over a tree from which the rest was taken, or the page's own body.

Which of them it is follows from how they cover each other, and is said in a note. Paragraphs that stand between those
that were found and were passed over (a correction, a line of credits) are put back where they stood.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sayso.ingest.pages.bars import in_a_bar
from sayso.ingest.pages.embedded import Body
from sayso.ingest.pages.trees import count_words, folded, lines, unparsed, words

SAME_LENGTH = 0.95
"""Share of a page's own `articleBody` (or `wordCount`) from which the text counts as whole: a chosen margin for captions
and links that extraction leaves out; no labelled pages were at hand to measure it on."""
LOST = 0.7
"""Share below which something is missing (chosen as above); between the two nothing is said."""
ANOTHER = 0.3
"""Share of the page's own body in the extracted text below which that text is another one, however long."""
SHORT_LINK = 8
"""Words of a link that is no sentence."""
LEAST_LINE = 6
"""Words of a sentence that is put back."""
LEAST_CAPTIONS = 3
"""Pictures with captions that make a gallery."""
LEAST_LEAD = 10
"""Words of a sentence that is put back above the first paragraph; lines about authors and days have fewer."""
LEAD_IN = ("p", "div", "td")
PIECES = ("p", "li", "td", "dd", "div", "br")
MOST_PIECES = 2_500
"""Pieces of text from which the engine goes without its second opinion (jusText), which takes the square of their number:
9,000 of one letter took it a minute. The longest article of the pages we wrote has some sixty."""
JOINERS = ("\u200c", "\u200d")
"""ZERO WIDTH NON-JOINER and JOINER, which are spelling (Unicode 16, 23.2)."""
STAND_INS = "⁂⁑⁜⸙⸎⸖"
"""Printable signs of the General and Supplemental Punctuation blocks that pages hardly hold."""
LISTS = frozenset({"ul", "ol", "li", "dl", "dd"})
LAID_OUT = 3
"""Paragraphs or breaks in a cell from which a table is no table of figures."""
DEEPEST_LIST = 12
"""Lists and items within one another; outlines of laws have some eight. 76 kB of items 80 deep took the engine 12 s."""
MOST_LOOKED_FOR = 400
"""Blocks that are looked for in the whole text when no line is the same; time would grow with their square."""

_closing = re.compile(
    r"^\W*(?:correction|corrected|clarification|editor['’]?s['’]? note|update[d]?\b|this (?:article|story|report|version|post)\b.{0,40}\b(?:was|has|corrects|updates)|"
    r"an earlier version|(?:additional )?(?:reporting|writing|editing) by|reporting by|.{3,80} contributed to this|with (?:files|reporting) from|"
    r"berichtigung|korrektur|richtigstellung|anmerkung der redaktion|in einer früheren|rectificatif|correction|précision|mise à jour|correcci[oó]n|fe de erratas|aclaración|"
    r"rettifica|уточнение|исправлен|تصحيح|تنويه|تصویب|اصلاحیه|תיקון|הבהרה|訂正|更正|（責任|（责任编辑)",
    re.IGNORECASE,
)
_ends = re.compile(r"[.!?…。！？؟:;][\"'”’»」）)\]]*$")


class Found(NamedTuple):
    """A text, and in words how it was found."""

    text: str
    how: str


def extract(tree: Any, own: Sequence[Body], *, headline: Any, path: str) -> Found:
    """The text of the article; empty where there is none."""
    import trafilatura  # noqa: PLC0415 - it loads for half a second

    made_by = f"trafilatura {trafilatura.__version__}"
    _flatten_lists(tree)
    _flatten_layout(tree)
    text = _whole(tree, _engine(tree, path=path), headline)
    text = _without_ends(tree, text)
    body = own[0] if own else None
    if body is not None:
        share = covered(body.text, text)
        if text and folded(text) == folded(body.text):  # the engine reads it too, and takes it for one line
            return Found(body.text, f"text from {body.where}")
        if share < LOST and len(text.split()) >= len(body.text.split()) and share >= ANOTHER:
            body = None
        elif share < LOST:
            more = _whole(tree, _engine(tree, path=path, recall=True), headline)
            if covered(body.text, more) >= LOST and covered(more, body.text) >= LOST:
                return Found(more, f"text extracted by {made_by} (the longer of two runs)")
            return Found(body.text, f"text from {body.where}; {made_by} found {share:.0%} of it in the page")
    return Found(text, f"text extracted by {made_by}")


def bare_text(tree: Any, *, path: str) -> Found:
    """What the engine alone finds."""
    import trafilatura  # noqa: PLC0415

    _flatten_lists(tree)
    return Found(_engine(tree, path=path), f"text extracted by trafilatura {trafilatura.__version__}")


def _flatten_lists(tree: Any) -> None:
    """Make blocks of lists that are nested too deep: the engine takes the square of their depth, or more."""
    waiting = [(tree, 0)]
    while waiting:
        element, depth = waiting.pop()
        if element.tag in LISTS:
            depth += 1
            if depth > DEEPEST_LIST:
                element.tag = "div"
        waiting.extend((one, depth) for one in element)


def _flatten_layout(tree: Any) -> None:
    """Make blocks of tables that only place things: the engine would write a page in them as a row of cells."""
    placing = {table for table in tree.iter("table") if _places_things(table)}
    cells = [
        part
        for part in (tree.iter("tbody", "thead", "tr", "td") if placing else ())
        if next(part.iterancestors("table"), None) in placing
    ]
    for part in (*cells, *placing):
        part.tag = "div"


def _places_things(table: Any) -> bool:
    """Whether a table holds tables, or a cell of several paragraphs."""
    return table.find(".//table") is not None or any(
        sum(1 for _ in cell.iter("p", "br")) >= LAID_OUT for cell in table.iter("td")
    )


def _without_ends(tree: Any, text: str) -> str:
    """The text without lines at its edges that are links and nothing else: the outlet's name, a way back."""
    said = text.split("\n")
    links = {folded(words(link)) for link in tree.iter("a") if link.find(".//a") is None}
    while said and _is_link(said[-1], links):
        said.pop()
    first = 0
    while first < len(said) and _is_link(said[first], links):
        first += 1
    return "\n".join(said[first:])


def _is_link(line: str, links: set[str]) -> bool:
    return not line.strip() or (
        len(line.split()) <= SHORT_LINK and not _ends.search(line) and folded(line) in links
    )


def _engine(tree: Any, *, path: str, recall: bool = False) -> str:
    import trafilatura  # noqa: PLC0415

    quick = sum(1 for _ in tree.iter(*PIECES)) > MOST_PIECES
    stand_ins = _stand_ins(tree)
    _replace(tree, stand_ins)
    try:
        document = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            deduplicate=False,
            with_metadata=False,
            favor_recall=recall,
            fast=quick,
        )
    except Exception as error:  # a parser fed with anything may raise anything
        raise unparsed(error, path=path) from error
    back = {sign: joiner for joiner, sign in stand_ins.items()}
    _replace(tree, back)
    text = "" if document is None else str(document.text or "")
    for sign, joiner in back.items():
        text = text.replace(sign, joiner)
    return text


def _stand_ins(tree: Any) -> dict[str, str]:
    """For each joiner in a page a sign that is not in it: the engine takes out what cannot be printed.

    Words of Persian, Urdu, Sinhala or Malayalam are other words without their joiners.
    """
    said = "".join(tree.itertext(with_tail=False))
    free = (sign for sign in STAND_INS if sign not in said)
    return {joiner: sign for joiner in JOINERS if joiner in said and (sign := next(free, ""))}


def _replace(tree: Any, signs: Mapping[str, str]) -> None:
    """Put signs for others in all words of a tree."""
    if not signs:
        return
    table = str.maketrans(dict(signs))
    for element in tree.iter():
        if isinstance(element.tag, str) and element.text:
            element.text = element.text.translate(table)
        if element.tail:
            element.tail = element.tail.translate(table)


def covered(wanted: str, text: str) -> float:
    """Share of a text's words that another has."""
    have, need = Counter(text.casefold().split()), Counter(wanted.casefold().split())
    return (have & need).total() / max(1, need.total())


def _whole(tree: Any, text: str, headline: Any) -> str:
    """The text with what was passed over between its paragraphs or above them under the headline, and with the correction or credits at its end."""
    said = [line for line in text.split("\n") if line.strip()]
    if not said:
        return ""
    at = {folded(line): place for place, line in reversed(list(enumerate(said)))}
    marks = [folded(line) for line in said]
    joined = "".join(marks)
    blocks = [
        part
        for part in tree.iter(
            "p", "li", "blockquote", "h2", "h3", "h4", "figcaption", "pre", "dd", "div", "td", "em", "small"
        )
        if _leaf(part) and not in_a_bar(part)
    ]
    places: list[tuple[Any, int | None]] = []
    looked = 0
    last = -1
    for part in blocks:
        mark = folded(line := words(part))
        if not mark:
            continue
        place = at.get(mark)
        if place is None and len(mark) > 20 and looked < MOST_LOOKED_FOR:
            looked += 1
            if mark in joined:
                place = next(
                    (n for n, one in enumerate(marks) if n >= last and mark in one),
                    max(last, 0),
                )
        if place is not None:
            last = place
        places.append((part, place))
    known = [n for n, (_, place) in enumerate(places) if place is not None]
    if not known:
        return "\n".join((*_lead(blocks, headline, _with_breaks(tree, marks[0])), *said))
    holder = _holder([places[n][0] for n in known])
    above = _lead([part for part, _ in places[: known[0]]], headline, places[known[0]][0])
    after: dict[int, list[str]] = {}
    here = 0
    gallery = _is_gallery([part for part, place in places if place is None], text)
    for n, (part, place) in enumerate(places[known[0] :], known[0]):
        if place is not None:
            here = place
            continue
        line = words(part)
        within = n < known[-1]
        if gallery and part.tag == "figcaption":
            after.setdefault(here, []).append(line)
            continue
        if not (_inside(part, holder) if within else _near(part, places[known[-1]][0])):
            continue
        if (_closing.match(line) and count_words(line) >= LEAST_LINE) or (within and _sentence(part, line)):
            after.setdefault(here, []).append(line)
    return "\n".join((*above, *(line for n, own in enumerate(said) for line in (own, *after.get(n, ())))))


def _with_breaks(tree: Any, mark: str) -> Any:
    """The element without paragraphs that says a line between its breaks; None where there is none."""
    return next(
        (
            part
            for part in tree.iter("div", "td")
            if folded(part.text or "") == mark or any(folded(one.tail or "") == mark for one in part)
        ),
        None,
    )


def _lead(passed_over: Sequence[Any], headline: Any, first: Any) -> list[str]:
    """The sentences between the headline and the first paragraph that was found."""
    if headline is None or first is None or not passed_over or _inside(first, headline):
        return []
    parts = set(passed_over)
    found: list[str] = []
    for part in headline.iter():
        parts.discard(part)
    for part in headline.xpath("following::*"):
        if part is first:
            return [line for line in found if count_words(line) >= LEAST_LEAD]
        if part in parts and (_sentence(part, words(part), LEAD_IN) or (not found and _is_deck(part))):
            found.append(words(part))
    return []


def _is_deck(part: Any) -> bool:
    """Whether a heading of a lower level is the summary under the headline: as long as a sentence, and no link."""
    return part.tag in {"h2", "h3"} and count_words(words(part)) >= LEAST_LEAD and part.find(".//a") is None


def _is_gallery(passed_over: Sequence[Any], text: str) -> bool:
    """Whether captions that were passed over are the text of the page: several, and no fewer words than it."""
    captions = [words(part) for part in passed_over if part.tag == "figcaption"]
    told = [line for line in captions if len(line.split()) >= LEAST_LINE]
    return len(told) >= LEAST_CAPTIONS and sum(len(line.split()) for line in told) >= len(text.split())


def _leaf(part: Any) -> bool:
    """Whether a block is no holder of other blocks."""
    if part.tag in {"em", "small"}:
        return part.getparent() is not None and part.getparent().tag in {
            "div",
            "section",
            "article",
            "main",
            "footer",
        }
    return (
        part.find("p") is None
        and part.find("div") is None
        and part.find("ul") is None
        and part.find("ol") is None
        and part.find("section") is None
        and part.find("table") is None
        and part.find("article") is None
        and part.find("br") is None
    )


def _sentence(part: Any, line: str, tags: Collection[str] = ("p", "li", "blockquote")) -> bool:
    """Whether a passed-over block is running text: a sentence that is no link, in no caption, head or foot."""
    if part.tag not in tags or count_words(line) < LEAST_LINE or not _ends.search(line):
        return False
    linked = sum(len(words(link)) for link in part.iter("a"))
    if linked > 0.5 * len(line):
        return False
    return not any(
        one.tag in {"aside", "footer", "nav", "form", "figure", "header"} for one in part.iterancestors()
    )


def _near(part: Any, last: Any) -> bool:
    """Whether a block follows the last paragraph in what holds it, or in what holds that."""
    holder = last.getparent()
    for _ in range(2):
        if holder is not None and _inside(part, holder):
            return True
        holder = holder.getparent() if holder is not None else None
    return False


def _inside(element: Any, holder: Any) -> bool:
    return any(one is holder for one in element.iterancestors())


def _holder(parts: Sequence[Any]) -> Any:
    """The innermost element that holds all of some."""
    common = list(reversed(list(parts[0].iterancestors())))
    for part in parts[1:]:
        chain = list(reversed(list(part.iterancestors())))
        both = 0
        while both < min(len(common), len(chain)) and common[both] is chain[both]:
            both += 1
        common = common[:both]
    return common[-1] if common else None


def page_lines(headline: Any) -> list[str]:
    """What a live page says outside its blocks: the sentences and list items near its headline."""
    holder = headline.getparent() if headline is not None else None
    while (
        holder is not None
        and holder.tag in {"header", "hgroup", "div", "section"}
        and holder.getparent() is not None
        and holder.getparent().tag not in {"html", "body"}
        and sum(len(line) for line in lines(holder)) < 400
    ):
        holder = holder.getparent()
    if holder is None:
        return []
    return [
        words(part)
        for part in holder.iter("p", "li", "h2", "h3", "blockquote")
        if part.find("p") is None
        and len(words(part).split()) >= 4
        and sum(len(words(link)) for link in part.iter("a")) <= 0.5 * len(words(part))
        and not any(one.tag in {"nav", "footer", "form", "aside"} for one in part.iterancestors())
    ]
