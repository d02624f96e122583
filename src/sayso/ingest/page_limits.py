"""What a page may be made of before it is given to a parser: limits that bound time without asking a clock.

A clock would refuse on a slow day what it read on a quick one. How long extraction takes follows from what the page is
made of; measured with trafilatura 2.1 and libxml2 2.14, on one core: 30 microseconds a tag, and for the attributes of
one tag time that grows with their square (10,000: 0.2 s, 40,000: 6 s). Nesting costs nothing, as the parser stops at
256; entities that a document declares are not put in.
"""

import re

from sayso.errors import InputError
from sayso.settings import Limits

# Each character is passed once: nothing is given back, and a tag is looked for after the end of the last one. A value
# with "<" in it may be the page itself after a quotation mark that only a script has, so it is believed for 4 kB.
_attribute = r"""[\s/]++(?:[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|"[^"]{0,4096}+"|'[^']{0,4096}+'|[^\s>]*+))?+|=)?+"""
_tag = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_attribute})*+")
_attributes = re.compile(_attribute)
_ends = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})[^<>]{0,2000}(/?)>")
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)  # fmt: skip


def check_page(page: str, *, path: str, line: int | None, limits: Limits) -> None:
    """InputError, which names the limit, for a page that would take its parser too long."""
    tags = 0
    for match in _tag.finditer(page):
        tags += 1
        start, end = match.span()
        if (
            end - start > 2 * limits.max_tag_attributes
            and sum(1 for _ in _attributes.finditer(page, start, end)) > limits.max_tag_attributes
        ):
            raise InputError(
                f"a tag with more than {limits.max_tag_attributes} attributes",
                fix="save the page's text, and add that, or raise limits.max_tag_attributes",
                path=path,
                line=line,
            )
    if tags > limits.max_page_tags:
        raise InputError(
            f"a page of {tags} tags, more than {limits.max_page_tags}",
            fix="save its text, and add that, or raise limits.max_page_tags",
            path=path,
            line=line,
        )


def deeper_than(page: str, limit: int) -> bool:
    """Whether a page's elements are nested deeper than a limit, as its tags are written."""
    depth = 0
    for match in _ends.finditer(page):
        if match[1]:
            depth -= depth > 0
        elif not match[3] and match[2].lower() not in VOID:
            depth += 1
            if depth > limit:
                return True
    return False
