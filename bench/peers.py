"""The other extractors that bench/attribution.py runs, each behind the same call: parsed text in, attributions out.

Each gets one paragraph at a time, which is the kinder way: over whole articles textacy gives up at one quotation mark
without a partner, SaysWho at one empty line, and both score far less.
"""

import importlib
import importlib.metadata
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

EXTRACTORS = {
    "textacy": ("textacy.extract.triples", "direct_quotations"),
    "sayswho": ("sayswho.quote_finder", "quote_finder"),
}
"""By distribution: the module, and the function from a parsed text to (speaker, cue, content). Of SaysWho this is the
part that finds quotations with their speakers; joining them to people takes a model that no package index carries."""
PARAGRAPH = re.compile(r"[^\r\n]+")

Extract = Callable[[Any], Iterable[Any]]
Found = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another extractor, as it is installed here."""

    name: str
    extract: Extract


def load_peers() -> tuple[list[Peer], list[str]]:
    """The extractors that are installed, and the names of those that are not."""
    peers, missing = [], []
    for name, (module, function) in EXTRACTORS.items():
        try:
            extract = getattr(importlib.import_module(module), function)
        except ModuleNotFoundError:
            missing.append(name)
            continue
        peers.append(Peer(name=f"{name} {importlib.metadata.version(name)} {function}", extract=extract))
    return peers, missing


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each line that holds something, with its place in the text."""
    for line in PARAGRAPH.finditer(text):
        yield line.start(), line.group()


def attributions(extract: Extract, parsed: Iterable[tuple[int, Any]]) -> tuple[Found, int]:
    """What an extractor finds in an article's parsed paragraphs, in the scorer's form, and how many it refused.

    What it gave before it refused a paragraph counts.
    """
    found: Found = []
    refused = 0
    for start, doc in parsed:
        try:
            for speaker, cue, content in extract(doc):
                first, last = content.start_char, content.end_char
                found.append(
                    {
                        "content": [{"start": start + first, "end": start + last}],
                        "cue": places(cue, start),
                        "source": places(speaker, start),
                    }
                )
        except (
            TypeError,
            ValueError,
        ):  # textacy: a quotation mark without a partner; SaysWho: one of two characters
            refused += 1
    return found, refused


def places(words: Iterable[Any], start: int) -> list[dict[str, int]]:
    """Where the words of a paragraph stand in the article."""
    return [{"start": start + word.idx, "end": start + word.idx + len(word)} for word in words]


def parse(nlp: Any, texts: Sequence[str], *, batch: int) -> list[list[tuple[int, Any]]]:
    """The parsed paragraphs of each text with their places, parsed in one stream."""
    flat = [(at, start, line) for at, text in enumerate(texts) for start, line in paragraphs(text)]
    parsed: list[list[tuple[int, Any]]] = [[] for _ in texts]
    docs = nlp.pipe([line for _, _, line in flat], batch_size=batch)
    for (at, start, _), doc in zip(flat, docs, strict=True):
        parsed[at].append((start, doc))
    return parsed
