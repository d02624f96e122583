"""Where a reviewer goes after a review: back, on this server, told what was kept."""

import pytest

from sayso.web.acts.review import with_kept


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        ("/stories", "/stories?kept=r1"),
        ("/article/a1?at=3-9#a-7", "/article/a1?at=3-9&kept=r1#a-7"),
        ("/article/a1?kept=r0&at=3-9", "/article/a1?at=3-9&kept=r1"),
        ("", "/reviews?kept=r1"),
    ],
)
def test_the_reviewer_comes_back_to_the_same_place(back: str, expected: str) -> None:
    assert expected == with_kept(back, "r1")


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "/\t/a//elsewhere.example",  # a browser reads no tab in an address
    ],
)
def test_nobody_is_sent_to_another_server(back: str) -> None:
    assert with_kept(back, "r1") == "/reviews?kept=r1"
