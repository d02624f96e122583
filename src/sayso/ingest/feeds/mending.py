"""Broken XML made sound: what breaks most feeds is put right, and the rest ends where something around it ends.

A parser that recovers drops what it does not understand, and of elements that end in the wrong order it hangs all that
follows into one another. Here a bare ampersand is one, HTML that stands in a description unescaped is balanced, an item ends
where the next begins, and what is open at the end is closed. Each character is passed once.
"""

import re
from collections import Counter
from html.entities import html5

XML_NAMES = frozenset({"lt", "gt", "amp", "quot", "apos"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "meta", "param", "track", "wbr"}
)
"""Elements of HTML that never end. `link` and `source` are a feed's own as well, and do."""
NEVER_NESTED = frozenset({"item", "entry", "channel", "url", "sitemap"})
LONGEST_TAG = 4096
HEAD = 20_000

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
REFERENCE = re.compile(r"&(?:(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)|([a-zA-Z][a-zA-Z0-9]{0,31});)?")
_root = re.compile(r"<(?:[\w-]{1,40}:)?(?:rss|rdf|feed|urlset|sitemapindex|opml|channel)[\s>]", re.IGNORECASE)
_tag = re.compile(r"""<(/?)([A-Za-z_][\w.:-]*+)((?:[^<>"']++|"[^"]{0,1000}+"|'[^']{0,1000}+'|["'])*+)>""")
_attribute = re.compile(r"""([A-Za-z_][\w.:-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=]++)))?+""")


def mended(text: str) -> str:
    """A document of XML as sound as can be made of one that is not; nothing before what looks like its root."""
    text = FORBIDDEN.sub(" ", text)
    begin = _root.search(text[:HEAD])
    text = text[begin.start() :] if begin else text
    made: list[str] = []
    opened: list[str] = []
    count: Counter[str] = Counter()
    absent: set[str] = set()
    at = 0
    while at < len(text):
        here = text.find("<", at)
        if here < 0:
            here = len(text)
        made.append(_sound(text[at:here]))
        if here == len(text):
            break
        if text.startswith(("<!", "<?"), here):
            at = _passed(text, here, made, absent)
            continue
        match = _tag.match(text, here, here + LONGEST_TAG)
        if match is None:
            made.append("&lt;")
            at = here + 1
            continue
        at = match.end()
        ends, name, inside = match.groups()
        plain = name.lower()
        if ends:
            if count[name]:
                _close(name, opened, count, made)
            continue
        if plain in NEVER_NESTED and count[name]:
            _close(name, opened, count, made)
        done = inside.rstrip().endswith("/")
        never = plain in VOID
        made.append(f"<{name}{_attributes(inside.rstrip().removesuffix('/'))}{'/' if done or never else ''}>")
        if not done and not never:
            opened.append(name)
            count[name] += 1
    made += [f"</{name}>" for name in reversed(opened)]
    return "".join(made)


def with_names(text: str) -> str:
    """A document with HTML's names of characters put in, outside of marked sections; other ampersands as they are."""
    if "&" not in text:
        return text
    parts, at = [], 0
    while (begin := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", begin)) >= 0:
        parts += [REFERENCE.sub(_named, text[at:begin]), text[begin : end + 3]]
        at = end + 3
    parts.append(REFERENCE.sub(_named, text[at:]))
    return "".join(parts)


def _passed(text: str, begin: int, made: list[str], absent: set[str]) -> int:
    """Where a comment, a marked section or an instruction ends; the words of a section are kept."""
    for opens, closes in (("<!--", "-->"), ("<![CDATA[", "]]>")):
        if text.startswith(opens, begin):
            end = text.find(closes, begin + len(opens)) if closes not in absent else -1
            if end >= 0:
                if opens == "<![CDATA[":
                    made.append(text[begin : end + 3])
                return end + 3
            absent.add(closes)
            if opens == "<![CDATA[":
                return begin + len(opens)  # its end is missing: what it holds is read as if it stood there
    end = text.find(">", begin)
    return end + 1 if end >= 0 else len(text)


def _close(name: str, opened: list[str], count: Counter[str], made: list[str]) -> None:
    while opened:
        last = opened.pop()
        count[last] -= 1
        made.append(f"</{last}>")
        if last == name:
            return


def _attributes(inside: str) -> str:
    found: dict[str, str] = {}
    for match in _attribute.finditer(inside):
        found.setdefault(match[1], match[2] or match[3] or match[4] or "")
    return "".join(
        f' {name}="{_sound(value).replace(chr(34), "&quot;").replace("<", "&lt;")}"'
        for name, value in found.items()
    )


def _sound(part: str) -> str:
    """Text in which every ampersand begins a reference."""
    part = part.replace("]]>", "]]&gt;")
    return REFERENCE.sub(_escaped, part) if "&" in part else part


def _named(match: re.Match[str]) -> str:
    name = match[2]
    if not name or name in XML_NAMES:
        return match[0]
    found = html5.get(f"{name};")
    return match[0] if found is None else "".join(f"&#{ord(char)};" for char in found)


def _escaped(match: re.Match[str]) -> str:
    if match[2]:
        named = _named(match)
        return named if named != match[0] or match[2] in XML_NAMES else f"&amp;{match[2]};"
    if match[1]:
        digits = match[1][1:-1]
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        allowed = number < 0x110000 and not FORBIDDEN.match(chr(number))
        return match[0] if allowed else " "
    return "&amp;"
