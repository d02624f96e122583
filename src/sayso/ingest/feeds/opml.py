"""OPML, in which readers of feeds keep their lists: outlines in outlines, of which some lead to a feed."""

from pathlib import Path
from typing import Any, NamedTuple

from sayso.errors import InputError, SettingsError
from sayso.ingest.feeds.items import Feed
from sayso.ingest.feeds.links import web_address
from sayso.ingest.feeds.outlets import outlet_in
from sayso.ingest.feeds.watch_list import WatchedFeed, WatchList, feed_address
from sayso.ingest.feeds.words import plain_title
from sayso.ingest.feeds.xml_trees import local, tree_of, words_in
from sayso.ingest.identity import canonical_url
from sayso.ingest.language import language_code
from sayso.settings import Limits


class _Outline(NamedTuple):
    address: str
    title: str | None
    site: str | None
    language: str | None


def read_opml(root: Any, *, url: str, limits: Limits, notes: tuple[str, ...]) -> Feed:
    """The feeds that a list of feeds on the web names, as its children."""
    found = dict.fromkeys(
        address for outline in _outlines(root) if (address := web_address(outline.address, url)) is not None
    )
    children = tuple(found)[: limits.max_feed_items]
    if len(found) > len(children):
        notes += (
            f"{len(found)} feeds, of which the first {len(children)} were read (limits.max_feed_items)",
        )
    if not children:
        raise InputError("a list of feeds that names none", fix="give the address of a feed", path=url)
    titles = [words_in(element) for element in root.iter("*") if local(element).lower() == "title"]
    return Feed(
        kind="opml",
        url=url,
        title=plain_title(titles[0]) if titles else None,
        children=children,
        child_updates=(None,) * len(children),
        notes=notes,
    )


def watch_list_of(raw: bytes, *, path: Path) -> WatchList:
    """The feeds of an OPML file, with what holds for a feed of which nothing else is said.

    An outline's title becomes the outlet where the feed's address, or that of its site, bears it out; a note tells of the
    others. A feed that stands in two folders is watched once. SettingsError for what is no OPML, or an address that is none.
    """
    from sayso.ingest.decoding import decode  # noqa: PLC0415 - as elsewhere in this function's use: files only

    try:
        root, notes = tree_of(decode(raw).text, url=str(path))
    except InputError as error:
        raise SettingsError(
            f"{path}: cannot be read as OPML ({error.reason}); export it again, or write feeds.toml"
        ) from error
    if local(root).lower() != "opml":
        raise SettingsError(
            f"{path}: it begins with <{local(root)[:40]}> and is no list of feeds; give an OPML file or feeds.toml "
            '(the address of a feed goes into it: [[feed]] and below it url = "https://…")'
        )
    feeds: dict[str, WatchedFeed] = {}
    unnamed = doubled = 0
    for number, outline in enumerate(_outlines(root), start=1):
        address = feed_address(outline.address, f"{path}: outline number {number} with xmlUrl")
        if (canonical_url(address) or address) in feeds:
            doubled += 1
            continue
        outlet = outlet_in(outline.title, outline.site, address)
        unnamed += outlet is None
        feeds[canonical_url(address) or address] = WatchedFeed(
            url=address, outlet=outlet, language=language_code(outline.language) if outline.language else None
        )
    if doubled:
        notes += (f"{doubled} feeds stand there twice and are watched once",)
    if unnamed:
        notes += (
            f"the outlets of {unnamed} feeds are unknown, as no title names one that its address bears out; write feeds.toml",
        )
    return WatchList(feeds=tuple(feeds.values()), notes=notes)


def _outlines(root: Any) -> list[_Outline]:
    found = []
    for element in root.iter("*"):
        if local(element).lower() != "outline":
            continue
        known = {name.lower(): value for name, value in element.attrib.items()}
        address = "".join(known.get("xmlurl", "").split())
        if address:
            title = plain_title(known.get("title")) or plain_title(known.get("text"))
            found.append(_Outline(address, title, known.get("htmlurl"), known.get("language")))
    return found
