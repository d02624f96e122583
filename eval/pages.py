"""The article of a saved page: how much of its text is found, what else comes with it, and what is said of it.

The pages under saved_pages/ are ours: invented outlets, templates as outlets write them, known bodies. Those in held/
were written before rules were made or without a look at them, and none of them was looked at since (one that was, for
its captions were lost, is among the others now). Those in fresh/ and fresh2/ were written by people who did not know
the rules; docs/decisions/0046-pages.md says how they were read at first, and what was mended after. Words are counted
as a bag and in order (longest common subsequence); what may stand with a body or not (headline, byline, captions,
times) counts neither way.

    python eval/pages.py             all parts, ours and bare trafilatura; exit 1 below a floor of floors.json
    python eval/pages.py --each      a line for each page of the tuning part besides
"""

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from sayso.errors import InputError
from sayso.ingest.articles import build
from sayso.ingest.pages import page_draft
from sayso.ingest.reading import Given
from sayso.records import Article
from sayso.settings import Limits

SAVED = Path(__file__).with_name("saved_pages")
PARTS = ("tuning", "held", "fresh", "fresh2")
MARKED = re.compile(r"⟪(.*?)⟫|⟦(?:(\d)\|)?(.*?)⟧", re.DOTALL)
SIGNS = re.compile(r"⟦(?:\d\|)?|[⟧⟪⟫]")
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’\u200c]\w+)*")
"""A word, or a character of a script that writes none apart."""


class Saved(NamedTuple):
    """A page as bytes, and what is known of it: `text` its words with what may or may not stand among them."""

    name: str
    raw: bytes
    known: Mapping[str, Any]
    text: Sequence[tuple[str, bool]]


class Score(NamedTuple):
    """What one extraction reaches on one page, in shares."""

    precision: float
    recall: float
    ordered: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both, of words as a bag."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def measure(_data: Path | None = None) -> dict[str, float]:
    """Percent, of each part."""
    found: dict[str, float] = {}
    for part in PARTS:
        name = "held out" if part == "held" else part
        found |= {f"{name}: {what}": value for what, value in _ours(saved(part)).items()}
    return found


def saved(part: str) -> list[Saved]:
    """The pages of a part, by name."""
    return [_read(path) for path in sorted((SAVED / part).glob("*.page"))]


def _read(path: Path) -> Saved:
    _, head, page = path.read_text(encoding="utf-8").split("+++\n", 2)
    known = {"kind": "article", **tomllib.loads(head)}
    body = known.get("body", "").strip()
    if body:
        for sign, value in _written(body).items():
            page = page.replace(f"@{sign}@", value)
        text = [(word, True) for word in WORD.findall(body)]
    else:
        text = list(_words(page))
    raw = SIGNS.sub("", page.strip()).encode(known.get("charset", "utf-8"))
    return Saved(path.stem, raw, known, text)


def _written(body: str) -> dict[str, str]:
    """A body as pages keep it in their scripts."""
    lines = body.split("\n")
    marked_up = json.dumps("".join(f"<p>{line}</p>" for line in lines), ensure_ascii=False)[1:-1]
    blocks = json.dumps([{"type": "paragraph", "text": line} for line in lines], ensure_ascii=False)
    return {
        "json": json.dumps("\n\n".join(lines), ensure_ascii=False)[1:-1],
        "json_flat": json.dumps(" ".join(lines), ensure_ascii=False)[1:-1],
        "json_p": marked_up.replace("</p>", r"<\/p>"),
        "json_blocks": blocks,
        "json2_list": json.dumps(blocks, ensure_ascii=False)[1:-1],
    }


def _words(page: str) -> Iterator[tuple[str, bool]]:
    for match in MARKED.finditer(page):
        inside = match[1] if match[1] is not None else match[3]
        plain = unescape(re.sub(r"<[^>]*>|[⟦⟧]", " ", inside))
        yield from ((word, match[1] is None) for word in WORD.findall(plain))


def score(text: str, page: Saved) -> Score:
    """How a text compares with what is known to be the page's."""
    words = WORD.findall(text)
    wanted = Counter(word for word, needed in page.text if needed)
    may = Counter(word for word, needed in page.text if not needed)
    got = Counter(words)
    right = (got & wanted).total()
    allowed = ((got - wanted) & may).total()
    needed = wanted.total()
    ordered = _in_order(words, page.text)
    return Score(
        right / max(1, len(words) - allowed),
        right / max(1, needed),
        2 * ordered / max(1, len(words) - allowed + needed),
    )


def _in_order(words: Sequence[str], known: Sequence[tuple[str, bool]]) -> int:
    """How many needed words come in their order: difflib's blocks, which is at most the longest common subsequence."""
    matcher = SequenceMatcher(None, words, [word for word, _ in known], autojunk=False)
    return sum(
        known[block.b + step][1] for block in matcher.get_matching_blocks() for step in range(block.size)
    )


def articles(page: Saved) -> list[Article]:
    """What Sayso makes of a page: its article, and then those of its dated blocks; none when there is no article."""
    try:
        draft = page_draft(
            page.raw,
            path=page.name,
            url=page.known.get("url"),
            charset=page.known.get("http_charset"),
            limits=Limits(),
        )
    except InputError:
        return []
    whole = build(draft, given=Given())[0].article
    return [whole, *(build(block, given=Given(), parent=whole)[0].article for block in draft.blocks)]


