"""The sample story: it is all there, it is what its README says, and it names nothing real."""

import csv
import json
import re
from importlib.resources.abc import Traversable

import pytest

from sayso import sample

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sample.files()}
README = sample.sidecar().parent / "README.md"  # type: ignore[attr-defined]


def feed() -> list[dict[str, str]]:
    """The records of the wire feed."""
    return [json.loads(line) for line in TEXTS["meridian-wire.jsonl"].splitlines()]


def body(name: str) -> str:
    """What a reader of the report reads, near enough: paragraphs without markup, straight quotes."""
    text = feed()[int(name[-1])]["text"] if name.startswith("meridian") else TEXTS[name]
    for entity, character in (("&ldquo;", '"'), ("&rdquo;", '"'), ("&rsquo;", "'"), ("’", "'")):
        text = text.replace(entity, character)
    return re.sub(r"<[^>]+>", " ", re.sub("[“”]", '"', text))


def test_files_are_given_in_one_order() -> None:
    names = [path.name for path in sample.files()]

    assert sorted(names) == names
    assert all(isinstance(path, Traversable) for path in sample.files())


def test_there_are_html_text_and_jsonl() -> None:
    assert {"html", "jsonl", "txt"} == {name.rpartition(".")[2] for name in TEXTS}


def test_the_sidecar_names_every_bare_file_but_the_clipping() -> None:
    rows = list(csv.DictReader(sample.sidecar().read_text(encoding="utf-8").splitlines()))

    bare = {name for name in TEXTS if name.endswith(".txt")}
    assert bare - {"clipping.txt"} == {row["file"] for row in rows}


def test_the_readme_names_every_file() -> None:
    readme = README.read_text(encoding="utf-8")

    assert [] == [name for name in TEXTS if f"reports/{name}" not in readme]


def test_every_link_leads_to_a_reserved_name() -> None:
    """`.example` never resolves (RFC 2606); schema.org and ogp.me name vocabularies, not pages."""
    everything = "\n".join([*TEXTS.values(), sample.sidecar().read_text(encoding="utf-8")])
    hosts = set(re.findall(r"https?://([^/\"\s,<]+)", everything)) - {"schema.org", "ogp.me"}

    assert [] == sorted(host for host in hosts if not host.endswith(".example"))


@pytest.mark.parametrize(
    ("name", "planted"),
    [
        ("brenholt-courier.html", '"The wall is sound," Water Minister Ilse Marenko told reporters'),
        ("brenholt-courier.html", "on March 3 by a night watchman"),
        ("meridian-wire.jsonl:0", "We will not go home to sleep under a wall that weeps"),
        ("meridian-wire.jsonl:0", "about 3,400 people"),
        ("meridian-wire.jsonl:1", "on April 10"),
        ("torvena-press-agency.txt", "VARETH (TPA) -"),
        ("torvena-press-agency.txt", "about 3,000 citizens"),
        ("torvena-press-agency.txt", "had been detected on March 4"),
        ("torvena-press-agency.txt", "Mikhal Tcherenov"),
        ("kessary-today.html", "DOLMIN (Agencies) –"),
        ("kessary-today.html", "about 4,300 people"),
        ("harbour-ledger.txt", "We are not going back to spend our nights beneath a weeping wall"),
        ("harbour-ledger.txt", "Mihal Cherneov"),
        ("harbour-ledger.txt", "who asked not to be named"),
        (
            "clipping.txt",
            "Kessary Today reported on Monday, quoting the state agency TPA, which in turn quoted",
        ),
        ("northlight-dispatch.html", "on April 1"),
        ("northlight-dispatch.html", "Ms Vanhoost"),
        ("radio-lisk.txt", 'Brukh: "'),
    ],
)
def test_what_the_readme_says_is_planted_is_there(name: str, planted: str) -> None:
    assert planted in body(name)


def test_one_report_quotes_a_man_it_never_introduces() -> None:
    report = body("kessary-today.html")

    assert "Orvek said" in report
    assert "Tomas" not in report
    assert "engineer of the dam" not in report


def test_one_report_states_neither_outlet_nor_date() -> None:
    report = body("clipping.txt")

    assert "2023" not in report
    assert [] == re.findall(r"\b\d{1,2} (?:March|April)|\b(?:March|April) \d", report)
    assert "clipping.txt" not in sample.sidecar().read_text(encoding="utf-8")


def test_a_wire_sentence_stands_in_another_outlet_word_for_word() -> None:
    sentence = (
        "The dam supplies a fifth of Torvenia's electricity and much of the water used by farms in neighbouring "
        "Kessary, 60 km downstream."
    )

    assert [True] * 3 == [
        sentence in body(name)
        for name in ("meridian-wire.jsonl:0", "meridian-wire.jsonl:1", "harbour-ledger.txt")
    ]
