"""Capitals and houses that stand for a government where they speak or act: "the Kremlin said"."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from sayso.resolve.actors.names import Form, read_name


def governed_from(form: Form) -> str:
    """The key of the country whose government a capital or a house stands for; "" for any other name."""
    return _countries().get(form.key, "")


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("data", "metonyms.txt").read_text(encoding="utf-8")
    rows = [line.partition(" = ") for line in text.splitlines() if line and not line.startswith("#")]
    return {read_name(name).key: read_name(country).key for name, _, country in rows}
