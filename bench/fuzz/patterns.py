"""Every compiled pattern of Sayso on strings made to hurt it: which of them take more than linear time.

    python bench/fuzz/patterns.py [NAME ...]

For each pattern, strings out of its own alphabet: single characters, its parts and near misses of whole matches,
repeated to 2,000 and to 8,000 characters. Four times the length should take four times as long; what takes more than
nine times, and more than 10 ms, is shown. Exit code 1 when there is any.
"""

import contextlib
import importlib
import pkgutil
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

import sayso

parser: Any = importlib.import_module("re._parser")
SIZES = (2_000, 8_000)
BOUNDED = {
    "sayso.annotate.attributing.frames.FORE": "looks at 40 characters at a time",
    "sayso.annotate.attributing.quotes.RESTING": "looks at a stretch of bounded length, as a whole",
    "sayso.annotate.counting.patterns._SUFFIX": "is tried at the beginning of one amount only",
    "sayso.ingest.completeness._weak": "looks at the last 600 characters, from their beginning",
    "sayso.ingest.dates._forms": "look at 100 characters",
    "sayso.ingest.fields._split_authors": "looks at words with single spaces between them",
    "sayso.ingest.fragments._tag": "is tried at a tag only, over at most 4,096 characters",
    "sayso.ingest.identity._bare_host": "is tried at the beginning only",
    "sayso.ingest.identity._scheme": "is tried at the beginning only",
}
"""Patterns that grow, and why that does not matter where they are used."""
WORSE = 9.0
NOTICED = 0.01
SECONDS = 1
"""Processor time after which a pattern is given up, and is the worst there is."""


class TooLong(Exception):  # noqa: N818 - what happened
    """A pattern took more than SECONDS."""


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every compiled pattern that a module holds, however deep in tuples and mappings, once."""
    seen: set[tuple[str | bytes, int]] = set()
    for module in pkgutil.walk_packages(sayso.__path__, "sayso."):
        if module.name.endswith("__main__"):
            continue
        with contextlib.suppress(ImportError):
            held = vars(importlib.import_module(module.name))
            for name, value in sorted(held.items()):
                for pattern in _inside(value, 0):
                    if (pattern.pattern, pattern.flags) not in seen:
                        seen.add((pattern.pattern, pattern.flags))
                        yield f"{module.name}.{name}", pattern


def _inside(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, (tuple, list)):
        for item in value:
            yield from _inside(item, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for item in value.values():
            yield from _inside(item, depth + 1)


def pieces(pattern: re.Pattern[Any]) -> list[str]:
    """What to repeat: characters, expansions of the pattern, and these without their last or first character."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.DEBUG & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)  # fmt: skip
    made = {
        " ",
        "a",
        "a ",
        "1",
        "1 ",
        "A",
        "A ",
        ".",
        ",",
        "\n",
        "\t \n",
        '"',
        "“",
        "-",
        "<a ",
        "a, ",
        "A. ",
        "1,",
    }
    made |= {chr(char) for char in _characters(tree)}
    for _ in range(6):
        whole = _expand(tree, chance)
        made |= {whole, whole[:-1], whole[1:], whole[: len(whole) // 2]}
    return sorted(piece for piece in made if piece)


def _characters(tree: Any) -> Iterator[int]:
    for op, argument in tree:
        if str(op) == "LITERAL":
            yield argument
        elif isinstance(argument, (tuple, list)):
            for item in argument:
                if isinstance(item, parser.SubPattern):
                    yield from _characters(item)
                elif isinstance(item, list):
                    for branch in item:
                        if isinstance(branch, parser.SubPattern):
                            yield from _characters(branch)


def _expand(tree: Any, chance: random.Random) -> str:
    out = []
    for op, argument in tree:
        name = str(op)
        if name == "LITERAL":
            out.append(chr(argument))
        elif name in {"NOT_LITERAL", "ANY"}:
            out.append(chance.choice("a 1"))
        elif name == "IN":
            out.append(_one_of(argument, chance))
        elif name == "BRANCH":
            out.append(_expand(chance.choice(argument[1]), chance))
        elif name == "SUBPATTERN":
            out.append(_expand(argument[-1], chance))
        elif name == "ATOMIC_GROUP":
            out.append(_expand(argument, chance))
        elif "REPEAT" in name:
            least, most, inner = argument
            out.extend(
                _expand(inner, chance) for _ in range(min(int(most), int(least) + chance.randrange(4)))
            )
    return "".join(out)


def _one_of(items: Any, chance: random.Random) -> str:
    kind, argument = chance.choice(items)
    name = str(kind)
    if name == "LITERAL":
        return chr(argument)
    if name == "RANGE":
        return chr(chance.randint(*argument))
    by_name = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "7", "CATEGORY_WORD": "w", "CATEGORY_NOT_WORD": "-"}
    return by_name.get(str(argument), "x")


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    """Processor time of all matches in a text; SECONDS when there is no end to it."""
    subject: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        for _ in pattern.finditer(subject):
            pass
        pattern.fullmatch(subject)
    except TooLong:
        return float(SECONDS)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begun


def worst(pattern: re.Pattern[Any]) -> tuple[float, float, str]:
    """The time at the larger size, the growth, and the piece, where growth is worst."""
    found = (0.0, 0.0, "")
    for piece in pieces(pattern):
        for text in (piece, piece + "!"):
            short, long = ((text * (size // len(text) + 1))[:size] for size in SIZES)
            slow = seconds(pattern, long)
            if slow > max(NOTICED, found[0]):
                growth = slow / max(seconds(pattern, short), 0.002)
                if growth > WORSE:
                    found = (slow, growth, piece)
    return found


def main(names: list[str]) -> int:
    """Print what grows too fast."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    count = bad = 0
    for name, pattern in patterns():
        if name in BOUNDED or (names and not any(part in name for part in names)):
            continue
        count += 1
        slow, growth, piece = worst(pattern)
        if piece:
            bad += 1
            print(
                f"{name}: {slow:.2f} s for {SIZES[1]:,} characters, x{growth:.0f}: {piece[:60]!r}", flush=True
            )
    print(f"{count} patterns, {bad} worse than linear")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
