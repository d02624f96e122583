"""Charts: valid Vega-Lite, the numbers of their tables, words for who sees no drawing, and files that are as published."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import altair as alt
import pytest

Ask = Callable[[str], Any]


@pytest.mark.parametrize(("tab", "names"), [("/timeline", ["published", "told"]), ("/shared", ["shared"])])
def test_a_chart_is_valid_and_says_in_words_what_it_shows(
    tab: str, names: list[str], data: Ask, page: Ask
) -> None:
    charts, html = data(tab)["charts"], page(tab)

    assert names == [one["name"] for one in charts]
    for one in charts:
        alt.Chart.from_dict(one["spec"], validate=True)
        assert one["spec"]["data"]["values"]
        assert "url" not in one["spec"]["data"]
        assert one["words"] in html.replace("&#34;", '"')
        assert f'id="chart-{one["name"]}-spec"' in html
    assert html.count('role="img"') == len(charts)


def test_the_table_beside_a_chart_has_its_numbers(data: Ask, page: Ask) -> None:
    published, told = data("/timeline")["charts"]

    drawn = {(one["outlet"], one["day"]): one["articles"] for one in published["spec"]["data"]["values"]}
    assert drawn == {(outlet, day): count for outlet, day, count in published["rows"]}
    days = {day: own + said for day, own, said in told["rows"]}
    for one in told["spec"]["data"]["values"]:
        assert one["events"] <= days[one["day"]]
    assert page("/timeline").count("The same as a table") == 2


def test_the_matrix_is_drawn_with_the_numbers_of_its_table(data: Ask, page: Ask) -> None:
    shared = data("/shared")
    drawn = sorted(one["words"] for one in shared["charts"][0]["spec"]["data"]["values"])

    assert drawn == sorted(one["words"] for one in shared["matrix"]["pairs"])
    assert all(one["link"].replace("&", "&amp;") in page("/shared") for one in shared["matrix"]["pairs"])


def test_a_page_without_a_chart_loads_nothing_for_one(page: Ask) -> None:
    assert "charts.js" in page("/timeline")
    assert "charts.js" not in page("/said")


def test_what_others_made_is_as_they_published_it(folder: Path) -> None:
    """The README beside the files has their sums; each has its licence beside it."""
    home = folder / "vendor"
    told = re.findall(
        r"\| (\S+\.js) \| [^|]+ \| [\d.]+ \| ([0-9a-f]{64}) \|", (home / "README.md").read_text("utf-8")
    )

    assert {path.relative_to(home).as_posix() for path in home.rglob("*.js")} == {name for name, _ in told}
    for name, expected in told:
        assert expected == hashlib.sha256((home / name).read_bytes()).hexdigest()
        licence = home / "vega" / f"LICENSE.{Path(name).name.removesuffix('.min.js')}"
        assert "Redistribution and use" in licence.read_text("utf-8")
    assert all(name.rpartition("/")[2] in (folder / "charts.js").read_text("utf-8") for name, _ in told)
