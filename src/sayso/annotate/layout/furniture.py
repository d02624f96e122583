"""Lines that are no report: page furniture, captions, section crumbs, bylines and credit lines, by their words.

Each pattern must fit a whole line, and lines longer than `LONGEST` are never tried: a body sentence marked as
furniture is lost to every later stage, an unmarked furniture line costs little. Each pattern was kept only where it
fits lines of at least three of the tuning articles and no sentence of reporting was seen among them. Crumbs with signs
between them, share bars and "Name, Correspondent" are the exceptions: pages have them, and whoever gathered those
articles had cut them off.
"""

import re

from sayso.records import MarkKind

LONGEST = 240
"""Characters. With 600 instead, the patterns fit five more lines of the tuning articles, one of them a quotation."""

_person = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:\s(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|la|al|el|van|von|der|bin|ben)){1,4}"
_people = rf"{_person}(?:(?:,\s|,?\sand\s|\s&\s){_person}){{0,6}}"
_agency = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|UPI|Getty(?: Images)?|GETTY|AP Photo|Associated Press|Shutterstock|Xinhua|"
    r"Bloomberg|NurPhoto|Alamy|iStock|Landov|Handout|Pool|Staff|Twitter|YouTube|Flickr|Facebook|Screenshot)"
)


def _any(*patterns: str, ignore_case: bool = True) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"(?:{joined})\s*", re.IGNORECASE if ignore_case else 0)


FURNITURE = _any(
    # advertisements and their labels
    r"advertisements?:?(?: continue reading the main story)?",
    r"ad|sponsored(?: content)?|story continue[sd]?(?: below)?(?: advertisement)?|continue reading(?: the main story| below)?.{0,40}",
    # ways up, down and out
    r"(?:back|return|take me back|go back) to (?:the )?top(?: of (?:this|the) (?:post|page|story|article))?(?: button)?\W*",
    r"(?:scroll|skip|jump) (?:down |up )?to .{1,40}|close|menu|search|loading\W*|(?:hide|show|toggle) comments?\W*|print",
    # sharing
    r"listen to (?:this )?article.{0,80}|link copied\W*|share all sharing options for:.{0,220}",
    r"(?:read or )?share (?:this|the) (?:article|story|post|page|link)\b.{0,80}|share(?: on| via)? (?:facebook|twitter|email)\b.{0,60}",
    r"(?:facebook|twitter|email|e-mail|whatsapp|print|pinterest|reddit|linkedin|share|tweet|post|comments?)"
    r"(?:[ |,/]+(?:facebook|twitter|email|e-mail|whatsapp|print|pinterest|reddit|linkedin|share|tweet|post|comments?))+",
    # newsletters and subscriptions
    r"(?:to get .{1,80}, )?sign up (?:here )?(?:for|to)\b.{1,180}|subscribe (?:to|now|today|here)\b.{1,160}",
    r"thank you for (?:signing up|subscribing)\b.{0,160}|get (?:our|the) (?:free )?.{0,40}(?:newsletter|in your inbox)\b.{0,160}",
    r"get .{1,80} (?:delivered )?(?:to|in) your inbox\b.{0,120}|daily .{1,60}: sign up for our newsletter.{0,20}",
    r"manage newsletters|by signing up,? you agree to .{1,160}|.{0,120}you agree to our privacy policy\W*",
    r"for .{1,80}, subscribe to .{1,80} newsletters?\W*|support .{1,40} journalism\W*|sign up for .{1,60} morning briefing\W*",
    # following
    r"(?:follow|like|find|join) (?:us|him|her|them|me|@\w+|[\w.’' ]{2,40}) on (?:twitter|facebook|instagram|telegram|youtube)\b.{0,120}",
    r"[-–— ]*follow (?:the )?[\w’' ]{2,40} on (?:twitter|facebook)\b.{0,80}|follow @\w+",
    r"(?:e-?mail|contact|write to|send (?:letters|tips|comments|feedback)(?: to)?):? [^\s@]{1,40}@?[\w.-]+\.\w{2,12}\W*",
    # links to other articles
    r"\(? ?(?:also on|more from|read more from|related on) [\w.’' ]{2,30}: ?.{0,160}",
    r"\(? ?(?:see also|read also|also read|also see|read next|up next|related|read more|more|related (?:articles?|stories|coverage|story|links?)|"
    r"recommended|don['’]t miss|full coverage|special coverage|opinion|must read)(?:: ?.{0,180}(?<!\.)|\W*)",
    r"\(? ?(?:photos|pictures|video|videos|watch|listen|slideshow|gallery|read|more)(?: now)?: .{3,180}(?<!\.)",
    r".{10,200} read more",
    r"slideshow \(\d+ images?\)|(?:next|prev|previous) image \d+ of \d+|image \d+ of \d+|\d+ photos?|view gallery\W*|go deeper\W*.{0,80}",
    r"\(?(?:click|tap) here (?:for|to)\b.{1,120}|story highlights?|view comments|\[?(?:pullquote|break|image|video|photo|embed|music)\]?",
    # rights
    r"(?:copyright )?(?:©|\(c\)|copyright) ?(?:©|\(c\))? ?\d{4}\b.{0,180}|all rights reserved\b.{0,160}|"
    r".{0,120}\ball rights reserved\W*.{0,120}|click here for reprint permission\W*",
    # age and updates of the page
    r"\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago|this (?:article|story|post) is more than \d+ (?:months?|years?) old\W*",
    r"\(?(?:last |first )?(?:updated|published|posted)(?: at|:| on)? .{0,20}\d{1,2}[:.]\d{2}[^:]{0,40}\)?",
    # rules between parts
    r"[\W_]{1,12}|#\w{2,20}#",
)

