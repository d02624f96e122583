"""The feeds that a person wants watched, and how: a TOML file of their own, or the OPML file of a feed reader.

[watch]                     # what holds for every feed that does not say otherwise
every = "15m"               # how often a feed is read; at least a minute
recheck = ["1h", "1d"]      # when an article is read again after it was first read, for its revisions; [] is never
text = "page"               # "page": the article's page is fetched; "feed": what the feed gives is the article

[[feed]]
url = "https://post.example/rss.xml"
outlet = "The Harbor Post"  # without it: what the item, the page or the feed states
kind = "auto"               # or "rss", "atom", "json feed", "sitemap"; then anything else is refused
language = "en"             # where neither the item nor the page states it
enabled = true              # false: kept in the list, not read
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

from sayso.errors import SettingsError
from sayso.ingest.identity import canonical_url
from sayso.ingest.language import language_code

WatchedKind = Literal["auto", "rss", "atom", "json feed", "sitemap"]
WatchedText = Literal["page", "feed"]

EVERY_S = 15 * 60
"""How often a feed is read unless the list says otherwise."""
SHORTEST_S = 60
"""No feed is read, and no article looked at again, sooner than this."""
LONGEST_S = 366 * 24 * 3600
RECHECK_S = (3600, 24 * 3600)
"""When an article is read again unless the list says otherwise: most corrections come within a day."""
MOST_FEEDS = 10_000
LARGEST = 16 << 20
"""Bytes of a list; no list that people keep comes near."""

_duration = re.compile(r"(\d{1,9})\s?(s|m|h|d)", re.IGNORECASE)
_units = {"s": 1, "m": 60, "h": 3600, "d": 24 * 3600}
_watch_keys = ("every", "recheck", "text", "language")
_feed_keys = ("url", "outlet", "kind", "every", "recheck", "text", "language", "enabled")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFeed:
    """One feed to be watched. `recheck_s` are the seconds after its first reading at which an article is read again."""

    url: str
    outlet: str | None = None
    kind: WatchedKind = "auto"
    every_s: int = EVERY_S
    language: str | None = None
    text: WatchedText = "page"
    recheck_s: tuple[int, ...] = RECHECK_S
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchList:
    """The feeds of a list in its order, each once, and what was odd about it."""

    feeds: tuple[WatchedFeed, ...]
    notes: tuple[str, ...] = ()


def read_watch_list(path: str | Path) -> WatchList:
    """Read a list of feeds from TOML or OPML, whichever it is.

    Raises SettingsError, which names the file, the table and what to write instead, for anything that is not as it should
    be: a list that says something else than it seems to would be watched for days.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be opened ({error.strerror}); give a list of feeds (feeds.toml or an OPML file)"
        ) from error
    if len(raw) > LARGEST:
        raise SettingsError(
            f"{path}: longer than {LARGEST >> 20} MiB; give a list of feeds (feeds.toml or an OPML file)"
        )
    if raw.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<":
        from sayso.ingest.feeds.opml import watch_list_of  # noqa: PLC0415 - it loads lxml

        found = watch_list_of(raw, path=path)
    else:
        found = WatchList(feeds=_of_toml(raw, path))
    _check(found.feeds, path)
    return found


def _of_toml(raw: bytes, path: Path) -> tuple[WatchedFeed, ...]:
    try:
        tree = tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            f"{path}: cannot be read as TOML ({error}); correct it there: a feed is [[feed]] and below it "
            f'url = "https://…"'
        ) from error
    _known(tree, ("watch", "feed"), f"{path}", what="section")
    watch, tables = tree.get("watch", {}), tree.get("feed", [])
    if not isinstance(watch, Mapping):
        raise SettingsError(
            f"{path}: watch = {_shown(watch)} is no table; write [watch] and its keys below it"
        )
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise SettingsError(
            f"{path}: feed is no list of tables; write [[feed]], with two brackets, before each feed"
        )
    where = f"{path}: [watch]"
    _known(watch, _watch_keys, where)
    default = WatchedFeed(url="", **_manner(watch, WatchedFeed(url=""), where))
    return tuple(
        _feed(table, default, f"{path}: [[feed]] number {number}")
        for number, table in enumerate(tables, start=1)
    )


def _feed(table: Mapping[str, Any], default: WatchedFeed, where: str) -> WatchedFeed:
    if "url" not in table:
        raise SettingsError(f'{where} has no url; write url = "https://…", the address of the feed')
    url = feed_address(_word(table, "url", where), where)
    where = f"{where} ({url[:100]})"
    _known(table, _feed_keys, where)
    enabled = table.get("enabled", True)
    if not isinstance(enabled, bool):
        raise SettingsError(
            f"{where}: enabled = {_shown(enabled)} is neither true nor false; write one of them"
        )
    return WatchedFeed(
        url=url,
        outlet=_word(table, "outlet", where) if "outlet" in table else None,
        kind=cast("WatchedKind", _one_of(table, "kind", get_args(WatchedKind), "auto", where)),
        enabled=enabled,
        **_manner(table, default, where),
    )


