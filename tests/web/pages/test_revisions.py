"""The stored texts of an article: what differs, word by word, and what is no longer counted."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.publish.views import revisions
from sayso.publish.views.renderings import Rendering
from sayso.web.app import make_app


def test_one_text_has_nothing_to_differ_from(ask: Callable[..., Any], mill: Any) -> None:
    """It says what to do to have two."""
    assert "There is one text only" in ask(f"/article/{mill.herald.id}/revisions").text
    assert 400 == ask(f"/article/{mill.herald.id}/revisions?before=1&after=2").status_code


def test_two_texts_differ_in_the_words_that_were_changed(revised: Any, mill: Any) -> None:
    """A deletion before an insertion, and the whole later text without the deletions."""
    with TestClient(make_app(revised)) as client:
        data = client.get(f"/article/{mill.herald.id}/revisions.json").json()
        html = client.get(f"/article/{mill.herald.id}/revisions").text
    changed = [(one["how"], one["text"].strip()) for one in data["changes"] if one["how"] != "same"]

    assert [("del", "Thursday"), ("ins", "Friday"), ("ins", "“We heard a bang.”")] == changed
    assert mill.herald.text == "".join(one["text"] for one in data["changes"] if one["how"] != "del")
    assert [False, True] == [one["current"] for one in data["texts"]]
    assert "<del>Thursday</del><ins>Friday</ins>" in html


def test_what_was_said_in_a_superseded_text_only_is_struck_through(
    revised: Any, mill: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read when somebody asks for it, and counted nowhere."""
    said = Rendering(article=mill.herald, attribution=mill.burned, speaker=None, detail=None)
    monkeypatch.setattr(revisions, "_said_in", lambda *_: (said,))
    with TestClient(make_app(revised)) as client:
        address = f"/article/{mill.herald.id}/revisions"
        unasked = client.get(address + ".json").json()
        data = client.get(address + ".json?attributions=1").json()
        html = client.get(address + "?attributions=1").text

    assert unasked["lines"] is None
    assert [(False, 1)] == [(line["counted"], line["superseded"]) for line in data["lines"]]
    assert 'class="line gone"' in html
