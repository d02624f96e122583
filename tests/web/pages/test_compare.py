"""Articles beside each other: what they share is joined, what both have said stands side by side."""

from collections.abc import Callable
from typing import Any


def test_shared_text_has_one_number_in_both_and_leads_over(ask: Callable[..., Any], mill: Any) -> None:
    """Each place is an anchor, and a link to the other one."""
    address = f"/compare?article={mill.herald.id}&article={mill.echo.id}"
    [shared] = ask(address.replace("/compare", "/compare.json")).json()["shared"]
    html = ask(address).text

    assert [mill.herald.id, mill.echo.id] == [place["article"] for place in shared["places"]]
    for here, there in ((0, 1), (1, 0)):
        assert f'id="p-1-{here}"' in html
        assert f'href="#p-1-{there}"' in html
    assert shared["passages"][0]["direction_words"] == "which way it went is unknown"


def test_the_same_utterance_stands_beside_itself(ask: Callable[..., Any], mill: Any) -> None:
    """One row, a column an article; what only one of them has is counted."""
    data = ask(f"/compare.json?article={mill.herald.id}&article={mill.echo.id}").json()
    [row] = data["utterances"]

    assert [[mill.hurt.id], [mill.echoed.id]] == [
        [line["attribution"] for line in column] for column in row["columns"]
    ]
    assert [3, 0] == [article["alone"] for article in data["articles"]]


def test_three_articles_stand_beside_each_other(ask: Callable[..., Any], mill: Any) -> None:
    """One that has nothing in common says so."""
    names = "&".join(f"article={article.id}" for article in mill.articles)
    answer = ask(f"/compare?{names}")

    assert 200 == answer.status_code
    assert "columns-3" in answer.text
    assert "not found in this article" in answer.text


def test_fewer_articles_than_two_give_the_form(ask: Callable[..., Any], mill: Any) -> None:
    """With the articles of the story to choose from; a wrong choice is told in a sentence."""
    data = ask(f"/compare.json?article={mill.herald.id}").json()

    assert {article.id for article in mill.articles} == {one["id"] for one in data["choices"]["articles"]}
    assert [mill.herald.id] == data["choices"]["chosen"]
    assert 200 == ask("/compare").status_code
    assert 404 == ask(f"/compare?article={mill.herald.id}&article=ffffffffffff").status_code
