"""One way to parse XML from strangers, and nobody who goes around it."""

import re
from pathlib import Path

import pytest
from lxml import etree

import sayso.ingest
from sayso.ingest.xml_parsers import guarded_parser

INGEST = Path(sayso.ingest.__file__).parent


@pytest.mark.parametrize("recover", [False, True], ids=["sound", "mended"])
def test_no_entity_is_expanded_and_no_file_read(tmp_path: Path, *, recover: bool) -> None:
    (tmp_path / "x").write_text("READ")
    head = f'<!DOCTYPE a [<!ENTITY b "EXPANDED"><!ENTITY c SYSTEM "{(tmp_path / "x").as_uri()}">]>'
    root = etree.fromstring(f"{head}<a>&b;&c;</a>", guarded_parser(recover=recover))

    assert "" == "".join(root.xpath("//text()"))


def test_every_reader_of_xml_asks_for_this_parser() -> None:
    makers = [
        path.name for path in INGEST.rglob("*.py") if re.search(r"\bXMLParser\(", path.read_text("utf-8"))
    ]

    assert ["xml_parsers.py"] == makers