def _manner(table: Mapping[str, Any], default: WatchedFeed, where: str) -> dict[str, Any]:
    """What a feed's own table and the defaults may both say."""
    every, recheck = default.every_s, default.recheck_s
    if "every" in table:
        every = _seconds(table["every"], f"{where}: every")
    if "recheck" in table:
        given = table["recheck"]
        if not isinstance(given, list):
            raise SettingsError(
                f'{where}: recheck = {_shown(given)} is no list; write recheck = ["1h", "1d"], or [] for never'
            )
        recheck = tuple(_seconds(value, f"{where}: recheck") for value in given)
        if list(recheck) != sorted(set(recheck)):
            raise SettingsError(
                f'{where}: recheck = {_shown(given)} does not grow; write the shorter first, as ["1h", "1d"]'
            )
    language = default.language
    if "language" in table:
        word = _word(table, "language", where)
        language = language_code(word)
        if language is None:
            raise SettingsError(f'{where}: language = {_shown(word)} is no language code; write one, as "en"')
    return {
        "every_s": every,
        "recheck_s": recheck,
        "text": _one_of(table, "text", get_args(WatchedText), default.text, where),
        "language": language,
    }


def duration_of(words: str) -> int | None:
    """The seconds of a length of time that a person writes ("90s", "15m", "3h", "2d"); None where it is none."""
    match = _duration.fullmatch(words.strip())
    return int(match[1]) * _units[match[2].lower()] if match else None


def _seconds(value: object, where: str) -> int:
    seconds = duration_of(value) if isinstance(value, str) else None
    if seconds is None:
        raise SettingsError(f'{where} = {_shown(value)} is no length of time; write "15m", "1h" or "2d"')
    if seconds < SHORTEST_S:
        raise SettingsError(f'{where} = {_shown(value)} is shorter than a minute; write "1m" or longer')
    if seconds > LONGEST_S:
        raise SettingsError(f'{where} = {_shown(value)} is longer than a year; write "366d" or shorter')
    return seconds


def feed_address(url: str, where: str) -> str:
    """The address of a feed as it is written, or SettingsError."""
    try:
        parts = urlsplit(url)
        host, user = parts.hostname, parts.username
        _ = parts.port
    except ValueError:
        parts, host, user = None, None, None
    if (
        parts is None
        or parts.scheme.lower() not in {"http", "https"}
        or not host
        or any(map(str.isspace, url))
    ):
        raise SettingsError(
            f'{where}: {_shown(url)} is no web address; write url = "https://…", the address of the feed'
        )
    if user is not None:
        raise SettingsError(
            f"{where}: the address at {host} holds a user name or a password, which would be kept and shown; "
            "write the address without it"
        )
    return url


def _check(feeds: Sequence[WatchedFeed], path: Path) -> None:
    if not feeds:
        if path.suffix.lower() == ".opml":
            raise SettingsError(
                f"{path}: no feed in it; export the subscriptions again, or name the addresses of the feeds"
            )
        raise SettingsError(f'{path}: no feed in it; write [[feed]] and below it url = "https://…"')
    if len(feeds) > MOST_FEEDS:
        raise SettingsError(f"{path}: {len(feeds)} feeds, more than {MOST_FEEDS}; split the list")
    first: dict[str, int] = {}
    for number, feed in enumerate(feeds, start=1):
        name = canonical_url(feed.url) or feed.url
        if name in first:
            raise SettingsError(
                f"{path}: {feed.url[:200]} stands there twice (feeds number {first[name]} and {number}); leave one out"
            )
        first[name] = number


def _known(table: Mapping[str, Any], known: Sequence[str], where: str, *, what: str = "key") -> None:
    for name in table:
        if name not in known:
            raise SettingsError(
                f"{where} has the unknown {what} {_shown(name)}; there are {', '.join(known)}"
            )


def _word(table: Mapping[str, Any], name: str, where: str) -> str:
    value = table[name]
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words:
        raise SettingsError(
            f'{where}: {name} = {_shown(value)} is no text; write {name} = "…", or leave it out'
        )
    return words


def _one_of(table: Mapping[str, Any], name: str, known: Sequence[str], default: str, where: str) -> str:
    value = table.get(name, default)
    if value not in known:
        raise SettingsError(
            f"{where}: {name} = {_shown(value)} is none of {', '.join(map(repr, known))}; write one of them"
        )
    return str(value)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)[:100]
