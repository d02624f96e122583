"""What people said of lines and discrepancies shows in the pages of their story: checked, disputed, or gone."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from sayso.flow import FLOW
from sayso.publish.collection import Collection, open_collection
from sayso.records import Review, ReviewKind, ReviewSubject
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review
from sayso.run import run
from sayso.spans import Span
from sayso.web.app import make_app

Place = dict[str, Any]


class Desk:
    """A copy of the sample with a client of it; `says` keeps what somebody says and derives what follows."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.story = f"/story/{collection.stories()[0].id}"
        self._client = TestClient(make_app(collection))
        self._count = 0

    def data(self, tab: str) -> Any:
        address, mark, query = tab.partition("?")
        return json.loads(self._client.get(f"{self.story}{address}.json{mark}{query}").content)

    def page(self, tab: str) -> str:
        return self._client.get(self.story + tab).text

    def says(self, kind: str, subject: str, a: Place, b: Place | None = None, **given: Any) -> Review:
        self._count += 1
        review = make_review(
            cast("ReviewKind", kind),
            self._anchor(a),
            None if b is None else self._anchor(b),
            at=f"2031-05-07T10:00:{self._count:02}.000000Z",
            subject=cast("ReviewSubject", subject),
            **given,
        )
        self.collection.store.add_reviews([review])
        assert run(self.collection.store, FLOW, self.collection.settings, workers=1).failures == ()
        return review

    def _anchor(self, place: Place) -> Any:
        (article,) = self.collection.store.articles([place["article"]])
        return make_anchor(article.id, article.text, Span(place["start"], place["end"]))


@pytest.fixture
def desk(sample_db: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the sample that this test alone reviews."""
    shutil.copy(sample_db, tmp_path / "desk.db")
    with open_collection(tmp_path / "desk.db") as collection:
        yield Desk(collection)


def test_a_line_is_checked_and_then_disputed(desk: Desk) -> None:
    """One person confirms, another rejects: the line stays, and says so; whoever asks for either finds it."""
    (line,) = desk.data("/said?speaker=Marenko&several=1&size=1")["utterances"][0]["renderings"][:1]
    place = {"article": line["article"]["id"], "start": line["start"], "end": line["end"]}
    assert desk.data("/said?state=checked")["utterances"] == []

    desk.says("confirm", "attribution", place, by="Ada Roe")

    (found,) = desk.data("/said?state=checked")["utterances"]
    assert line["attribution"] in {one["attribution"] for one in found["renderings"]}
    assert "checked by a reviewer" in desk.page("/said?state=checked")

    desk.says("reject", "attribution", place, by="Ben Lund")

    (found,) = desk.data("/said?state=disputed")["utterances"]
    assert line["attribution"] in {one["attribution"] for one in found["renderings"]}
    assert "state-disputed" in desk.page("/said?state=disputed")


def test_a_discrepancy_is_checked_and_one_that_is_rejected_goes(desk: Desk) -> None:
    first, second, *_ = desk.data("/discrepancies")["discrepancies"]
    for kind, one in (("confirm", first), ("reject", second)):
        a, b = (value["evidence"][0] for value in one["values"][:2])
        slot = {"quotation": "wording", "who": "deed"}.get(one["slot"], one["slot"])
        desk.says(kind, "discrepancy", a, b, by="Ada Roe", field=slot)

    shown = desk.data("/discrepancies")["discrepancies"]

    assert second["id"] not in {one["id"] for one in shown}
    (checked,) = (one for one in shown if one["id"] == first["id"])
    assert (checked["review_state"], checked["reviews"][0]["by"]) == ("checked", "Ada Roe")
    assert [first["id"]] == [one["id"] for one in desk.data("/discrepancies?state=checked")["discrepancies"]]
    assert desk.data("")["counts"]["discrepancies"] == len(shown)
