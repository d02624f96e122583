"""How much of an article a page offers: its own count of words, the wall it stands behind, the pictures it leaves out."""

import re
from collections.abc import Mapping
from typing import Any

from sayso.ingest.pages.embedded import LEAST_WORDS
from sayso.ingest.pages.extraction import LOST, SAME_LENGTH
from sayso.ingest.pages.trees import names, words
from sayso.records import Completeness

PROMPT_WORDS = 120
"""Words of a box that asks for money; longer ones are the article."""

_prompt = re.compile(
    r"(?:subscribe|sign in|log ?in|register|become a (?:member|subscriber)) (?:now )?(?:to|and) (?:continue|keep|read|unlock|access|view|see)\b.{0,60}|"
    r"to (?:continue|keep) reading\b.{0,60}|already a (?:subscriber|member)\?|(?:unlock|read) (?:this|the (?:full|whole|rest of (?:this|the))) (?:article|story)\b.{0,40}|"
    r"this (?:article|story|content) is (?:only )?(?:available )?(?:for|to|reserved for) (?:paying |premium |our )?(?:subscribers|members)\b|"
    r"keep reading for\b.{0,40}|you['’]ve (?:reached|read) your (?:limit|last free)|"
    r"(?:jetzt )?weiterlesen mit\b.{0,40}|dieser artikel ist (?:nur )?für abonnenten|mit .{1,20}\+ weiterlesen|"
    r"(?:cet )?article (?:est )?réservé aux abonnés|il vous reste \d+ ?% de cet article|"
    r"(?:contenido|artículo) (?:exclusivo )?para suscriptores|suscr[ií]bete para (?:seguir|continuar) leyendo|"
    r"статья доступна (?:только )?подписчикам|この記事は(?:有料)?会員限定|残り\d+文字|本文为付费内容",
    re.IGNORECASE,
)
_counter = re.compile(
    r"(?:(?:image|photo|picture|slide|foto|bild)\s*)?(\d{1,3})\s*(?:/|of|von|de|sur|из|من|/ )\s*(\d{1,3})",
    re.IGNORECASE,
)
_in_gallery = re.compile(r"count|galler|slide|carousel|index|pager|number|\bn\b")


def prompt_of(tree: Any) -> str | None:
    """The words with which a page asks for money or a login before it shows the rest; None where it does not."""
    for element in tree.iter("p", "h2", "h3", "h4", "div", "span", "a", "strong"):
        if len(element) > 12:
            continue
        said = (element.text or "").strip()
        if len(said) < 8 or len(said.split()) > PROMPT_WORDS:
            continue
        found = _prompt.search(" ".join(said.split()))
        if found:
            return words(element)[:80] or found[0][:80]
    return None


def pictures_left_out(tree: Any) -> tuple[int, int] | None:
    """How many of how many pictures a gallery's page shows, where it counts them and does not show all."""
    shown, most = set(), 0
    for element in tree.iter("div", "span", "p", "figcaption", "li", "strong", "em"):
        said = (element.text or "").strip()
        if not 3 <= len(said) <= 30 or len(element) > 2:
            continue
        found = _counter.fullmatch(said)
        if (
            found
            and _in_gallery.search(names(element))
            and 1 <= int(found[1]) <= int(found[2])
            and int(found[2]) > 1
        ):
            shown.add(int(found[1]))
            most = max(most, int(found[2]))
    return (len(shown), most) if shown and len(shown) < most else None


def completeness_of(
    text: str, ld: Mapping[str, Any], *, prompt: str | None, pictures: tuple[int, int] | None
) -> tuple[Completeness, str] | None:
    """What the page says of the text's completeness; None where it says nothing, and the text is judged by its words."""
    counted = _counted(text, ld)
    if counted is not None and counted[0] is not None:
        return counted[0], counted[1]
    if pictures is not None:
        return "partial", f"the page shows {pictures[0]} of {pictures[1]} pictures with their captions"
    closed = str(ld.get("isAccessibleForFree")).lower() == "false"
    if prompt is not None:
        where = (
            "the page is not free to read, and asks" if closed else "the page asks, before it shows the rest"
        )
        return "partial", f"{where}: {prompt!r}"
    if counted is None and closed:
        return "unknown", "the page says that it is not free to read"
    return None


def _counted(text: str, ld: Mapping[str, Any]) -> tuple[Completeness | None, str] | None:
    """What the page's own copy of the article, or its count of words, says; None where it has neither."""
    body, count = ld.get("articleBody"), ld.get("wordCount")
    if isinstance(body, str) and len(body.split()) >= LEAST_WORDS:
        whole, what = len(body.split()), "the page's own articleBody"
    elif (
        isinstance(count, (int, str))
        and str(count).isdecimal()
        and len(str(count)) < 9
        and int(count) >= LEAST_WORDS
    ):
        whole, what = int(count), "the page's own word count"
    else:
        return None
    have = len(text.split())
    if have >= whole * SAME_LENGTH:
        return "full", f"{have} words, of {whole} by {what}"
    if have < whole * LOST:
        return "partial", f"{have} words, of {whole} by {what}"
    return None, ""
