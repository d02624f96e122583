"""The front door for programs: a collection that is opened, added to, asked and closed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from sayso.publish.export.exporting import ExportFormat, export_to, pieces_of
from sayso.publish.outlet_table import OutletTable, read_outlet_table
from sayso.publish.views.actor import ActorView, actor_view
from sayso.publish.views.actors import ActorLine, actor_lines, one_actor
from sayso.publish.views.directories import Directories
from sayso.publish.views.directory import Directory
from sayso.publish.views.discrepancies import AgreementView, DiscrepancyView, comparisons
from sayso.publish.views.embargoes import Withheld, withheld
from sayso.publish.views.narrowing import check_floor
from sayso.publish.views.positions import PositionsView, positions
from sayso.publish.views.said import Chosen, said
from sayso.publish.views.searching import Search, search
from sayso.publish.views.shared_texts import SharedText, group_texts, passage_rows, shared_texts
from sayso.publish.views.source_sheet import SourceSheet, source_sheet
from sayso.publish.views.speakers import Counted, speakers
from sayso.publish.views.staleness import StageStanding, standings
from sayso.publish.views.stories import StoryView, find_story, stories, story_view
from sayso.publish.views.story_choice import StoryEntries
from sayso.publish.views.story_lists import StoryEntry
from sayso.publish.views.timeline import TimelineView, timeline
from sayso.publish.views.wording import WordingView, wording
from sayso.publish.workbench import Workbench
from sayso.records import Story
from sayso.settings import Settings
from sayso.store.answers import Status
from sayso.store.feed_rows import SourceStatus
from sayso.store.protocol import Desk

if TYPE_CHECKING:
    from sayso.engines.held import Held


class Collection(Workbench):
    """Articles and what was derived from them, in one file; close it, or use it in a `with` block."""

    def __init__(self, store: Desk, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self._engine: Held | None = None
        self._directories = Directories(store)
        self._stories = StoryEntries(store)

    def __enter__(self) -> Self:
        """The collection itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, whatever happened."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading only, or may not be written to."""
        return bool(getattr(self.store, "read_only", False))

    def stories(self) -> list[Story]:
        """All stories, those with most articles first."""
        return stories(self.store)

    def story(self, asked: str | None = None) -> StoryView:
        """One story by id, the beginning of one, an article of it or words of a title; the largest by default."""
        return story_view(self.store, find_story(self.store, asked))

    def said(
        self,
        name: str | None = None,
        *,
        about: str | None = None,
        all_acts: bool = False,
        min_confidence: int = 0,
        story: str | None = None,
    ) -> list[Chosen]:
        """What a person or a body (and who speaks for it) said; everybody without a name.

        Intentions and beliefs only with `all_acts`. `min_confidence` is in thousandths, of the lesser of attribution
        and speaker; SettingsError when it is not from 0 to 1000.
        """
        return said(
            self.store,
            name=name,
            about=about,
            all_acts=all_acts,
            min_confidence=min_confidence,
            story=find_story(self.store, story) if story else None,
        )

    def speakers(
        self, *, story: str | None = None, all_acts: bool = False, min_confidence: int = 0
    ) -> list[Counted]:
        """All speakers by the body that they speak for, with counts; left out is what `said` leaves out."""
        within = find_story(self.store, story) if story else None
        return speakers(self.store, story=within, all_acts=all_acts, min_confidence=min_confidence)

    def actors(self, *, story: str | None = None) -> list[ActorLine]:
        """All actors with how much there is of each, those who say most first; those of one story only if it is named."""
        return actor_lines(self.store, story=find_story(self.store, story) if story else None)

    def actor(self, asked: str) -> ActorView:
        """One actor by a name, a surname, an id or the beginning of one, with everything that articles say of it.

        NotFound when none answers to it, and when several do: the message names them with their ids.
        """
        return actor_view(self.store, one_actor(self.store, asked))

    def passages(
        self, *, story: str | None = None, between: tuple[str, str] | None = None
    ) -> list[SharedText]:
        """Text that several articles share, the longest first: each text once, with both sides' words and the reasons.

        All of the collection, within one story, or between two articles or outlets (named by id, file or outlet).
        NotFound when the story, or one of the two, is not there.
        """
        within = find_story(self.store, story) if story else None
        return shared_texts(self.store, group_texts(passage_rows(self.store, story=within, between=between)))

    def discrepancies(self, *, story: str | None = None) -> tuple[DiscrepancyView, ...]:
        """Where the reports of a story (the largest by default) differ: each value with the words of its articles.

        NotFound when there is no such story. Nothing says which side is so.
        """
        return comparisons(self.store, find_story(self.store, story)).discrepancies

    def agreements(self, *, story: str | None = None) -> tuple[AgreementView, ...]:
        """What several reports of a story say alike, and how many texts are behind it: repeated, not confirmed."""
        return comparisons(self.store, find_story(self.store, story)).agreements

    def timeline(self, *, story: str | None = None) -> TimelineView:
        """What the reports of a story tell of which day, in order, each event in the voice that tells it."""
        return timeline(self.store, find_story(self.store, story))

    def positions(self, *, story: str | None = None) -> PositionsView:
        """Where the actors of a story stand on what recurs in it, in their words, by day."""
        return positions(self.store, find_story(self.store, story))

    def wording(self, *, story: str | None = None) -> WordingView:
        """What each outlet of a story calls the same, and with which verbs it lets each speaker speak."""
        return wording(self.store, find_story(self.store, story))

    def sources(self, *, story: str | None = None) -> SourceSheet:
        """Where each report of a story has what it says from: a row an article, of counts with their places."""
        return source_sheet(self.store, find_story(self.store, story))

    def story_entries(self) -> Sequence[StoryEntry]:
        """All stories with what a list of them tells and is narrowed by; read once for each state of the collection."""
        return self._stories.now()

    def directory(self) -> Directory:
        """Who is in the collection and who speaks where, as columns: read once for each state of it, for lists and counts."""
        return self._directories.now()

    def search(
        self,
        words: str,
        *,
        limit: int | None = None,
        story: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
    ) -> Search:
        """Where words stand: across line breaks, quotation marks and the known spellings of names.

        `story`, `outlet` and `language` leave only the articles of theirs. NotFound when there is no such story.
        """
        within = find_story(self.store, story) if story else None
        return search(self.store, words, limit=limit, story=within, outlet=outlet, language=language)

    def export(
        self,
        format: ExportFormat = "json",  # noqa: A002
        *,
        story: str | None = None,
        min_confidence: int = 0,
        tell: Callable[[str, str], None] | None = None,
    ) -> Iterator[str]:
        """The collection or one story as pieces of text, to be written one after the other.

        Intentions and beliefs are in it, labelled so. With `min_confidence` attributions that are less sure are not.
        With `tell` an article or a row that is broken is left out and told (what, why); else it is an error. What is no
        text ("xlsx", "parquet", "brat") is for `export_to`.
        """
        within = find_story(self.store, story) if story else None
        check_floor(min_confidence)
        return pieces_of(
            self.store, format, story=within, min_confidence=min_confidence, tell=tell, stated=self.outlets()
        )

    def export_to(
        self,
        target: str | Path | BinaryIO,
        format: ExportFormat = "json",  # noqa: A002
        *,
        story: str | None = None,
        min_confidence: int = 0,
        tell: Callable[[str, str], None] | None = None,
    ) -> None:
        """The same to a file, a folder ("parquet", "brat") or a stream of bytes, in any format: all of it or nothing.

        OSError when it cannot be written, SettingsError for a folder that is there already.
        """
        within = find_story(self.store, story) if story else None
        check_floor(min_confidence)
        options = {"story": within, "min_confidence": min_confidence, "tell": tell, "stated": self.outlets()}
        export_to(self.store, Path(target) if isinstance(target, str) else target, format, **options)

    def dossier(
        self,
        story: str | None = None,
        format: str = "html",  # noqa: A002
        *,
        full_text: bool = False,
        redact: Sequence[str] = (),
        unchecked: bool = False,
        reviewed_only: bool = False,
        date: str = "",
    ) -> str:
        """One story as one file to hand on, "html" or "md": sources, who said what, differences, timeline.

        `redact` names people whose every name is to be hidden in it (NotFound where nobody answers to one); with
        `unchecked` accusations and warnings of inferred speakers are in it, with `reviewed_only` nothing else than what
        a reviewer has checked. There is no date in it but the one that is given.
        """
        from sayso.publish.dossier.dossier import dossier

        return dossier(
            self.store,
            find_story(self.store, story),
            format,
            full_text=full_text,
            redact=redact,
            unchecked=unchecked,
            reviewed_only=reviewed_only,
            date=date,
        )

    def outlets(self) -> OutletTable:
        """What the table of the settings (`publish.outlets`) states of outlets; SettingsError if it cannot be read."""
        return read_outlet_table(self.settings.publish.outlets)

    def status(self) -> Status:
        """What the collection holds and lacks, and what could not be read."""
        return self.store.status()

    def withheld(self, now: datetime) -> tuple[Withheld, ...]:
        """What is withheld until when, as of a moment: that first of which the embargo ends first."""
        return withheld(self.store.articles(self.store.withheld()), now.isoformat(timespec="seconds"))

    def feeds(self) -> tuple[SourceStatus, ...]:
        """Every feed that was ever watched: when it was read, what is kept of it, what waits, what failed and why."""
        return self.store.feeds()

    def standings(self) -> tuple[StageStanding, ...]:
        """Every stage as it stands today: what is stale and why, what failed, what it took; nothing is written."""
        from sayso.flow import FLOW

        return standings(self.store.status(), FLOW, self.settings)


def open_collection(
    path: str | Path, *, settings: Settings | None = None, create: bool = True, read_only: bool = False
) -> Collection:
    """Open the collection in a file, made when it is not there; `create` False: a StoreError instead.

    With `read_only`, and where the file may not be written to, it answers questions and refuses everything else.
    """
    from sayso.store import open_store

    chosen = settings or Settings()
    return Collection(open_store(path, chosen, create=create, read_only=read_only), chosen)
