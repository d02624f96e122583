"""Who wrote the article, as the page says: in its JSON-LD, its meta tags, marked bylines, or a line "By …" at the headline.

The first of these that names a person counts; an organisation that stands for one only where no person is named, and the
outlet itself never. What is no byline near the headline is not asked: commenters and writers of other articles are
called authors too. Who is not found is unknown.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.ingest.pages.declared import Declared, below
from sayso.ingest.pages.trees import folded, names, words

TAGS = (
    "author", "article:author", "og:article:author", "sailthru.author", "parsely-author", "byl", "byline", "dc.creator",
    "dcterms.creator", "dc.creator.name", "cxenseparse:author", "citation_author",
)  # fmt: skip
"""Meta tags that name who wrote it, by their use."""
LONGEST_NAME = 6
"""Words of a person's name."""
LONGEST_BYLINE = 160
"""Letters of an element that is a byline."""
LONGEST_STATEMENT = 400
"""Letters of a tag's or a line's names."""
MOST_WITHIN = 40
"""Elements within a byline."""
ENOUGH_TEXT = 1_000
"""Letters from which what holds the headline holds the article, and with it the byline."""
MOST_LOOKED_AT = 2_000
"""Elements around the headline among which a byline is looked for."""

_person = r"[^\W\d_a-z][\w.'’-]+(?: (?!Published|Updated|Created|Posted|Last )(?:[^\W\d_a-z][\w.'’-]*|de|la|al|el|van|von|der|bin|ben)){1,3}"
_line = re.compile(
    rf"(?:By|BY|Von|Par|Por|Di|Door) ({_person}(?:(?:, | and | & | und | et | y ){_person}){{0,5}})(?=$|[,|·•–—-]|\s[|·•–—-]|\s(?:Published|Updated|Created|Posted|Last|\d))"
)
_before = re.compile(
    r"^(?:(?:(?:analysis|opinion|commentary|story|text|words|written|reported|posted|submitted)\s+)?by|von|par|por|di|door|av|af|tekst|text|texto|testo|"
    r"auth?ors?|autor[aei]?s?|auteurs?|автор[ы]?)(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_apart = re.compile(r"\s*;\s*|\s*,\s*(?:and|und|et|y|e)?\s+|\s+(?:and|und|et|y|e|&|og|och|en|и|i)\s+|\s*&\s*")
_ends = re.compile(
    r"\s*(?:[|•·@(\[]|\s[–—-]\s|\bon (?=\w+\.? \d)|,?\s*(?:published|updated|posted|created|last )\b|\d|"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b).*",
    re.IGNORECASE,
)
_role = re.compile(
    r"\b(?:correspond[ae]nte?s?|reporters?|editors?|writers?|columnists?|contributors?|analysts?|producers?|staff|bureau|envoyée?s?|journalist(?:e|in)?s?|"
    r"redakteur(?:in)?|korrespondent(?:in)?|redactora?|redattor[ei]|chief|desk)\b",
    re.IGNORECASE,
)
_before_role = re.compile(
    r"\s+(?:(?:senior|staff|chief|special|guest|contributing|managing|deputy|assistant|associate|associated|political|national|foreign|"
    r"washington|white|business|technology|science|sports|health|education|city|cnn|ap|afp|bbc|nbc|abc|cbs)\b.*|$)",
    re.IGNORECASE,
)
_organisation = re.compile(
    r"\b(?:agency|agencies|press|news|newsroom|wire|staff|desk|team|editors?|editorial|redaktion|redacci[oó]n|redazione|rédaction|agencias?|agences?|"
    r"media|magazine|newspapers?|corporation|company|inc|ltd|group|ediciones|publishing|reuters|afp|ap|upi|dpa|efe|ansa|apa|ritzau|tass|xinhua|kyodo|yonhap|cnn|bbc|admin|"
    r"administrator|web ?master|редакция|新社|通信社|新闻社|新聞社|新华社)\b|社$",
    re.IGNORECASE,
)
_byline_names = re.compile(
    r"(?<![a-z])by-?line|(?<![a-z])authors?(?![a-z])|(?<![a-z])writer(?![a-z])|\bautores?\b|\bauteurs?\b|\bfn\b"
)
_no_byline = re.compile(
    r"comment|reply|repl(?:y|ies)|related|teaser|recirc|recommend|most-|popular|sidebar|promo|(?<!v)card|summary-?item|trending|follow|disqus|social|(?<![a-z])bio(?![a-z])|avatar|fans|count|user"
)


