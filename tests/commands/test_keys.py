"""What the bytes of a terminal say, however they are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.commands.keys import Key, Keys

PASTE = "\x1b[200~{}\x1b[201~"


def said(*pieces: bytes, encoding: str = "utf-8") -> list[Key]:
    """The keys of some pieces, text that was cut put together again."""
    keys = Keys(encoding)
    joined: list[Key] = []
    for key in (key for piece in pieces for key in keys.feed(piece)):
        if joined and key.what == joined[-1].what == "text" and key.pasted == joined[-1].pasted:
            joined[-1] = key._replace(text=joined[-1].text + key.text)
        else:
            joined.append(key)
    return joined


def test_what_is_typed_is_text_and_keys() -> None:
    """Arrows and other control characters say nothing."""
    expected = [Key("text", "Elsn"), Key("erase"), Key("text", "in"), Key("enter"), Key("kill"), Key("end")]

    assert expected == said(b"Els\x1b[An\x7fi\x07n\r\x15\x1bOP\x1b[1;5C\x04")


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_line_end_is_one(end: str) -> None:
    assert [Key("text", "a"), Key("enter"), Key("enter"), Key("text", "b")] == said(f"a{end}{end}b".encode())
    assert [Key("text", "a\n\nb", pasted=True)] == said(PASTE.format(f"a{end}{end}b").encode())


def test_nothing_in_a_paste_is_a_key() -> None:
    inside = "a\x04b\x03c\x7fd\x1b[31me\tf"

    assert [Key("text", inside, pasted=True), Key("end")] == said((PASTE.format(inside) + "\x04").encode())


def test_bytes_that_are_no_text_survive() -> None:
    (key,) = said("Ünal".encode("latin-1"))

    assert "Ünal".encode("latin-1") == key.text.encode("utf-8", "surrogateescape")
    assert [Key("text", "Ünal")] == said("Ünal".encode("latin-1"), encoding="iso8859-1")


@given(
    st.lists(
        st.sampled_from(["a", "é", "“😀", "\r\n", "\r", "\n", "\x1b[A", "\x04", "\x7f", PASTE.format("x\r\ny\x1b[2"), "\x1b"]),
        max_size=8,
    ),
    st.data(),
)  # fmt: skip
def test_it_matters_nowhere_where_bytes_are_cut(parts: list[str], data: st.DataObject) -> None:
    whole = "".join(parts).encode() + b"end\r\r."
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]

    assert said(whole) == said(*pieces)
