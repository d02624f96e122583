"""An invented story, shipped so that `sayso demo` has something to read; README.md beside it says what is in it."""

from importlib.resources import files as _resources
from importlib.resources.abc import Traversable


def files() -> list[Traversable]:
    """The files of the sample story in a fixed order: HTML pages, bare text files and one JSONL feed."""
    folder = _resources(__name__).joinpath("reports")
    return sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.name)


def sidecar() -> Traversable:
    """The sidecar CSV that states outlet, day, URL and title of the bare text files, all but one of them."""
    return _resources(__name__).joinpath("sidecar.csv")
