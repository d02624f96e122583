"""Values in words, for people: how a speaker is known, when, where it stands, how many.

Nothing here decides anything; an unknown value says that it is unknown.
"""

import re
from collections.abc import Iterable, Mapping

from sayso.annotate.whether_read import WITHDRAWN
from sayso.records import Article, AttributionKind, Basis, Capacity, Completeness, Speaker
from sayso.spans import Span

BASIS_WORDS: dict[Basis, str] = {
    "named": "named",
    "surname": "by surname",
    "pronoun": "speaker inferred: pronoun",
    "role": "speaker inferred: role",
    "cueless": "speaker inferred: quotation without a cue",
    "carried_over": "speaker inferred: carried over from before",
    "never_introduced": "never introduced in the text that is here",
    "unnamed": "unnamed source",
    "reviewed": "speaker set by a reviewer",
}
CAPACITY_WORDS: dict[Capacity, str] = {
    "leader": "as a leader",
    "spokesman": "as its spokesman",
    "member": "as a member",
    "own_name": "in its own name",
    "unclear": "capacity unclear",
}
KIND_WORDS: dict[AttributionKind, str] = {
    "direct": "quoted",
    "indirect": "paraphrased",
    "mixed": "partly quoted",
}
UNKNOWN_SPEAKER = "unknown speaker"
_WITH_ARTICLE = re.compile(
    r"^(?:united\s.*|u\.?[skn]\.?|e\.?u\.?|european union|white house|vatican|netherlands|philippines)$",
    re.IGNORECASE,
)
"""Bodies that take an article in a sentence and are mostly written without one as a name."""
IN_PART = "here in part"
PART_WORDS: Mapping[Completeness, str] = {
    "partial": "only a part of it is here",
    "excerpt": "only an excerpt of it is here",
}
SO_STATED = "as stated with it"
"""Where a person, a record or a table said how much of an article its text is."""
_INSTANT = re.compile(r"\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?")
_WEB = re.compile(r"https?://", re.IGNORECASE)
GAP = " […] "
"""Between the pieces of a content that other words interrupt."""


def speaker_words(speaker: Speaker | None) -> str:
    """The speaker's name, or that it is unknown; never empty."""
    return speaker.name if speaker is not None and speaker.name else UNKNOWN_SPEAKER


def basis_words(speaker: Speaker | None) -> str:
    """How the speaker is known; a speaker that was inferred says so first."""
    if speaker is None or (speaker.entity is None and not speaker.name):
        return "speaker unknown"
    return BASIS_WORDS[speaker.basis]


def speaks_for_words(speaker: Speaker | None) -> str:
    """For whom the speaker speaks, and in what capacity; empty when no words say so."""
    if speaker is None or not speaker.speaks_for:
        return ""
    article = "the " if _WITH_ARTICLE.search(speaker.speaks_for) else ""
    return f"for {article}{speaker.speaks_for}, {CAPACITY_WORDS[speaker.capacity or 'unclear']}"


def outlet_words(article: Article) -> str:
    """The outlet; an unknown one is called by its file, because the file is all that is known."""
    return article.outlet or f"outlet unknown ({source_name(article)})"


def source_name(article: Article) -> str:
    """The shortest name by which a person finds the article's source again; one of many in a file has its own id."""
    if not article.path:
        return article.url or article.external_id or article.id
    if _WEB.match(article.path):
        return _page_name(article.url or article.path)
    if article.path == "-":
        return "pasted text"
    name = article.path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return f"{name}#{article.external_id or article.id}" if _holds_many(article.path) else name


def _page_name(address: str) -> str:
    """The last part of a page's address, with its host where that alone says little ("4711")."""
    host, _, path = address.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")
    last = path.rstrip("/").rpartition("/")[2]
    return (
        last
        if sum(sign.isalpha() for sign in last) >= LEAST_LETTERS
        else "/".join(filter(None, (host, last)))
    )


LEAST_LETTERS = 4
"""Of the last part of an address, for it to be a name: "a4711.html" is none that anybody remembers."""


def published_words(article: Article) -> str:
    """When the article came out, how that is known, or that it is not; a doubtful date is given with what speaks against it."""
    when = interval_words(article.published_earliest, article.published_latest)
    if not when:
        return "date unknown"
    if article.published_basis == "doubtful":
        return doubt_words(when, article.published_doubt)
    return when if article.published_basis in {"stated", "unknown"} else f"{when} ({article.published_basis})"


def doubt_words(when: str, doubt: str) -> str:
    """That a date of publishing is doubtful, and why."""
    return f"date of publishing doubtful: {plain_times(doubt) or when}"


def updated_words(article: Article) -> str:
    """When its source says that it was last changed, where that is another time than its publishing; else empty."""
    if article.updated is None:
        return ""
    firm = article.published_basis != "doubtful"
    if firm and article.updated in {article.published_earliest, article.published_latest}:
        return ""
    return f"updated {moment_words(article.updated)}"


def dates_words(article: Article) -> str:
    """Both dates of an article, as its head shows them: "updated 3 May 2031, 10:05; date of publishing doubtful: …"."""
    published, updated = published_words(article), updated_words(article)
    if not updated:
        return published
    return f"{updated}; {published}" if article.published_basis == "doubtful" else f"{published}; {updated}"