def authors_of(page: Declared, tree: Any, headline: Any, *, in_data: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The people who wrote the article; `in_data` are those whom the page's application data names."""
    instead: tuple[str, ...] = ()
    for said in _statements(page, tree, headline, in_data):
        named = tuple(
            dict.fromkeys(
                name
                for one in said
                if len(one) <= LONGEST_STATEMENT
                for name in _names_in(one, page.outlet)
                if not _is_outlet(name, page)
            )
        )
        people = tuple(name for name in named if not _organisation.search(name))
        if people:
            return people
        instead = instead or named
    return instead


def _statements(
    page: Declared, tree: Any, headline: Any, in_data: tuple[str, ...]
) -> Iterator[Sequence[str]]:
    yield page.people(page.article.get("author"))
    for tag in TAGS:
        said = page.tags.get(tag, "")
        if said and not said.startswith(("http:", "https:", "@")):
            yield [said]
    yield in_data
    yield from _marked(tree, headline)
    yield _visible(headline)


def _names_in(said: str, outlet: str | None) -> Iterator[str]:
    """The names in a byline, without "By", what they are, when it was, and for whom they work."""
    line = _ends.sub("", _before.sub("", " ".join(said.split()))).strip(" ,.:–—-")
    if outlet:
        bare = line.removesuffix(outlet).strip(" ,")
        line = bare if len(bare.split()) > 1 else line
    pieces = [piece for one in _apart.split(line) if (piece := _without_role(one))]
    whole = [piece for piece in pieces if len(piece.split()) > 1 and not _shouted_outlet(piece, pieces)]
    if len(pieces) > 1 and whole:
        yield from (piece for piece in whole if len(piece.split()) <= LONGEST_NAME)
    elif (alone := _without_role(line)) and len(alone.split()) <= LONGEST_NAME:
        yield alone


def _shouted_outlet(piece: str, pieces: Sequence[str]) -> bool:
    """Whether a piece is in capitals beside others that are not: an outlet's or an agency's name."""
    return piece.isupper() and any(not one.isupper() for one in pieces)


def _without_role(piece: str) -> str:
    """A name without what its bearer is: "Ann Lee Senior Moon Correspondent"."""
    piece = piece.strip(" ,.:–—-")
    role = _role.search(piece)
    if role is None:
        return piece
    name = _before_role.sub("", piece[: role.start()] if role.start() else "").strip(" ,–—-")
    return name if len(name.split()) > 1 else ("" if name or len(piece.split()) > 3 else piece)


def _is_outlet(name: str, page: Declared) -> bool:
    own = folded(page.outlet or "")
    said = folded(name)
    return not said or (bool(own) and (said == own or (len(own) > 3 and own in said)))


def _marked(tree: Any, headline: Any) -> Iterator[Sequence[str]]:
    """Those whom the page marks as authors near its headline, or in its whole where nothing is known of that."""
    holder = _holder(headline)
    found: list[tuple[str, Any, str]] = []
    passed = before = 0
    for count, element in enumerate(tree.iter() if holder is None else holder.iter()):
        if count > MOST_LOOKED_AT:
            break
        if element is headline:
            passed, before = 1, len(found)
        if not isinstance(element.tag, str) or element.tag in {"body", "article", "html", "meta", "img"}:
            continue
        how = _marks(element)
        if how is None or (how == "name" and holder is None) or _is_large(element):
            continue
        said = element.get("content") or words(element)
        if (
            said
            and len(said) <= LONGEST_BYLINE
            and not said.startswith(("http:", "https:"))
            and not _elsewhere(element, holder)
        ):
            found.append((how, element, said))
    for part in (found[before:], found[:before]) if passed else (found,):
        for way in ("itemprop", "rel"):
            if marked := [(element, said) for how, element, said in part if how == way]:
                yield [said for _, said in _of_one(marked)]
        for said in [said for how, _, said in part if how == "name"][:3]:
            yield [said]


def _marks(element: Any) -> str | None:
    """How an element is marked as naming an author: by microdata, by its relation, by its name, or not."""
    if element.get("itemprop") == "author":
        return "itemprop" if element.find(".//*[@itemprop='name']") is None else None
    if element.get("itemprop") == "name" and any(
        one.get("itemprop") == "author" for one in element.iterancestors()
    ):
        return "itemprop"
    if "author" in (element.get("rel") or "").split():
        return "rel"
    return "name" if _byline_names.search(names(element)) else None


def _of_one(found: Sequence[tuple[Any, str]]) -> Iterable[tuple[Any, str]]:
    """Those that stand in one byline with the first: what holds it, or what holds that."""
    holder = found[0][0].getparent()
    above = holder.getparent() if holder is not None and holder.tag in {"li", "span", "p", "div"} else holder
    return [one for one in found if any(up is above or up is holder for up in one[0].iterancestors())]


def _elsewhere(element: Any, holder: Any) -> bool:
    """Whether an element is of a comment, a card or a box about other articles."""
    for one in (element, *element.iterancestors()):
        if one is holder or one.tag in {"body", "html"}:
            return False
        if one.tag in {"nav", "footer", "aside"} or _no_byline.search(names(one)):
            return True
    return False


def _is_large(element: Any) -> bool:
    return next(itertools.islice(element.iter(), MOST_WITHIN, None), None) is not None


def _holder(headline: Any) -> Any:
    """What holds the headline and enough text to be the article."""
    one = headline
    while one is not None and one.getparent() is not None and one.tag not in {"body", "html"}:
        letters = itertools.accumulate(len(words(part)) for part in one.iter("p"))
        if any(count >= ENOUGH_TEXT for count in letters):
            break
        one = one.getparent()
    return one


def _visible(headline: Any) -> tuple[str, ...]:
    """The people that a line "By …" below the headline names."""
    found = next((found for line in below(headline) if (found := _line.match(line))), None)
    return (found[1],) if found is not None else ()
