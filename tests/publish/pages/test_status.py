"""How things stand, as people read it."""

import io
from typing import Any

from sayso.publish.pages.status import print_status
from sayso.publish.pages.terminal import open_console
from sayso.publish.views.staleness import StageStanding
from sayso.records import Failure
from sayso.store.answers import Status


def stage_of(name: str, **more: Any) -> StageStanding:
    """A stage about which nothing is to be said, but for what is given."""
    quiet: dict[str, Any] = {
        "kind": "each", "version": 1, "model": "", "moved": "", "stale": 0, "why": {}, "owners": 4, "rows": 8,
        "skipped": 0, "failures": 0, "seconds": 0.0, "per_article": 0.0, "share": 0,
    }  # fmt: skip
    return StageStanding(name=name, **(quiet | more))


def shown(
    *stages: StageStanding, failures: tuple[Failure, ...] = (), all_stages: bool = False, **more: Any
) -> str:
    """The page in a terminal of 80 columns."""
    status = Status(
        articles=4,
        revisions=4,
        removed=0,
        missing={},
        languages={"en": 4},
        failures=failures,
        stages=(),
        **more,
    )
    out = io.StringIO()
    console = open_console(out)
    console.width = 80
    print_status(console, status, stages, [], all_stages=all_stages)
    assert max(map(len, out.getvalue().splitlines())) <= 80
    return out.getvalue()


def test_where_nothing_waits_it_says_so() -> None:
    assert "WHAT IS STALE\nnone found: what is derived is up to date\n" in shown(stage_of("marks"))


def test_what_waits_is_told_in_words_with_what_to_do() -> None:
    page = shown(stage_of("marks", stale=3, why={"new": 2, "text": 1}), waiting={"new": 2, "text": 1})
    assert "• 2 articles new, not read yet\n• 1 article with another text\n`sayso run` brings it" in page


def test_stages_that_differ_alike_stand_in_one_line() -> None:
    moved = "version 2, its rows are of version 1"
    page = shown(stage_of("marks", moved=moved), stage_of("times", moved=moved), stage_of("details"))
    assert "• marks, times: version 2, its rows are of version 1\n4 articles will go through them" in page


def test_an_interrupted_run_and_one_at_work_are_named() -> None:
    assert "a run (process 3 on elsin) ended before it was done" in shown(interrupted="process 3 on elsin")
    page = shown(at_work="process 3 on elsin")
    assert "another process (process 3 on elsin) is at work on it now" in page
    assert "`sayso run` brings" not in page


def test_many_failures_for_one_reason_take_two_lines() -> None:
    failures = tuple(
        Failure(
            id=str(n),
            stage="ingest",
            owner="",
            path=f"{n}.txt",
            reason="the file is empty",
            fix="leave it out",
        )
        for n in range(9)
    )
    assert "• 9 times the file is empty; leave it out\n  0.txt, 1.txt, 2.txt and 6 more\n" in shown(
        failures=failures
    )


def test_stages_that_take_no_time_are_listed_when_asked() -> None:
    stages = (stage_of("parses", seconds=3.0, share=999, per_article=0.75), stage_of("marks"))
    assert "marks" not in shown(*stages)
    assert "; 1 more stage: `sayso status --stages`" in shown(*stages).replace("\n", " ")
    assert "marks" in shown(*stages, all_stages=True)
    line = next(line for line in shown(*stages).splitlines() if line.startswith("parses"))
    assert ["parses", "8", "3.0", "750.0", "100", "%"] == line.split()
