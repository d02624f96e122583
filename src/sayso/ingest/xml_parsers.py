"""How XML from strangers is parsed, for all who read it: nothing is fetched or expanded, and no limit of libxml2 is lifted."""

from typing import Any


def guarded_parser(*, recover: bool = False, encoding: str | None = None) -> Any:
    """A parser for one document. With `recover` it reads of a broken one what it can; `encoding` goes before what is declared."""
    from lxml import etree  # noqa: PLC0415 - it loads for a tenth of a second

    return etree.XMLParser(
        encoding=encoding,
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
