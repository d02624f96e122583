"""An RTF file without what is no text, for striprtf to decode.

striprtf knows no hidden and no deleted text, goes through pictures a character at a time, writes the addresses of links into
the sentence, and its patterns for links and fonts take time that grows with the square of a hostile line. So it is given
neither pictures nor the instructions of fields, a table of fonts that we have read, and numbers that are in range; and what
is left out is counted. (RTF 1.9.1; a control word is a backslash, letters and perhaps a number.)
"""

import re
from collections import Counter
from collections.abc import Iterator

LINE_BREAK = "\u2028"
"""What stands for a break inside a paragraph until paragraphs have been told apart."""
BESIDE = {
    "pict": "pictures", "object": "embedded objects", "annotation": "comments", "footnote": "footnotes",
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), "headers and footers"
    ),
}  # fmt: skip
"""Groups that are no part of the body, and what is told of them."""
SILENT = frozenset(
    "fldinst fonttbl stylesheet colortbl info themedata colorschememapping datastore latentstyles listtable revtbl "
    "listoverridetable rsidtbl generator xmlnstbl filetbl userprops pntext listtext nonshppict bkmkstart bkmkend sp "
    "mmathPr atnid atnauthor atndate atnref atrfstart atrfend ftnsep ftnsepc aftnsep aftnsepc upr background".split()
)
"""Groups without words of their own."""
READ_ALTHOUGH_STARRED = frozenset({"shppict", "shpinst", "shptxt"})
"""Groups that a reader may pass over when it does not know them, and that hold words (text boxes) or count (pictures)."""
HIDDEN, DELETED = 1, 2
REWRITTEN = {
    "line": b"{\\uc0\\u8232 }", "lbr": b"{\\uc0\\u8232 }", "cell": b" | ", "nestcell": b" | ",
    "row": b"\\par ", "nestrow": b"\\par ", "softline": b"", "shptxt": b"\\par ", "shpinst": b"",
}  # fmt: skip
"""Control words that striprtf takes for something else or does not know."""
NUMBERS = {"u": (-32_768, 0x10FFFF, 0xFFFD), "uc": (0, 9, 1)}
"""Least and greatest number of a control word, and what stands for one out of range."""
FONTS_WITHIN = 1 << 18
"""Bytes in which the table of fonts is read; Word's longest have some 40 kB."""

_token = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_font = re.compile(rb"\\f(\d{1,6})(?!\d)[^{};]{0,200}?\\fcharset(\d{1,3})(?!\d)")
_high = re.compile(rb"[\x80-\xff]")
_beyond_ascii = re.compile("[^\x00-\x7f]+")


class Cleaning:
    """One file being cleaned: the groups that are open, which text is hidden, and what was left out."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
        self._left_out: Counter[str] = Counter()
        self._states = [0]
        self._out: list[bytes] = []
        try:
            self._raw.decode("utf-8")
            self._utf8 = True  # against the standard, and common in what programs write
        except UnicodeDecodeError:
            self._utf8 = False

    def notes(self) -> Iterator[str]:
        """What was left out, once the file has been cleaned."""
        if self._left_out:
            yield "left out: " + ", ".join(
                f"{count} {what}" for what, count in sorted(self._left_out.items())
            )

    @property
    def is_cut(self) -> bool:
        """Whether the file ended while groups of it were open, once it has been cleaned."""
        return len(self._states) > 1

    def cleaned(self) -> str:
        """The file as ASCII, with the words of its body alone."""
        at, skipped_to, fresh, starred = (
            0,
            0,
            False,
            False,
        )  # skipped_to: the depth of the group that is passed over
        while (match := _token.match(self._raw, at)) is not None:
            at = match.end()
            word, number, code, sign, brace, words = match.groups()
            if word == b"bin":
                at += max(0, min(int(number or 0), len(self._raw) - at))
            elif brace == b"{":
                self._states.append(self._states[-1])
                fresh, starred = True, False
                if not skipped_to:
                    self._out.append(b"{")
            elif brace == b"}":
                if skipped_to in {0, len(self._states)}:
                    skipped_to = 0
                    self._out.append(b"}")
                if len(self._states) > 1:
                    self._states.pop()
                fresh = False
            elif skipped_to:
                continue
            elif sign == b"*" and fresh:
                starred = True
            elif word and fresh and self._passes_over(word.decode("ascii"), match.start(), starred=starred):
                skipped_to = len(self._states)
            else:
                fresh = False
                if word:
                    self._control(word.decode("ascii"), number)
                elif not self._states[-1]:
                    self._text(code, sign, words)
        return b"".join(self._out).decode("ascii", "replace")

    def _passes_over(self, name: str, start: int, *, starred: bool) -> bool:
        """Whether a group that begins with this word is left out."""
        if name in BESIDE:
            self._left_out[BESIDE[name]] += 1
            return True
        if name == "fonttbl":
            fonts = _font.findall(self._raw, start, start + FONTS_WITHIN)
            table = b"".join(b"\n{\\f%s\\fcharset%s x;}" % font for font in fonts)
            self._out.append(b"{\\fonttbl%s}" % table)
        return name in SILENT or (starred and name not in READ_ALTHOUGH_STARRED)

    def _control(self, name: str, number: bytes | None) -> None:
        state = self._states[-1]
        if name in {"v", "deleted"}:
            bit = HIDDEN if name == "v" else DELETED
            on = number is None or int(number) != 0
            if on and not state & bit:
                self._left_out["runs of hidden text" if bit == HIDDEN else "runs of deleted text"] += 1
            self._states[-1] = state | bit if on else state & ~bit
        elif name == "plain":
            self._states[-1] = 0
            self._out.append(b"\\plain ")
        elif state:
            if name in {"par", "row"} and not state & DELETED:
                self._out.append(b"\\par ")
        elif name in REWRITTEN:
            self._out.append(REWRITTEN[name])
        else:
            if name in NUMBERS:
                least, most, instead = NUMBERS[name]
                value = int(number) if number else instead
                number = b"%d" % (value if least <= value <= most else instead)
            self._out.append(b"\\%s%s " % (name.encode(), number or b""))

    def _text(self, code: bytes | None, sign: bytes | None, words: bytes | None) -> None:
        if code:
            self._out.append(b"\\'" + code)
        elif sign is not None and sign in b"\r\n":
            self._out.append(b"\\par ")
        elif sign and sign.isascii() and sign != b"*":
            self._out.append(b"\\" + sign)
        elif words:
            self._out.append(_escaped(words, utf8=self._utf8))


def _escaped(words: bytes, *, utf8: bool) -> bytes:
    """Words in ASCII: bytes above it are of the file's code page, or UTF-8 where all of the file is."""
    if words.isascii():
        return words
    if not utf8:
        return _high.sub(lambda byte: b"\\'%02x" % byte[0][0], words)
    return _beyond_ascii.sub(
        lambda found: "{\\uc0" + "".join(f"\\u{ord(sign)} " for sign in found[0]) + "}",
        words.decode("utf-8", "replace"),
    ).encode("ascii")
