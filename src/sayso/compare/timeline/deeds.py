"""Verbs that tell one deed: "killed" and "assassinated". Only those that news exchanges freely; the table is short."""

from functools import lru_cache
from importlib.resources import files

from sayso.words.commonness import stem


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    lines = (
        files("sayso.compare").joinpath("data", "alike_deeds.tsv").read_text(encoding="utf-8").splitlines()
    )
    found: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            verbs = [stem(word) for word in line.split()]
            found.update((verb, verbs[0]) for verb in verbs if verb not in found)
    return found


def alike(verb: str) -> str:
    """The first of the verbs that tell the same deed as this one (a stem); itself where the table has none."""
    return _groups().get(verb, verb)
