"""The log as lines of JSON: reviews of every kind come back as they went out, and so do lines from before."""

import json
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.publish.reviews.log import LATER, export_reviews, import_reviews, review_json
from sayso.records import Anchor, Review
from sayso.reviews.anchors import whole_anchor
from sayso.reviews.log import make_review, undo

AT = "2031-05-0{}T10:00:00.000000Z"
SAID, WHO = Anchor("a", "We stay", "“", "”", 1, 8), Anchor("a", "Ada Wren", " ", "", 20, 28)
REVIEWS = [
    make_review("confirm", SAID, by="Nora", at=AT.format(1), subject="attribution", tags=("a", "b")),
    make_review("change", SAID, WHO, by="Nora", at=AT.format(2), subject="attribution", field="speaker"),
    make_review("change", SAID, by="Bo", at=AT.format(2), subject="attribution", field="said_on", value="2031-05-01"),
    make_review("original", SAID, by="Bo", at=AT.format(3), subject="attribution", value="Wir bleiben", language="de", translator="Ilse"),
    make_review("add", SAID, by="Bo", at=AT.format(3), subject="time", value="2031-05-01"),
    make_review("change", whole_anchor("a"), by="Bo", at=AT.format(4), subject="article", field="outlet", value="Radio"),
    make_review("same_story", whole_anchor("a"), whole_anchor("b"), by="Bo", at=AT.format(5), subject="story"),
]  # fmt: skip
LINE = review_json(REVIEWS[0])


def read_back(path: Path, lines: str) -> list[Review | InputError]:
    path.write_text(lines, encoding="utf-8")
    return list(import_reviews(path, ()))


def test_reviews_of_every_kind_come_back_as_they_went_out(tmp_path: Path) -> None:
    log = [*REVIEWS, *(undo(review, by="Ada", at=AT.format(9)) for review in REVIEWS)]

    assert log == read_back(tmp_path / "log.jsonl", "".join(export_reviews(log)))


def test_a_line_from_before_there_were_other_subjects_is_read(tmp_path: Path) -> None:
    merge = make_review("same_actor", SAID, WHO._replace(article="b"), by="Nora", at=AT.format(1))
    old = {key: value for key, value in review_json(merge).items() if key not in {*LATER, "value", "tags"}}

    assert [merge] == read_back(tmp_path / "log.jsonl", json.dumps(old))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (LINE | {"subject": "planet"}, "subject 'planet' is not known here; there are actor, story"),
        (LINE | {"subject": 5}, "subject is missing, or is no text"),
        (LINE | {"value": 5}, "value is neither a text nor null"),
        (LINE | {"tags": "a,b"}, "tags is no list of texts"),
        (LINE | {"tags": [1]}, "tags is no list of texts"),
        (LINE | {"tags": ["a"]}, "it was changed"),
        (LINE | {"field": "cue"}, "it was changed"),
        (LINE | {"a": whole_anchor("a")._asdict()}, "a points at no words"),
        (LINE | {"a": SAID._asdict() | {"end": 10**30}}, "a.end is no place in a text"),
        (LINE | {"note": "half \ud800"}, "note holds '\\ud800', which is no character"),
        (LINE | {"tags": ["a\x00b"]}, "tags holds '\\x00', which is no character"),
        (LINE | {"a": SAID._asdict() | {"article": ""}}, "a names no article"),
        (LINE | {"b": {}}, "b.article is missing"),
        (review_json(REVIEWS[-1]) | {"b": None}, "b is missing, or is no object"),
    ],
)
def test_a_line_that_is_no_review_says_why(tmp_path: Path, line: dict[str, object], why: str) -> None:
    [wrong] = read_back(tmp_path / "log.jsonl", json.dumps(line))

    assert isinstance(wrong, InputError)
    assert why in str(wrong)
