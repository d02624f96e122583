"""A story's dossier from a collection: what it is to hold goes in, the text of one file comes out."""

from collections.abc import Sequence

from sayso.errors import SettingsError
from sayso.publish.dossier.contents import dossier_data
from sayso.publish.dossier.selecting import Choice
from sayso.publish.dossier.writing import DossierFormat, write_dossier
from sayso.records import Story
from sayso.store.protocol import Store

FORMATS: tuple[DossierFormat, ...] = ("html", "md")


def dossier(
    store: Store,
    story: Story,
    form: str = "html",
    *,
    full_text: bool = False,
    redact: Sequence[str] = (),
    unchecked: bool = False,
    reviewed_only: bool = False,
    date: str = "",
) -> str:
    """The text of the file. SettingsError for an unknown format, NotFound for a name to redact that nobody answers to."""
    known = next((one for one in FORMATS if one == form), None)
    if known is None:
        raise SettingsError(f"no dossier format {form!r}; there are {', '.join(FORMATS)}")
    names = tuple(name.strip() for name in redact)
    if not all(names):
        raise SettingsError("a name to redact is empty; leave it out, or give the name")
    choice = Choice(
        full_text=full_text, redact=names, unchecked=unchecked, reviewed_only=reviewed_only, date=date
    )
    return write_dossier(dossier_data(store, story, choice), known)
