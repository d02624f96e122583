"""Tests that need more than a plain machine skip by name, unless SAYSO_REQUIRE says that it must be there."""

import os
from collections.abc import Generator

import pytest

NEEDS = ("data", "postgres", "spark", "browser")


def required() -> tuple[str, ...]:
    """What SAYSO_REQUIRE names ("data,postgres"): a test marked with it may not skip."""
    return tuple(name.strip() for name in os.environ.get("SAYSO_REQUIRE", "").split(",") if name.strip())


def pytest_configure() -> None:
    unknown = sorted(set(required()) - set(NEEDS))
    if unknown:
        raise pytest.UsageError(f"SAYSO_REQUIRE={','.join(unknown)!r} is not one of {', '.join(NEEDS)}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("data") and not os.path.isdir(os.environ.get("SAYSO_DATA", "")):  # noqa: PTH112 - Path("") is the working directory
        pytest.skip("needs the labelled data folder that SAYSO_DATA names")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    missing = [name for name in required() if item.get_closest_marker(name)]
    if report.skipped and missing and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = (
            f"skipped, but SAYSO_REQUIRE={os.environ['SAYSO_REQUIRE']} wants {missing[0]}: {report.longrepr}"
        )
    return report
