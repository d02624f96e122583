"""Words as feeds carry them: marked up, escaped once or three times over, or plain."""

import re
from html import unescape

from sayso.ingest.fields import is_markup
from sayso.ingest.fragments import without_markup

LONGEST_TITLE = 500
"""Characters of a title; a longer one is no headline, and its beginning is kept."""
TIMES_ESCAPED = 3
"""How often markup is looked for in what was left of markup: programs escape what is escaped already."""

_entity = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_any_tag = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|em|font|h[1-6]|i|img|li|mark|p|q|s|small|span|strong|sub|sup|time|u|wbr|div)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_controls = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def plain_text(value: str | None, *, marked_up: bool) -> str | None:
    """The words of a text, a line a paragraph; None where there are none.

    `marked_up` says that the feed declares it as HTML; what is plainly markup is taken for such whatever is declared.
    """
    if not value:
        return None
    text = _controls.sub(" ", value)
    if marked_up or "<![CDATA[" in text:
        text = without_markup(text)
    for _ in range(TIMES_ESCAPED):
        if is_markup(text):
            text = without_markup(text)
        elif "&" in text and _entity.search(text):
            unescaped = unescape(text)
            text = without_markup(unescaped) if is_markup(unescaped) else unescaped
        else:
            break
    if is_markup(text):
        text = _any_tag.sub(" ", text).replace("<", " ")
    text = _controls.sub(" ", text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line) or None


def plain_title(value: str | None, *, marked_up: bool = False) -> str | None:
    """A title or a name as one line without markup, or None."""
    if not value:
        return None
    value = value[: 20 * LONGEST_TITLE]
    text = plain_text(value, marked_up=marked_up or bool(_any_tag.search(value)))
    if text is not None and _any_tag.search(text):
        text = _any_tag.sub("", text)
    words = " ".join((text or "").split())
    return words[:LONGEST_TITLE].rstrip() or None
