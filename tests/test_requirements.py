"""What a test needs: it skips where that is missing, and fails where SAYSO_REQUIRE wants it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytest_plugins = ["pytester"]


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project of two tests with this project's conftest: one that needs data, one that needs nothing."""
    monkeypatch.delenv("SAYSO_REQUIRE", raising=False)
    monkeypatch.delenv("SAYSO_DATA", raising=False)
    pytester.makeconftest((ROOT / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers =\n    data: data\n    postgres: PostgreSQL\n")
    pytester.makepyfile("""
        import pytest

        @pytest.mark.data
        def test_with_data():
            pass

        @pytest.mark.postgres
        def test_with_a_server():
            pytest.skip("no server")

        def test_plain():
            pass
    """)
    return pytester


def test_a_test_skips_where_what_it_needs_is_missing(project: pytest.Pytester) -> None:
    project.runpytest_inprocess().assert_outcomes(passed=1, skipped=2)


def test_a_test_runs_where_the_data_folder_is_there(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_DATA", str(project.path))

    project.runpytest_inprocess().assert_outcomes(passed=2, skipped=1)


def test_a_skip_fails_where_it_is_required_not_to(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A skip in the setup (the data folder) and one in the test itself (a server) count alike."""
    monkeypatch.setenv("SAYSO_REQUIRE", "data, postgres")

    result = project.runpytest_inprocess()

    counts = result.parseoutcomes()
    assert (1, 0) == (counts["passed"], counts.get("skipped", 0))
    assert 2 == counts.get("failed", 0) + counts.get("errors", 0)
    assert 0 != result.ret


def test_an_unknown_need_is_refused(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_REQUIRE", "dta")

    result = project.runpytest_inprocess()

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["*SAYSO_REQUIRE='dta' is not one of data, postgres*"])
