"""What docs/scale.md says of hot keys is what the flow does."""

from pathlib import Path

import pytest

from sayso.flow import FLOW
from sayso.stage import Each, Group, Pairs, Stage

SCALE = Path(__file__).parents[1] / "docs" / "scale.md"
MEETING = [stage for stage in FLOW if not isinstance(stage, Each)]


def row_of(stage: Stage) -> list[str]:
    """The cells of the table of hot keys in the row that names a stage."""
    table = SCALE.read_text(encoding="utf-8").partition("## Hot keys")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    names = {name.strip(): row for row in rows for name in row[0].partition(" (")[0].split(",")}
    assert stage.name in names, f"docs/scale.md does not say what bounds {stage.name!r}"
    return names[stage.name]


@pytest.mark.parametrize("stage", MEETING, ids=lambda stage: stage.name)
def test_every_stage_in_which_articles_meet_says_what_bounds_it(stage: Stage) -> None:
    """A cap that is raised in the code is raised in the page, or the page is wrong."""
    cap = stage.cap if isinstance(stage, Group | Pairs) else None

    assert row_of(stage)[1].startswith("none" if cap is None else f"{cap} articles")
