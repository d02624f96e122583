"""Pages that hold no article: a wall of consent, an error with status 200, a front page, a film, a check for robots.

Each is told from an article by several things together, and is an InputError that says what was found: its words must
never stand as an article, and an article about cookies is no wall.
"""

import re
from typing import Any, NamedTuple

from sayso.ingest.pages.cards import LEAST_BODY, cards_of, long_paragraphs, running_in
from sayso.ingest.pages.consent import CONSENT, about_consent
from sayso.ingest.pages.declared import LISTS, Declared, is_article
from sayso.ingest.pages.sizes import Sizes
from sayso.ingest.pages.trees import count_words, lines, words

CONSENT_SHARE = 0.5
"""Share of the letters that stand in lines about consent. The walls we wrote have 0.7 and more."""
SHORT_ERROR = 150
"""Words of an error page, its suggestions aside."""
LEAST_CARDS = 4
"""Linked headlines, each with a teaser, from which a page may be a list."""
FEWEST_CARDS = 2
"""Such headlines on a page that declares itself a list."""
OUTSIDE = 0.45
"""Share of the running text that stands outside cards; a list of articles has little else than cards."""
FEW_WORDS = 40
"""Words of a page that only sends on, or is drawn by a script."""
SHORT_FILM = 60
"""Words under a film that describe it."""

_missing = re.compile(
    r"\b(?:error )?404\b|(?:page|article|story|content|url) (?:you.{0,40} )?(?:(?:was|is|could|can|can['’]?t|cannot|has)(?: not)?(?: be)?|not|no longer) (?:found|exists?|available|been (?:moved|removed))|"
    r"(?:can(?:['’]?t|not)|couldn['’]t|could not|unable to) (?:find|locate) (?:the|that|this|your) (?:page|article|story)|page can['’]?t be found|nothing was found|page not found|no longer available|"
    r"seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|страница не найдена|الصفحة غير موجودة|صفحه یافت نشد|הדף לא נמצא|ページが見つかりません|页面不存在",
    re.IGNORECASE,
)
_robots = re.compile(
    r"checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|just a moment|enable javascript and cookies to continue|access (?:to this page has been )?denied|"
    r"are you a robot|unusual traffic|complete the captcha|request (?:was )?blocked|attention required",
    re.IGNORECASE,
)
_region = re.compile(
    r"\b451\b.{0,40}unavailable|(?:un|not )available (?:in|from) your (?:region|country|location|area)|(?:not|un)available due to legal reasons|"
    r"(?:country|region) (?:belonging to|in) the european (?:economic area|union).{0,120}access",
    re.IGNORECASE,
)
_login = re.compile(
    r"\b(?:log|sign)[ -]?(?:in|on)\b|anmelden|einloggen|connexion|se connecter|iniciar sesi[oó]n|accedi\b|вход|войти|تسجيل الدخول|ログイン|登录",
    re.IGNORECASE,
)
_onward = re.compile(r"\s*\d{1,3}(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"\s][^'\"]*)", re.IGNORECASE)
_script = re.compile(
    r"(?:enable|turn on|activate|requires?|needs?|sans|aktivieren).{0,30}javascript|javascript (?:is|must be|to be)? ?(?:disabled|enabled|required|aktivieren)",
    re.IGNORECASE,
)


class Wall(NamedTuple):
    """Why a page is no article, and what to do about it."""

    reason: str
    fix: str


def wall_before(tree: Any, page: Declared) -> Wall | None:
    """What keeps a page from being an article, by the page as it came."""
    body = tree.find("body") if tree.tag == "html" else tree
    if body is None:
        return None
    said = lines(body)
    count = sum(map(count_words, said))
    heads = " | ".join([page.title or "", *(words(head) for head in list(body.iter("h1", "h2"))[:3])])
    if _robots.search(heads) and count < SHORT_ERROR:
        return Wall(
            "the page is a check for robots, not the article",
            "open it in a browser, save it there, and add that file",
        )
    if is_article(page):
        return None
    if (onward := _sent_on(tree)) is not None and count < FEW_WORDS:
        return Wall(f"the page holds no article and sends readers on to {onward[:200]}", "add that address")
    if (
        _login.search(heads)
        and count < SHORT_ERROR
        and any((one.get("type") or "").lower() == "password" for one in body.iter("input"))
    ):
        return Wall(
            "the page asks for a login and holds no article",
            "log in with a browser, save the article there, and add that file",
        )
    if _region.search(heads) and count < SHORT_ERROR:
        return Wall(
            "the outlet shows the page only to readers of other countries",
            "save it where it is shown, and add that file",
        )
    if _missing.search(heads) and count < 2 * SHORT_ERROR:
        return Wall(
            "the page says that there is no such page", "look for the article's present address, and add that"
        )
    film = page.tags.get("og:type", "").lower().startswith("video") or "videoobject" in page.kinds
    if film and not any(count_words(line) > SHORT_FILM for line in said) and _telling(body) < SHORT_FILM:
        return Wall("the page shows a film and holds no article", "leave it out, or add a transcript of it")
    return _list_of_articles(body, page)


def wall_after(text: str, page: Declared, *, asks: bool) -> Wall | None:
    """What keeps extracted words from being an article: they ask for consent, or say that nothing is there.

    `asks` is whether the page as it came had something to press to agree.
    """
    said = [line for line in text.split("\n") if line.strip()]
    letters = sum(map(len, said))
    about = sum(len(line) for line in said if CONSENT.search(line))
    if letters and about >= CONSENT_SHARE * letters and about_consent(text) and not is_article(page) and asks:
        return Wall(
            "the page asks for consent and holds no article",
            "open it in a browser, answer there, save the page, and add that file",
        )
    count = count_words(text)
    if count < SHORT_ERROR and not is_article(page):
        if count < FEW_WORDS and _script.search(text):
            return Wall(
                "the page is drawn by a script and holds no article",
                "open it in a browser, save it there, and add that file",
            )
        if _missing.search(text[:400]) and not is_article(page):
            return Wall(
                "the page says that there is no such page",
                "look for the article's present address, and add that",
            )
    return None


def _sent_on(tree: Any) -> str | None:
    """Where a page sends its readers after a moment (meta refresh); None where it does not, or only shows itself anew."""
    for meta in tree.iter("meta"):
        found = _onward.match(meta.get("content") or "")
        if found and (meta.get("http-equiv") or "").strip().lower() == "refresh":
            return found[1].strip()
    return None


def _telling(body: Any) -> int:
    """Words in paragraphs that are no links."""
    return sum(count_words(words(part)) for part in body.iter("p") if part.find(".//a") is None)


def _list_of_articles(body: Any, page: Declared) -> Wall | None:
    """A front or section page: cards with a linked headline and a teaser, and little besides."""
    sizes = Sizes(body)
    cards = cards_of(body, sizes)
    collection = bool(page.kinds & LISTS)
    if len(cards) < (FEWEST_CARDS if collection else LEAST_CARDS):
        return None
    if sum(count for _, count in long_paragraphs(body, set(cards))) >= LEAST_BODY:
        return None
    held = sum(running_in(sizes, card) for card in cards)
    running = running_in(sizes, body)
    if held >= (1 - OUTSIDE) * running or (collection and held > 0.3 * running):
        return Wall(
            "the page is a list of articles (a front or section page)",
            "add the articles it links to, or watch it as a feed",
        )
    return None
