"""Names that tell little by themselves: of bodies that every country has, and of people who share both their names.

"Supreme Court" is another court in another country, and "John Smith" another man in another story. Such a name joins
nobody across stories unless something else does.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from sayso.resolve.actors.countries import is_country
from sayso.resolve.actors.names import Form

TAILS = frozenset(
    """academy agency alliance association bank battalion bloc board brigade brigades brotherhood church club coalition
    college commission committee company corporation council foundation front group herald institute journal league
    movement museum network observer organization party post school society standard star sun telegraph times tribunal
    tribune union university""".split()
)
"""General words that alone take up a longer name ("the Brotherhood"). "The Army" and "the Court" do not: they are the
country's own, and may well be at war with the "Free Army" that the story names besides."""


STANDING = frozenset("army cabinet congress legislature navy parliament senate treasury".split())
"""General words that alone name a body of which a country has one. "The Committee" is another in every story."""


def is_of_a_country(form: Form) -> bool:
    """Whether a general name says which body of a country is meant, if only the country is known."""
    return len(form.tokens) > 1 or form.tokens[0] in STANDING


def takes_up(tokens: tuple[str, ...]) -> bool:
    """Whether the last words of a name are what texts call its bearer for short."""
    return len(tokens) == 1 and tokens[0] in TAILS


def is_general(form: Form) -> bool:
    """Whether a body's name consists of general words alone ("Interior Ministry", "the Times")."""
    if not form.tokens or form.acronym or is_country(form):  # "United States", "United Nations"
        return False
    return all(token in _general() for token in form.tokens)


def is_usual(form: Form) -> bool:
    """Whether very many people bear a person's given name, and very many the family name."""
    usual = _usual()
    return len(form.tokens) == 2 and form.tokens[0] in usual["given"] and form.tokens[-1] in usual["family"]


def is_usual_given(token: str) -> bool:
    """Whether very many people bear a given name."""
    return token in _usual()["given"]


def stands_first(token: str) -> bool:
    """Whether a family name is one that is written before the given name."""
    return token in _usual()["family_first"]


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    return frozenset(word for line in _lines("general_words.txt") for word in line.split())


@lru_cache(maxsize=1)
def _usual() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines("usual_names.txt"):
        part, _, words = line.partition(" = ")
        found.setdefault(part, set()).update(words.split())
    return {part: frozenset(words) for part, words in found.items()}


def _lines(name: str) -> list[str]:
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
