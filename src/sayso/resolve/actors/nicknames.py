"""Given names and the short forms that go by them: "Bill" may be "William", and both are given names."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from sayso.resolve.actors.latin import to_latin


def is_nickname(one: str, two: str) -> bool:
    """Whether one given name (small Latin letters) is a short form of the other, or both are of one name."""
    names, others = _lines().get(one), _lines().get(two)
    return bool(
        names and others and any(short or others[line] for line, short in names.items() if line in others)
    )


def are_two_given_names(one: str, two: str) -> bool:
    """Whether two words (small Latin letters) are given names of their own, neither a form of the other."""
    names, others = _lines().get(one), _lines().get(two)
    return bool(names and others and names.keys().isdisjoint(others))


def is_given_name(word: str) -> bool:
    """Whether a word (small Latin letters) is known as a given name."""
    return word in _lines()


@lru_cache(maxsize=1 << 12)  # the table has fewer names
def other_forms(word: str) -> tuple[str, ...]:
    """The other names of the lines where a given name stands, sorted."""
    lines = _lines().get(word, {}).keys()
    return (
        tuple(sorted(name for name, others in _lines().items() if not lines.isdisjoint(others)))
        if lines
        else ()
    )


@lru_cache(maxsize=1)
def _lines() -> Mapping[str, Mapping[int, bool]]:
    """The lines of the table where each name stands, and whether it is a short form there."""
    text = resources.files(__package__).joinpath("data", "nicknames.txt").read_text(encoding="utf-8")
    lines: dict[str, dict[int, bool]] = {}
    for number, line in enumerate(text.splitlines()):
        if not line.startswith("#"):
            full, _, short = line.partition(" = ")
            for name in full.split(", "):
                lines.setdefault(to_latin(name).lower(), {})[number] = False
            for name in short.split(", ") if short else ():
                lines.setdefault(to_latin(name).lower(), {}).setdefault(number, True)
    return lines
