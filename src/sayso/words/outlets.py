"""What outlets are called: whether two names, a web address among them, are of one outlet.

No list of outlets is needed for that, but for the few agencies whose short names no rule gives (`SHORT`). A name that
many outlets end in ("the Post") is nobody's; which of them an article means, its own fuller names tell.
"""

import re
from functools import lru_cache

from sayso.words.forms import fold, read_words

SHORT = {
    "ap": "associatedpress",
    "apnews": "associatedpress",
    "itartass": "tass",
    "rt": "russiatoday",
    "huffpost": "huffingtonpost",
    "ria": "rianovosti",
    "pa": "pressassociation",
    "afp": "agencefrancepresse",
    "efe": "agenciaefe",
}
"""Short or former names of agencies and outlets in wide use, by their joined letters, that no rule below leads to."""
DESCRIPTIONS = frozenset({
    "news", "agency", "newspaper", "newspapers", "daily", "tv", "television", "radio", "channel", "network", "magazine",
    "broadcaster", "website", "site", "online", "service", "wire", "state", "the", "portal", "outlet", "international",
})  # fmt: skip
"""Words that say what an outlet is: with and without them a name is the same name."""
LEADING = frozenset(
    {"the", "daily", "state", "radio", "tv", "television", "channel", "newspaper", "magazine"}
)
"""Of these, what may also stand before a name: the International Business Times is not the Business Times."""
SHARED = frozenset({
    "post", "times", "journal", "news", "herald", "tribune", "star", "sun", "press", "chronicle", "gazette", "globe",
    "record", "express", "observer", "monitor", "review", "register", "dispatch", "examiner", "inquirer", "sentinel",
    "courier", "mail", "daily", "sunday", "evening", "morning", "world", "today", "week", "weekly", "national", "local",
    "business", "sports", "free", "public", "paper", "network", "agency", "agencies", "dispatches", "media", "channel",
    "radio", "television", "state", "magazine", "newspaper", "wire", "website", "staff", "online", "international", "tv",
})  # fmt: skip
"""Words that end, or describe, the names of many outlets: alone they name none."""
ADJECTIVES = frozenset({
    "the", "a", "official", "semi-official", "state-run", "state-owned", "government", "opposition", "foreign", "domestic",
    "several", "some", "other", "various", "satellite", "social", "tabloid", "regional",
})  # fmt: skip
MANY = frozenset(
    {"agencies", "dispatches", "wires", "services", "reports", "outlets", "newspapers", "sources", "staff"}
)
"""Names that end so are of several unnamed outlets ("News Agencies", "wire services")."""
LEAST_NAME = 3
"""Letters; a shorter name is that of an outlet only where `SHORT` has it."""
LONGEST_TITLE = 60
"""Characters of a headline that are shown where it stands for an outlet."""
_aside = re.compile(r"\s*(?:\(.*\)|\s[-–—|:]\s.*)\s*$")
_address = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/.*)?", re.IGNORECASE)
_middle = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "go"})
_nation = re.compile(
    r"[A-Z][\w’'-]*(?:ian|ish|ese|aeli|aqi|ani|eni|ean|ican|ench|utch|ghan|audi|reek|nese|bian|[’']s)|U\.?[SK]\.?|Gulf|Arab"
)
_language = re.compile(r"^(?:[A-Z][a-z]+|state)(?:-(?:language|based|run|owned|backed|linked|affiliated))\s+")


@lru_cache(maxsize=1 << 14)
def same_outlet(one: str, two: str) -> bool:
    """Whether two names are of one outlet, as far as names tell: "The Inland Post", inlandpost.com, "Inland Post (Web)"."""
    plain_one, plain_two = full_names(one), full_names(two)
    return bool(plain_one & plain_two or plain_one & short_names(two) or short_names(one) & plain_two)


@lru_cache(maxsize=1 << 14)
def full_names(name: str) -> frozenset[str]:
    """The ways in which a name may be written, as joined letters: with and without article and description."""
    words = name_words(name)
    if not words or _only_described(name):
        return frozenset()
    found = {"".join(words)}
    while len(words) > 1 and words[-1] in DESCRIPTIONS:
        words = words[:-1]
        found.add("".join(words))
    while len(words) > 1 and words[0] in LEADING:
        words = words[1:]
        found.add("".join(words))
    if _address.fullmatch(name.strip()):
        found |= {label.removeprefix("the") for label in found}
        found |= {label.removesuffix(end) for label in found for end in ("news", "online", "tv", "net")}
    else:
        found |= {SHORT[form] for form in found if form in SHORT}
    named = {SHORT.get(form, form) for form in found}
    return frozenset(
        form for form in named | found if form not in SHARED and (len(form) >= LEAST_NAME or form in SHORT)
    )


@lru_cache(maxsize=1 << 14)
def short_names(name: str) -> frozenset[str]:
    """What initials make of a name of three words or more: "Inland Valley Post" is IVP, and ivpost in a web address."""
    words = name_words(name)
    if len(words) < LEAST_NAME:
        return frozenset()
    initials = [word[0] for word in words]
    return frozenset("".join([*initials[:at], *words[at:]]) for at in range(2, len(words) + 1)) - SHARED


def called(outlet: str | None, title: str | None) -> str:
    """What an article is called in a sentence: its outlet, or without one its headline."""
    if outlet:
        return outlet
    if not title:
        return "the article without an outlet"
    words = " ".join(title.split())
    return f"“{words}”" if len(words) <= LONGEST_TITLE else f"“{words[:LONGEST_TITLE].rsplit(' ', 1)[0]} …”"


def called_beside(outlet: str | None, title: str | None, other: str | None) -> str:
    """What an article is called beside one of the outlet `other`: with its headline where both have the same."""
    name = called(outlet, title)
    return f"{name} ({called(None, title)})" if outlet and title and outlet == other else name


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without what is added to it ("(Web News)", "- Opinion"); of an address its own label."""
    name = name.strip().removeprefix("@")
    address = _address.fullmatch(name)
    if address:
        labels = address[1].casefold().split(".")[:-1]
        if len(labels) > 1 and labels[-1] in _middle:
            labels = labels[:-1]
        return tuple(fold(form) for form in read_words(labels[-1]).forms)
    words = read_words(_language.sub("", _aside.sub("", name) or name)).forms
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def is_several(name: str) -> bool:
    """Whether a name stands for several outlets, and nobody knows how many ("Dispatches", "local media")."""
    words = name.split()
    return bool(words) and words[-1].casefold() in MANY | {"media"} and is_shared(name)


def _only_described(name: str) -> bool:
    """Whether a name only says what an outlet is, and perhaps of which country ("Veslandic state media")."""
    words = [word for word in name.split() if word.casefold() not in ADJECTIVES]
    if len(words) < 2 or words[-1].casefold() in MANY:  # of one word `SHARED` tells
        return not words or words[-1].casefold() in SHARED | MANY
    kept = "state" in words or "local" in words
    return (words[-1] in SHARED or words[-1] == "TV") and all(
        word in SHARED or kept or _nation.fullmatch(word) for word in words[:-1]
    )


def is_shared(name: str) -> bool:
    """Whether a name is none but a description that fits many ("Dispatches", "state media", "the Post")."""
    return not full_names(name)