def bare(page: Saved) -> str:
    """What trafilatura alone finds, as it comes."""
    import trafilatura  # noqa: PLC0415 - loaded once a page is measured

    declared = page.known.get("charset", "utf-8")
    text = trafilatura.extract(page.raw.decode(declared), include_comments=False)
    return text or ""


def _ours(pages: Sequence[Saved]) -> dict[str, float]:
    read = [(page, articles(page)) for page in pages]
    found = _of_texts(pages, lambda page: "\n".join(a.text for a in {p.name: r for p, r in read}[page.name]))
    whole = [(page, made[0]) for page, made in read if page.known["kind"] != "none" and made]
    count = sum(page.known["kind"] != "none" for page in pages)
    blocks = [(page, block) for page in pages for block in page.known.get("block", ())]
    made_blocks = {page.name: made[1:] for page, made in read}
    hit = sum(any(_same_block(block, one) for one in made_blocks[page.name]) for page, block in blocks)
    partial = [(page, a) for page, a in whole if "completeness" in page.known]
    return {
        **found,
        "title right": 100 * sum(_same_title(a.title, page.known["title"]) for page, a in whole) / count,
        "day right": 100 * sum(_same_day(a, page.known.get("published")) for page, a in whole) / count,
        "authors right": 100 * sum(_same_authors(a, page) for page, a in whole) / count,
        "outlet right": 100 * sum((a.outlet or "") == page.known.get("outlet", "") for page, a in whole) / count,
        "address right": 100 * sum(a.url == page.known.get("canonical", page.known["url"]).rstrip("/") for page, a in whole) / count,
        "partial told": 100 * sum(a.completeness == page.known["completeness"] for page, a in partial) / max(1, len(partial)),
        "blocks right": 100 * hit / max(1, len(blocks)),
        "blocks too many, at most": float(sum(map(len, made_blocks.values())) - hit),
    }  # fmt: skip


def _of_texts(pages: Sequence[Saved], text_of: Callable[[Saved], str]) -> dict[str, float]:
    scores = [score(text_of(page), page) for page in pages if page.known["kind"] != "none"]
    none = [page for page in pages if page.known["kind"] == "none"]
    return {
        "precision": 100 * sum(one.precision for one in scores) / len(scores),
        "recall": 100 * sum(one.recall for one in scores) / len(scores),
        "F1": 100 * sum(one.f1 for one in scores) / len(scores),
        "F1 in order": 100 * sum(one.ordered for one in scores) / len(scores),
        "no article told": 100 * sum(not text_of(page).strip() for page in none) / len(none),
    }


def _same_title(ours: str | None, known: str) -> bool:
    return WORD.findall(ours or "") == WORD.findall(known)


def _same_day(article: Article, known: str | None) -> bool:
    if known is None:  # nothing the page declares: a day that it shows may be told, and then as what it is
        return article.published_basis != "stated"
    return (article.published_earliest or "")[:10] == known[:10] and article.published_basis == "stated"


def _same_authors(article: Article, page: Saved) -> bool:
    known = page.known.get("authors")
    return known is None or sorted(known) == sorted(article.authors)


def _same_block(known: Mapping[str, Any], ours: Article) -> bool:
    return (
        str(ours.url).endswith(f"#{known['id']}")
        and (ours.published_earliest or "")[:16] == known["published"][:16]
        and _same_title(ours.title, known["title"])
        and ("authors" not in known or list(ours.authors) == known["authors"])
    )


def _lines() -> Iterator[str]:
    for part in ("tuning",):  # nobody looks at single pages of the other
        pages = saved(part)
        yield f"{part:36}{'precision':>10}{'recall':>8}{'F1':>8}{'in order':>10}{'bare: F1':>10}{'in order':>10}"
        for page in pages:
            made = articles(page)
            if page.known["kind"] == "none":
                told = "told" if not made else "AN ARTICLE"
                yield f"  {page.name:34}{told:>10}{'':26}{'an article' if bare(page).strip() else 'told':>10}"
                continue
            ours, theirs = score("\n".join(a.text for a in made), page), score(bare(page), page)
            yield (
                f"  {page.name:34}{ours.precision:10.1%}{ours.recall:8.1%}{ours.f1:8.1%}{ours.ordered:10.1%}"
                f"{theirs.f1:10.1%}{theirs.ordered:10.1%}"
            )


def main() -> int:
    """Measure and compare with the floors."""
    from gate import FLOORS, below, read_floors, table  # noqa: PLC0415 - beside this script

    if "--each" in sys.argv:
        print("\n".join(_lines()))
    measured = {"pages": measure()}
    floors = read_floors(FLOORS)
    print(table(measured, floors))
    for part in PARTS:
        print(f"bare trafilatura, {part}:", {k: round(v, 1) for k, v in _of_texts(saved(part), bare).items()})
    low = below(measured, floors)
    for line in low:
        print(f"gate: {line}", file=sys.stderr)
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
