"""The form of a review: there where reviews are kept, and nowhere else."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from sayso.testing.checks import make_article


@pytest.mark.parametrize("read_only", [True, False])
def test_there_is_no_form_where_nothing_is_changed(
    browse: Callable[..., TestClient],
    read_only: bool,  # noqa: FBT001 - a case of the test
) -> None:
    page = browse(read_only=read_only).get(f"/review/article/{make_article(5, '').id}")

    assert 200 == page.status_code
    assert read_only is ('action="/review"' not in page.text)