SECTION = _any(
    r"home(?: ?[>»›/|] ?[\w &'’-]{2,30}){1,5}",
    r"analysis ?/ ?opinion:?|opinion|analysis|commentary|editorial|exclusive:?|(?:breaking |world |local |top )news|politics|world",
    r"[A-Z][\w&'’-]+(?: [\w&'’-]+){0,3}(?: ?[>»›|] ?[A-Z][\w&'’-]+(?: [\w&'’-]+){0,3}){1,4}",
    ignore_case=True,
)

_glue = re.compile(r"(?<=[a-z])(?=[A-Z])")
_not_glue = re.compile(r"\b(?:Mc|Mac|De|Le|La|Di|Du|Van|Von|Fitz|i|e|O)$")
_crumb_words = re.compile(
    r"(?:[A-Z][a-z]+|[A-Z]{2,4}|&|and|the|of)(?: (?:[A-Z][a-z]+|[A-Z]{2,4}|&|and|the|of)){0,3}"
)

CAPTION = _any(
    r"(?:enlarge this image|toggle caption|hide caption|enlarge)\b.{0,230}|.{0,200}\b(?:toggle|hide) caption\b.{0,60}",
    r"(?:photo|image|picture|file photo|photograph|photographer|caption|photo credit|image credit|image source|credit)(?: by| courtesy(?: of)?)?: .{2,220}",
)
CAPTION_CREDIT = _any(
    rf".{{0,220}}[(\[](?:[\w.,'’& -]{{2,50}}[/|] ?)+{_agency}(?:[ /|][\w.,'’& /-]{{2,50}})?[)\]]\.?",
    r".{0,200}\([A-Z][\w.'’-]+ (?:[A-Z][\w.'’-]* )?[A-Z][\w'’-]+/[A-Z][\w. ]{1,30}\)",
    rf".{{0,200}}\s{_person}\s?/\s?{_agency}(?:[/ ][\w ]{{2,30}})?",
    rf".{{0,220}}\s?\|\s?{_agency}(?: Images| Photo)?",
    r".{0,220}\((?:(?:AP|Reuters|AFP|Getty) )?(?:[Pp]hoto|[Ii]mage)(?: by|/|:)[^)]{2,60}\)",
    r".{0,160}\S ?/ ?(?:AFP|AP|Reuters|EPA|Pool|NurPhoto|Bloomberg)?(?: ?(?:/|via) ?)?Getty(?: Images)?",
    ignore_case=False,
)