def completeness_words(article: Article) -> str:
    """Whether the text is all of the article, and how that is known."""
    if article.completeness == "unknown":
        return "completeness unknown"
    reason = f" ({_known_how(article)})" if article.completeness_reason else ""
    return article.completeness + ("" if article.completeness == "full" else reason)


def _known_how(article: Article) -> str:
    """How it is known that only a part of an article is here: a bare "stated" says too little beside its words."""
    return SO_STATED if article.completeness_reason == "stated" else article.completeness_reason


def status_words(article: Article) -> str:
    """That its provider withdrew or withholds an article, and as of when; empty where it may be used."""
    if article.usable:
        return ""
    words = WITHDRAWN[article.pubstatus]
    return f"{words}, as of {moment_words(article.updated)}" if article.updated else words


def part_words(article: Article) -> str:
    """What is to be known first of an article in a list: that its provider withdrew it; that not all of it is here, with how
    that is known. Empty where all of it is, or where nobody says.
    """
    if not article.usable:
        return status_words(article)
    what = PART_WORDS.get(article.completeness)
    if what is None:
        return ""
    mark = ", " if article.completeness_reason == "stated" else ": "
    return f"{what}{mark}{_known_how(article)}" if article.completeness_reason else what


def shown_outlet(article: Article) -> str:
    """The outlet beside words of an article that a list of articles tells more of: here, why only a part of it is there."""
    return outlet_words(article) + (f" ({IN_PART})" if part_words(article) else "")


def absence_words(articles: Iterable[Article]) -> str:
    """What is not to be read out of articles that are here in part: that something does not stand in them; else empty."""
    known = {article.id: article.completeness in PART_WORDS for article in articles}
    count = sum(known.values())
    if not count:
        return ""
    few = f"1 of {len(known)} articles is" if count == 1 else f"{count:,} of {len(known):,} articles are"
    here = "the article is" if len(known) == 1 else few
    return f"{here} here only in part: what is not found there may stand in what is missing"


def file_words(article: Article) -> str:
    """The file that an article was read from, else its URL; empty when there is neither."""
    path = article.path or ""
    if _WEB.match(path):
        return article.url or path
    if path == "-":
        return source_name(article)
    _, many, one = source_name(article).partition("#")
    return path + many + one if path else article.url or ""


def interval_words(earliest: str | None, latest: str | None) -> str:
    """An interval of ISO days or instants in one phrase; empty when both ends are unknown."""
    first, last = (moment_words(end) for end in (earliest, latest))
    if first and last:
        return first if first == last else f"{first} to {last}"
    if first:
        return f"{first} or later"
    return f"{last} or earlier" if last else ""


def where_words(article: Article, span: Span) -> str:
    """Where a span stands: file and line for a plain text, and its offsets in any case."""
    offsets = f"[{span.start}-{span.end}]"
    name = source_name(article)
    if article.media_type == "text/plain" and article.path and not _holds_many(article.path):
        return f"{name}:{line_of(article.text, span.start)} {offsets}"
    return f"{name} {offsets}"


def rendered_words(article: Article, span: Span, *, number: int | None = None) -> str:
    """Whose rendering it is and where it stands; an unknown outlet is told by the `number` of the article on the page."""
    unknown = "an unknown outlet" + (f" (article {number})" if number is not None else "")
    part = f" · {words}" if (words := part_words(article)) else ""
    return f"as rendered by {article.outlet or unknown} · {where_words(article, span)}{part}"


def line_of(text: str, offset: int) -> int:
    """The line of a text that holds an offset, counted from 1 as editors do."""
    return text.count("\n", 0, offset) + 1


def content_words(text: str, spans: tuple[Span, ...]) -> str:
    """The words of a content on one line, its pieces joined by a mark of what stands between them."""
    return GAP.join(one_line(text[start:end]) for start, end in spans)


def one_line(text: str) -> str:
    """A text with every run of white space as one space."""
    return " ".join(text.split())


def shorten(text: str, *, most: int) -> str:
    """The first words of a text up to `most` characters, with an ellipsis where something is left out."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;:") + "…"


def fold(text: str, *, most: int) -> str:
    """The first and the last words of a text, up to about `most` characters, with an ellipsis for those between."""
    if len(text) <= most:
        return text
    half = (most - 3) // 2
    head, tail = text[:half], text[-half:]
    head = head.rsplit(" ", 1)[0] if " " in head else head
    tail = tail.split(" ", 1)[1] if " " in tail else tail
    return f"{head.rstrip(' ,;:')} … {tail.lstrip()}"


def count_words(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 article", "1,204 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _holds_many(path: str) -> bool:
    """Whether a file holds several articles, so that its own lines are not theirs."""
    name = path.lower().removesuffix(".gz")
    return name.endswith((".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".xml", ".newsml"))


def moment_words(value: str | None) -> str:
    """An ISO instant as people read it: to the minute, with its offset."""
    if value is None:
        return ""
    day, _, time = value.partition("T")
    if not time:
        return day
    clock = time[:5]
    zone = "UTC" if time.endswith(("Z", "+00:00")) else time[-6:] if time[-6:-5] in {"+", "-"} else ""
    return " ".join(part for part in (day, clock, zone) if part)


def plain_times(text: str) -> str:
    """A text with its ISO instants as people read them."""
    return _INSTANT.sub(lambda found: moment_words(found.group()), text)
