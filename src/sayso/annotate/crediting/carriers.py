"""Where an article names an outlet: by what its mentions were read as, and by the shape of the words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.annotate.crediting.known import AGENCIES, BROADCASTERS, PAPERS
from sayso.records import Entity, Mention
from sayso.spans import Span
from sayso.words.outlets import is_shared


class Carrier(NamedTuple):
    """Words that name or describe an outlet, and its fullest name in the article."""

    start: int
    end: int
    name: str
    described: bool = False


_NONE = Carrier(-1, -1, "")
PICTURES = frozenset({"getty", "getty images", "epa", "shutterstock", "nurphoto", "alamy", "istock", "landov", "twitter", "facebook",
    "instagram", "youtube", "telegram", "flickr", "reddit", "snapchat", "tiktok", "weibo", "whatsapp", "skype", "zoom", "google"})  # fmt: skip
"""Picture agencies and places where anybody posts: no outlet whose report an article could have its news from."""
_word = r"(?<!\w)(?:(?:al|el|as|ar|an|ash)[- ])?[A-ZÀ-ÖØ-Þ][\w.’'&\-]{0,40}"
_name = rf"{_word}(?:\s(?:of\s|and\s|the\s)?{_word}){{0,4}}"
_kind = (
    r"(?:news\s(?:agency|channel|network)|newspapers?|daily|magazine|broadcaster"
    r"|(?:television|TV|radio)(?:\s(?:channel|station|network))?|satellite\schannel|(?:press|state)\sagency)"
)
_dated = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Febr)uary\b|March\b|April\b|June\b|July\b|August\b|\w+(?:em|o)ber\b)"
_shapes = (
    re.compile(rf"\b(?P<kind>{_kind})\s(?P<name>(?:the\s)?{_dated}{_name})"),
    re.compile(rf"(?P<name>{_name})\s(?!TV\b(?!\s(?:channel|station|network))){_kind}\b"),
    re.compile(rf"\b(?P<name>(?:state|local|state-run|official|semi-official)\s(?:{_kind}|media|press))\b"),
    re.compile(
        rf"(?P<name>(?:{_word}\s(?:of\s|and\s)?){{1,4}}"
        r"(?:News\sAgency|News|TV|Television|Radio|Times|Post|Herald|Tribune|Gazette|Journal|Telegraph|Chronicle|Courier|Today))\b"
    ),
    re.compile(r"(?<![\w@./])(?P<name>[\w-]{3,30}\.(?:com|org|net|news|tv|co\.uk))\b(?!/)"),
    re.compile(
        r",\s(?P<name>[a-z]{2,20}(?:tv|news|press|times|post|daily|media|radio))(?=\s(?:has\s)?report(?:s|ed)\b)"
    ),
    re.compile(r"\bvia\s(?P<name>@\w{2,15})\b"),
)
_strong = re.compile(r"reported|quote|learned")
_phrases = (
    re.compile(rf"\b(?:first|originally)\sreported\s(?:on\s\w+day\s)?by\s(?P<name>(?:[Tt]he\s)?{_name})"),
    re.compile(rf"\bas\sreported\sby\s(?P<name>(?:[Tt]he\s)?{_name})"),
    re.compile(rf"\bquoted\sby\s(?P<name>(?:[Tt]he\s)?{_name})(?=\sas\ssaying\b)"),
    re.compile(
        rf"(?P<name>{_name})(?=\squoted\s[^.;,]{{3,60}}\sas\ssaying\b|\sfirst\sreported\b|\shas\slearned\b)"
    ),
)
"""Phrases in which only an outlet stands, whatever its name."""
_inner = re.compile(r"[\w-]")
_hint = re.compile(
    r"[A-Z]\w{0,20}(?:News|TV|Television|Radio|Times|Post|Herald|Tribune|Gazette|Journal|Telegraph|Chronicle|Courier|Today)\b"
    r"|(?<![A-Za-z])(?:[Nn]ews|TV|Television|Radio|Times|Post|Herald|Tribune|Gazette|Journal|Telegraph|Chronicle|Courier|Today"
    r"|newspaper|daily|magazine|broadcaster|television|radio|satellite|press|media|agency)"
    r"|\.(?:com|org|net|news|tv|co)\b|[a-z](?:tv|news|press|times|post|daily|media|radio)\sreport|via\s@"
)
"""What stands in every shape: most sentences hold none of it and are not looked at further."""
_article = re.compile(r"^(?:the|a|an|its|their|his|her|our|this)\s+", re.IGNORECASE)
_opening = re.compile(
    r"(?:(?:The|But|And|As|In|On|At|For|When|While|After|Both|Even|Yet|Like|Also|Although|Meanwhile|Earlier|By|From|With)\s+)+"
)
_press = re.compile(
    r"\b(?:newspapers?|daily|dailies|news\sagenc(?:y|ies)|broadcaster|media|television|TV|radio|magazine|(?:TV|television|news|state)\s\w+"
    r"|news\s(?:site|website|outlet|service|channel)s?)$",
    re.IGNORECASE,
)
_tail = re.compile(rf"\s{_kind}\b")
_described = re.compile(rf"\s(?!TV$){_kind}$|(?=\s(?:News\sAgency|TV)$)")
_owner = re.compile(r"^(?:[A-Z][\w.]*\s)?[A-Z][\w.]*[’']s?\s+(?=\S)")
_adjective = re.compile(r"^(?:[\w]+-(?:language|based|run|owned|backed|linked|affiliated)\s+)+")
_capital = re.compile(r"(?:(?:al|el)[- ])?[A-Z]")


def find_carriers(
    text: str,
    span: Span,
    named: Sequence[Carrier],
    others: Sequence[Span] = (),
    by_name: Sequence[Carrier] = (),
) -> list[Carrier]:
    """The carriers in a stretch of text, in reading order: those of its mentions, and what else has the shape of one.

    `others` are the names of people, offices and places: neither shape nor phrase makes them outlets. `by_name` are
    the known names there.
    """
    inside = [carrier for carrier in named if span.start <= carrier.start and carrier.end <= span.end]
    # The first shapes come first: in "the Veslandic newspaper Ordo" the name is what stands behind.
    hinted = _hint.search(text, span.start, span.end) is not None
    shaped = [carrier for shape in _shapes if hinted for carrier in _shaped(shape, text, span)]
    if _strong.search(text, span.start, span.end):
        shaped += [one for phrase in _phrases for one in _shaped(phrase, text, span)]
    shaped += by_name
    kept: list[Carrier] = []
    for carrier in [*sorted(inside, key=_worth), *(one for one in shaped if not _is_others(one, others))]:
        at = bisect_left(kept, carrier)
        apart = (not at or kept[at - 1].end <= carrier.start) and (
            at == len(kept) or carrier.end <= kept[at].start
        )
        if apart and carrier.name.casefold() not in PICTURES:
            kept.insert(at, _whole(text, span, carrier))
    # "The Veslandian daily Ordo": the description is of the name behind it.
    return [one for one, two in pairwise([*kept, _NONE]) if not (one.described and two.start - one.end == 1)]


def _is_others(carrier: Carrier, others: Sequence[Span]) -> bool:
    """Whether the name of a carrier is all of a name that is somebody else's; names are sorted and seldom overlap."""
    at = bisect_right(others, carrier.start, key=lambda other: other.start) - 1
    return at >= 0 and carrier.start + len(carrier.name) <= others[at].end