BYLINE = _any(
    rf"(?:[Bb]y|BY)[ :]+{_people}(?:[,|•·–—-]+ ?.{{0,60}})?",
    r"(?:Staff|Editorial Board|Opinion contributor|Special (?:for|to) [A-Z].{2,40}|(?:AP|Reuters|AFP|Press TV) Staff)",
    rf"{_person}, (?:[A-Z][\w ]{{0,30}} )?(?:[Cc]orrespondent|[Ss]taff [Ww]riter|[Rr]eporter|[Ee]ditor|[Cc]olumnist)",
    ignore_case=False,
)
CREDITS = _any(
    r"\(?(?:additional )?(?:reporting|writing|editing|report|compiled|photography|contributions?)(?: and (?:writing|editing|reporting))?"
    r"(?: in .{2,30})? by .{3,220}",
    r"contributing(?: to this .{3,20})?: .{3,160}|[–—-] ?with (?:assistance|reporting|additional reporting|contributions) (?:by|from) .{3,160}",
    r".{5,220}\b(?:contributed|contributing)(?: reporting| research)? to this (?:report|article|story|post|piece)\W*.{0,60}",
    r"(?:associated press|ap|reuters|afp|bloomberg).{0,20}\b(?:writers?|reporters?|journalists?|staff)\b.{3,200} contributed\W*.{0,60}",
    r"(?:the )?(?:associated press|reuters|agence france-presse|afp) contributed(?: to this .{3,10})?\W*",
    r"this (?:article|story|report|post) (?:was |has been )?(?:first|originally) (?:published|posted|appeared) .{3,160}",
)


def glued_crumbs(line: str) -> bool:
    """Whether a line is section names run together ("WorldEuropePolitics"): no more than three words a name."""
    if len(line) > 80 or not _glue.search(line) or not line[:1].isupper():
        return False
    parts = _glue.split(line)
    return (
        len(line.split()) + len(parts) - 1 >= 3  # two words glued are a brand (GlobalPost)
        and all(_crumb_words.fullmatch(part) for part in parts)
        and not any(_not_glue.search(part) for part in parts[:-1])
    )


def kind_of(line: str) -> MarkKind | None:
    """What a whole line is when it is no report; None for everything else."""
    if len(line) > LONGEST:
        return None
    if SECTION.fullmatch(line) or glued_crumbs(line):
        return "section"
    if CREDITS.fullmatch(line) or (BYLINE.fullmatch(line) and not line.endswith((".", ",", ";"))):
        return "byline"
    if CAPTION.fullmatch(line) or CAPTION_CREDIT.fullmatch(line):
        return "caption"
    return "furniture" if FURNITURE.fullmatch(line) else None


def long_caption(text: str, start: int, end: int) -> bool:
    """Whether a line too long for the patterns is a caption: an agency's opening, or its credit in brackets at the end."""
    if end - start > LONGEST_CAPTION:
        return False
    return bool(_file_photo.match(text, start, end) or _photo_credit.search(text, max(start, end - 90), end))


LONGEST_CAPTION = 700
"""Characters; the longest caption with an agency's credit seen in the tuning articles has 628."""
_file_photo = re.compile(r"FILE\s?(?:PHOTO)?\s?(?:[-–—]|:)\s?(?:In this|This)?")
_photo_credit = re.compile(
    r"\((?:AP Photo|(?:AP |Reuters |AFP )?[Pp]hotos?(?: by|:|/)|[A-Z][\w.'’ -]{3,30}/(?:AP|AFP|Reuters|Getty|Pool))"
    r"[^()]{0,70}\)$"
)


def no_report(line: str) -> bool:
    """Whether a whole line is furniture, a caption, a crumb, a byline or a credit line."""
    return kind_of(line) is not None


def credits_from(line: str) -> int:
    """Where in a credit line the credits begin: after the last sentence before "contributed to this report"."""
    tail = _contributed.search(line)
    starts = [match.end() for match in _sentence_break.finditer(line, 0, tail.start())] if tail else []
    return starts[-1] if starts else 0


_contributed = re.compile(r"\b(?:contributed|contributing)\b", re.IGNORECASE)
_sentence_break = re.compile(r"(?<=[a-z\d)]{2}[.!?])[\"”’]?\s+(?=[A-Z—–(-])")
