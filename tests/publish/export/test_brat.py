"""brat standoff: the offsets slice the words, line ends are kept out, and the files hold together."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.export.brat import CONF_NAME, fragments
from sayso.publish.export.exporting import export_to
from sayso.spans import Span
from sayso.store.protocol import Store

BOUND = re.compile(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.+)")
LABELS = ("entities", "relations", "attributes")


@pytest.fixture
def folder(reviewed: Store, tmp_path: Path) -> Path:
    """The collection as brat standoff."""
    export_to(reviewed, tmp_path / "brat", "brat")
    return tmp_path / "brat"


def sections(conf: str) -> dict[str, set[str]]:
    """The names that an annotation.conf allows, by section."""
    found: dict[str, set[str]] = {}
    here = ""
    for line in conf.splitlines():
        if line.startswith("["):
            here = line.strip("[]")
        elif line.strip():
            found.setdefault(here, set()).add(line.split("\t")[0])
    return found


def test_every_annotation_slices_its_words(folder: Path, reviewed: Store) -> None:
    """Each fragment on one line, joined by a space; the text is the article's, byte for byte."""
    texts = {article.id: article.text for article in reviewed.articles()}
    assert {*(f"{name}.txt" for name in texts), *(f"{name}.ann" for name in texts), CONF_NAME} == {
        path.name for path in folder.iterdir()
    }
    for name, text in texts.items():
        assert text.encode() == (folder / f"{name}.txt").read_bytes()
        for line in (folder / f"{name}.ann").read_text(encoding="utf-8").split("\n"):
            if line.startswith("T"):
                found = BOUND.fullmatch(line)
                assert found is not None, line
                spans = [tuple(map(int, one.split())) for one in found[3].split(";")]
                pieces = [text[start:end] for start, end in spans]
                assert found[4] == " ".join(pieces)
                assert not any("\n" in piece or "\r" in piece for piece in pieces)


def test_ids_are_unique_and_what_is_named_is_there(folder: Path) -> None:
    """Relations, attributes and notes name annotations of the same file, by names that the configuration has."""
    allowed = sections((folder / CONF_NAME).read_text(encoding="utf-8"))
    for file in folder.glob("*.ann"):
        lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        ids = [line[0] for line in lines]
        assert len(ids) == len(set(ids))
        for number, body, *_ in lines:
            label, *rest = body.split(" ")
            if number.startswith("T"):
                assert label in allowed["entities"]
            elif number.startswith("R"):
                assert label in allowed["relations"]
                assert all(one.partition(":")[2] in ids for one in rest)
            else:
                assert label in allowed["attributes"] | {"AnnotatorNotes"}
                assert rest[0] in ids


def test_a_content_over_a_line_end_is_discontinuous_and_its_state_is_told(folder: Path) -> None:
    """As brat wants it; who said it, how that is known and the review state are attributes and a note."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.ann")))

    assert re.search(r"T1\tDirect \d+ \d+;\d+ \d+\t“We have won about 40 new cranes 🏗,”", text)
    assert {"checked", "disputed", "unreviewed"} == set(re.findall(r"\tReview T\d+ (\w+)", text))
    assert "Mara Vindt" in text
    assert re.search(r"AnnotatorNotes T1\tMara Vindt .*as rendered by", text)


@given(st.text(alphabet="ab \r\n🏗", min_size=1, max_size=40), st.data())
def test_fragments_are_the_span_without_line_ends(text: str, data: st.DataObject) -> None:
    """Nothing else is lost but pieces of white space, and nothing is added."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wanted = [piece for piece in re.split(r"[\r\n]+", text[start:end]) if piece.strip()]
    if not wanted:
        with pytest.raises(ValueError, match="nothing but line ends"):
            fragments(text, [Span(start, end)])
        return

    assert wanted == [text[span.start : span.end] for span in fragments(text, [Span(start, end)])]