def _worth(carrier: Carrier) -> tuple[bool, int]:
    """Names before descriptions ("Nahl" in "the Nahl news agency"), the longer name first."""
    return carrier.described, carrier.start - carrier.end


def _shaped(shape: re.Pattern[str], text: str, span: Span) -> Iterator[Carrier]:
    for match in shape.finditer(text, span.start, span.end):
        opening = _opening.match(text, match.start("name"), match.end("name"))
        start = opening.end() if opening else match.start("name")
        name = text[start : match.end("name")].rstrip(".’'")
        whole = text[start : match.end()]
        if name and is_shared(whole) and _press.search(whole):
            yield Carrier(start, match.end(), whole, described=True)
        elif name and not is_shared(name):
            start = match.start("kind") if "kind" in match.re.groupindex else start
            yield Carrier(start, match.end(), name)


def known(text: str) -> list[Carrier]:
    """Where an article has names of outlets that are known by name, in reading order.

    Most articles have few of them: looking for each in turn is ten times as fast as for all at once by a pattern.
    """
    found: list[Carrier] = []
    for name in (*AGENCIES, *BROADCASTERS, *PAPERS):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not _inner.match(text[at - 1 : at]) and not _inner.match(text[end : end + 1]):
                found.append(Carrier(at, end, name.removeprefix("The ")))
            at = text.find(name, end)
    return sorted(found)


def mentioned(text: str, mentions: Sequence[Mention], entities: Iterable[Entity]) -> list[Carrier]:
    """The outlets among an article's mentions, shared names by their entities' fuller ones; of roles those that are words for the press."""
    owners = {mention: entity for entity in entities for mention in entity.mentions}
    return [carrier for mention in mentions for carrier in _read(text, mention, owners.get(mention.id))]


def _read(text: str, mention: Mention, entity: Entity | None) -> Iterator[Carrier]:
    if mention.type != "outlet" or mention.form == "pronoun":
        return
    words = text[mention.start : mention.end]
    if (mention.form == "role" or is_shared(words)) and not _known(words, entity):
        return
    fuller = entity is not None and entity.named and is_shared(words)
    name = entity.name if fuller and entity is not None else words
    name, described = _bare(_article.sub("", " ".join(name.split()), count=1))
    yield Carrier(mention.start, mention.end, name, mention.form == "role" and described)


def _bare(words: str) -> tuple[str, bool]:
    """A name without whose outlet it is and what kind of one ("Vesland's Arabic-language Nahl news agency" is Nahl)."""
    if not _described.search(words):
        return words, True
    name = _described.sub("", _adjective.sub("", _owner.sub("", words)))
    if not _capital.match(name) or is_shared(name):
        return words, True
    return (name if _owner.match(words) or _adjective.match(words) or name != words else words), False


def _known(words: str, entity: Entity | None) -> bool:
    """Whether words that many outlets share stand for one here: a word for the press, or a short form of a name."""
    return bool(_press.search(words)) or (entity is not None and entity.named and not is_shared(entity.name))


def _whole(text: str, span: Span, carrier: Carrier) -> Carrier:
    """A carrier with the words behind its name that say what it is ("Nahl news agency")."""
    tail = _tail.match(text, carrier.end, span.end)
    return carrier._replace(end=tail.end()) if tail else carrier
