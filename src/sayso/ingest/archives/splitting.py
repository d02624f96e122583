"""One draft that is an export of an archive becomes a draft an article."""

from collections.abc import Iterator

from sayso.errors import InputError
from sayso.ingest.reading import Draft


def split(draft: Draft | InputError) -> Iterator[Draft | InputError]:
    """The articles of an export, or the draft as it is."""
    yield draft
