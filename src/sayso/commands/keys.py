"""What the bytes of a terminal say: text that was typed or pasted, and the keys that mean something else."""

import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from typing import Literal, NamedTuple

Doing = Literal["text", "enter", "erase", "kill", "end"]
DOINGS: dict[str, Doing] = {"enter": "enter", "erase": "erase", "kill": "kill", "end": "end"}
PASTE_ENDS = "\x1b[201~"

_token = re.compile(
    r"(?P<paste>\x1b\[200~)|(?P<function>\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.)|(?P<open>\x1b(?:\[[0-?]*[ -/]*|O)?\Z)|"
    r"(?P<enter>\r\n?|\n)|(?P<erase>[\x7f\x08])|(?P<kill>\x15)|(?P<end>\x04)|"
    r"(?P<text>[^\x00-\x08\x0a\x0d-\x1f\x7f]+)|(?P<other>.)",
    re.DOTALL,
)


class Key(NamedTuple):
    """What was done at the keyboard; what is `pasted` may hold line ends and control characters."""

    what: Doing
    text: str = ""
    pasted: bool = False


class Keys:
    """Turns bytes into keys, wherever they are cut; bytes that are no text in `encoding` become lone surrogates.

    A paste that the terminal marks as one ("bracketed paste") is text whatever it holds. Elsewhere Ctrl-D ends, Ctrl-U and
    Backspace take back, and what else is no text (arrows, other control characters) is left out.
    """

    def __init__(self, encoding: str) -> None:
        self._decoder = getincrementaldecoder(encoding)("surrogateescape")
        self._waiting = ""
        self._pasting = self._line_ended = False

    def feed(self, data: bytes) -> Iterator[Key]:
        """The keys of the next bytes."""
        told = self._waiting + self._decoder.decode(data)
        self._waiting = ""
        at = 0
        if self._line_ended and told:  # the second half of a line end that came in two pieces
            at = int(told.startswith("\n"))
            self._line_ended = False
        while at < len(told):
            if self._pasting:
                at = yield from self._paste(told, at)
            else:
                at = yield from self._key(told, at)

    def _key(self, told: str, at: int) -> Generator[Key, None, int]:
        found = _token.match(told, at)
        assert found is not None  # the last group takes any character
        kind = found.lastgroup or ""
        if kind == "paste":
            self._pasting = True
        elif kind == "open":
            self._waiting = found[0]
        elif kind == "text":
            yield Key("text", found[0])
        elif kind in DOINGS:
            self._line_ended = found[0] == "\r" and found.end() == len(told)
            yield Key(DOINGS[kind])
        return found.end()

    def _paste(self, told: str, at: int) -> Generator[Key, None, int]:
        ends = told.find(PASTE_ENDS, at)
        if ends >= 0:
            self._pasting = False
            upto, after = ends, ends + len(PASTE_ENDS)
        else:  # what may be half of its end, or of a line end, waits for the rest
            open_ = next((n for n in range(len(PASTE_ENDS) - 1, 0, -1) if told.endswith(PASTE_ENDS[:n])), 0)
            upto, after = max(at, len(told) - (open_ or told.endswith("\r"))), len(told)
            self._waiting = told[upto:]
        if at < upto:
            yield Key("text", told[at:upto].replace("\r\n", "\n").replace("\r", "\n"), pasted=True)
        return after
