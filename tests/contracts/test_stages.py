"""Every stage of the flow, and of the toy flow, keeps the contract on a few invented articles."""

import pytest

from sayso.stage import Stage
from sayso.testing import TOY_FLOW, check_stage
from sayso.testing.checks import make_article

TOY_ARTICLES = [
    make_article(n, text)
    for n, text in enumerate(
        ("Alpha Brook cedar", "Brook Cedar 😀 dunes", "", "Dunes", "Brook Dunes Cedar\r\n\u2028ember")
    )
]


@pytest.mark.parametrize("stage", TOY_FLOW, ids=lambda stage: stage.name)
def test_a_toy_stage_keeps_its_contract(stage: Stage) -> None:
    check_stage(stage, TOY_FLOW, TOY_ARTICLES)
