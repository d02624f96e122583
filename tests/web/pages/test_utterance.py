"""The page of an utterance: all renderings, word by word, and what is behind them."""

from collections.abc import Callable
from typing import Any


def test_renderings_are_compared_with_the_first_one(ask: Callable[..., Any], mill: Any) -> None:
    """The Echo carried it a day earlier; against it the Herald's words are marked, and its own words are all there."""
    data = ask(f"/utterance/{mill.hurt.id}.json").json()
    base, other = data["wordings"]

    assert mill.echoed.id == data["base"]
    assert [{"text": "“Nobody was hurt, so far as we know,”", "how": "same"}] == base["pieces"]
    assert [("so", "there"), ("as", "here")] == [
        (piece["text"], piece["how"]) for piece in other["pieces"] if piece["how"] != "same"
    ][:2]
    assert other["words"] == "".join(piece["text"] for piece in other["pieces"] if piece["how"] != "there")
    assert other["differences"]


def test_another_rendering_can_be_the_one_compared_with(ask: Callable[..., Any], mill: Any) -> None:
    """None of them is the right one."""
    data = ask(f"/utterance/{mill.hurt.id}.json?base={mill.hurt.id}").json()

    assert [[mill.hurt.id], [mill.echoed.id]] == [one["attributions"] for one in data["wordings"]]
    assert [True, False] == [one["is_base"] for one in data["wordings"]]


def test_it_says_who_carried_it_first_and_through_whom_it_came(ask: Callable[..., Any], mill: Any) -> None:
    """By stated dates in this collection; a carrier that is not held is called so."""
    data = ask(f"/utterance/{mill.hurt.id}.json").json()
    told = [step["words"] for line in data["renderings"] for step in line["chain_words"]]

    assert data["first"]["words"] == "earliest in this collection: Echo, 2031-05-02"
    assert (1, 2) == (data["origins"]["least"], data["origins"]["most"])
    assert any("Radio Sund: credited, not held" in words for words in told)


def test_speakers_keep_the_basis_that_each_rendering_gives(ask: Callable[..., Any], mill: Any) -> None:
    """Named in one report, a surname in another."""
    data = ask(f"/utterance/{mill.echoed.id}.json").json()

    assert {"named", "by surname"} == {line["basis_words"] for line in data["renderings"]}


def test_an_original_linked_by_a_reviewer_is_shown_with_its_translator(
    ask: Callable[..., Any], mill: Any
) -> None:
    """Its words are those of the article that they stand in."""
    [original] = ask(f"/utterance/{mill.hurt.id}.json").json()["originals"]

    assert ("“Keiner wurde verletzt”", "de", "Toni Vale", "Kim", mill.sund.id) == (
        original["words"],
        original["language"],
        original["translator"],
        original["by"],
        original["article"]["id"],
    )
    assert "Keiner wurde verletzt" in ask(f"/utterance/{mill.hurt.id}").text


def test_an_attribution_that_is_rendered_once_has_a_page_as_well(ask: Callable[..., Any], mill: Any) -> None:
    """Alone, and an id of nothing says what to do."""
    data = ask(f"/utterance/{mill.burned.id}.json").json()

    assert (1, [mill.burned.id]) == (data["carried_by"], [line["attribution"] for line in data["renderings"]])
    assert 200 == ask(f"/utterance/{mill.burned.id}").status_code
    assert 404 == ask("/utterance/ffffffffffffffff").status_code
