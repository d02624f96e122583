"""Countries by their short and long names: "U.S.", "US" and "the United States" are one name."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from sayso.resolve.actors.names import Form, read_name


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """The key of every name of a country in the shipped table, and that of the name it goes by."""
    text = resources.files(__package__).joinpath("data", "countries.txt").read_text(encoding="utf-8")
    keys: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, _, others = line.partition(" = ")
            for one in (name, *others.split(", ")):
                if one:
                    keys[read_name(one).key] = read_name(name).key
    return keys


def long_form(name: str, form: Form) -> Form:
    """The form of a name, with a country's short name as its long one."""
    key = country_names().get(form.key)
    # In small letters "us" is a pronoun, and no capital is left in a word that was never an acronym.
    if key is None or key == form.key or (len(form.tokens) == 1 and not _is_capital(name)):
        return form
    return Form(tuple(key.split()), acronym=False)


def is_country(form: Form) -> bool:
    """Whether a name, in its long form, is a country's."""
    return country_names().get(form.key) == form.key


def _is_capital(name: str) -> bool:
    return any(word.isupper() for word in name.split())
