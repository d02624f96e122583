"""Sayso: who said what, on whose authority, with what text shared, and where reports differ.

    import sayso

    with sayso.open("story.db") as collection:
        collection.add("reports/")
        for utterance in collection.story().utterances(by="Vint"):
            for rendering in utterance.renderings:
                print(rendering.article.outlet, rendering.words)
        for text in collection.passages():
            print([article.outlet for article in text.articles], text.words)
        print([name.text for name in collection.actor("Vint").names])

    sayso.annotate("“We will wait,” said Mara Vint.")["attributions"]

`open()` is the front door; `annotate()` needs no collection. Records are frozen, offsets are half-open code points
of an article's text, scores are thousandths, and every error that is raised on purpose is a `SaysoError`.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sayso.errors import (
    FetchError,
    FlowError,
    InputError,
    MissingExtra,
    NotFound,
    SaysoError,
    SettingsError,
    StageError,
    StoreBusy,
    StoreError,
    StoreTooNew,
    TooSlow,
)
from sayso.settings import Settings, load_settings
from sayso.spans import Span

if TYPE_CHECKING:
    # At run time `sayso.annotate` is the package of that name, and can be called: see below.
    from sayso.publish.annotating import annotate
    from sayso.publish.collection import Collection
    from sayso.publish.outlet_table import OutletFacts, OutletTable
    from sayso.publish.reviews.reviewing import ReviewLine
    from sayso.publish.views.actor import ActorView
    from sayso.publish.views.actors import ActorLine
    from sayso.publish.views.discrepancies import AgreementView, DiscrepancyView, SideView
    from sayso.publish.views.positions import PositionsView, PropositionView
    from sayso.publish.views.renderings import Rendering, Step, UtteranceView
    from sayso.publish.views.said import Chosen
    from sayso.publish.views.searching import Found, Search
    from sayso.publish.views.shared_texts import PassageView, SharedText
    from sayso.publish.views.source_sheet import SourceRow, SourceSheet
    from sayso.publish.views.speakers import Counted
    from sayso.publish.views.stories import StoryView
    from sayso.publish.views.timeline import EventView, TimelineView
    from sayso.publish.views.voices import Voiced
    from sayso.publish.views.wording import WordingView
    from sayso.publish.workbench import AddReport
    from sayso.records import (
        Actor,
        ActorMember,
        Agreement,
        Article,
        Attribution,
        Calling,
        Clause,
        Credit,
        Descriptor,
        Detail,
        Discrepancy,
        Entity,
        Event,
        EventMember,
        Evidence,
        Failure,
        Hop,
        Mark,
        Mention,
        Origin,
        OriginMember,
        Position,
        PositionMember,
        Proposition,
        Quantity,
        Review,
        ReviewedAttribution,
        ReviewedDiscrepancy,
        ReviewedPair,
        ReviewedTime,
        Sentence,
        SharedPassage,
        Speaker,
        Story,
        StoryMember,
        Time,
        Unread,
        Utterance,
        UtteranceMember,
        Window,
    )

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "ActorLine",
    "ActorMember",
    "ActorView",
    "AddReport",
    "Agreement",
    "AgreementView",
    "Article",
    "Attribution",
    "Calling",
    "Chosen",
    "Clause",
    "Collection",
    "Counted",
    "Credit",
    "Descriptor",
    "Detail",
    "Discrepancy",
    "DiscrepancyView",
    "Entity",
    "Event",
    "EventMember",
    "EventView",
    "Evidence",
    "Failure",
    "FetchError",
    "FlowError",
    "Found",
    "Hop",
    "InputError",
    "Mark",
    "Mention",
    "MissingExtra",
    "NotFound",
    "Origin",
    "OriginMember",
    "OutletFacts",
    "OutletTable",
    "PassageView",
    "Position",
    "PositionMember",
    "PositionsView",
    "Proposition",
    "PropositionView",
    "Quantity",
    "Rendering",
    "Review",
    "ReviewLine",
    "ReviewedAttribution",
    "ReviewedDiscrepancy",
    "ReviewedPair",
    "ReviewedTime",
    "SaysoError",
    "Search",
    "Sentence",
    "Settings",
    "SettingsError",
    "SharedPassage",
    "SharedText",
    "SideView",
    "SourceRow",
    "SourceSheet",
    "Span",
    "Speaker",
    "StageError",
    "Step",
    "StoreBusy",
    "StoreError",
    "StoreTooNew",
    "Story",
    "StoryMember",
    "StoryView",
    "Time",
    "TimelineView",
    "TooSlow",
    "Unread",
    "Utterance",
    "UtteranceMember",
    "UtteranceView",
    "Voiced",
    "Window",
    "WordingView",
    "annotate",
    "load_settings",
    "open",
]

_LATE = {
    "ActorLine": "views.actors",
    "ActorView": "views.actor",
    "AddReport": "workbench",
    "AgreementView": "views.discrepancies",
    "Chosen": "views.said",
    "Collection": "collection",
    "Counted": "views.speakers",
    "DiscrepancyView": "views.discrepancies",
    "EventView": "views.timeline",
    "Found": "views.searching",
    "OutletFacts": "outlet_table",
    "OutletTable": "outlet_table",
    "PassageView": "views.shared_texts",
    "PositionsView": "views.positions",
    "PropositionView": "views.positions",
    "Rendering": "views.renderings",
    "ReviewLine": "reviews.reviewing",
    "Search": "views.searching",
    "SharedText": "views.shared_texts",
    "SideView": "views.discrepancies",
    "SourceRow": "views.source_sheet",
    "SourceSheet": "views.source_sheet",
    "Step": "views.renderings",
    "StoryView": "views.stories",
    "TimelineView": "views.timeline",
    "UtteranceView": "views.renderings",
    "Voiced": "views.voices",
    "WordingView": "views.wording",
}
"""Public names by module of `sayso.publish`, imported when they are first asked for: `import sayso` stays quick."""


def open(  # noqa: A001 - `sayso.open(path)`, as `gzip.open(path)`
    path: str | Path, *, settings: Settings | None = None, create: bool = True
) -> "Collection":
    """Open a collection, made when it is not there; close it, or use it in a `with` block.

    It lies in an SQLite file, or in the PostgreSQL database that a URL names (`postgresql://USER@HOST/DATABASE`);
    ":memory:" is a collection that lives as long as it is open. Raises StoreError when it cannot be opened, with
    `create` False also when there is none; StoreTooNew when a newer Sayso made it; MissingExtra for PostgreSQL without
    its driver.
    """
    from sayso.publish.collection import open_collection

    return open_collection(path, settings=settings, create=create)


class _AnnotatePackage(ModuleType):
    """The package `sayso.annotate`, which is also the function `sayso.annotate(text)`.

    Importing any stage binds the package to that name, whatever stood there, so the package itself is callable.
    """

    def __call__(self, text: str, **options: Any) -> dict[str, Any]:
        """Read one text without a collection; see `sayso.publish.annotating.annotate`."""
        from sayso.publish.annotating import annotate as read

        return read(text, **options)


import_module("sayso.annotate")
sys.modules["sayso.annotate"].__class__ = _AnnotatePackage


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562): one of `_LATE`, or a record type."""
    if name in __all__:
        home = f"sayso.publish.{_LATE[name]}" if name in _LATE else "sayso.records"
        return getattr(import_module(home), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
