"""A flow with a stage of every kind leaves the same tables whichever engine evaluates it, whatever goes wrong meanwhile."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.engines.spark.running import WORK
from sayso.errors import InputError, StageError
from sayso.records import Article, Failure
from sayso.schema import codec
from sayso.settings import Settings
from sayso.stage import Bundle, Each, Group
from sayso.testing import TOY_FLOW, make_article
from sayso.testing.toys import Word, keys_of_clusters, open_words

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")]

WORDS = ("alpha", "Brook", "cedar", "Dunes", "ember", "stumble", "sand", "7")


def toy_articles() -> list[Article]:
    """Articles that share words, some of them with words at which a stage fails, and words that very many have."""
    texts = [" ".join(WORDS[(n * m) % len(WORDS)] for m in range(1, 6)) for n in range(20)]
    texts += [
        "Harbour lights",
        "Harbour Lights 😀 lanterns",
        "lanterns\u2028 Quay",
        "",
        "7 42",
        "nothing-else",
    ]
    texts += ["Quay wall Harbour", "wall paper paper topple", "topple gone"]
    made = [make_article(n, text, title=f"{n % 3}" * (n % 3)) for n, text in enumerate(texts)]
    return [*made, make_article("withdrawn", "Quay wall Harbour", pubstatus="canceled")]


def dying_once(flag: Path) -> Each:
    """The stage of words, whose process is killed at one article, the first time that it comes there."""

    def make(settings: Settings) -> Callable[[Bundle], Any]:
        words = open_words(settings)

        def read(bundle: Bundle) -> Any:
            if bundle.article.text.startswith("lanterns") and os.environ.get("SPARK_ENV_LOADED"):
                try:
                    flag.touch(exist_ok=False)
                except FileExistsError:
                    return words(bundle)
                os.kill(os.getpid(), signal.SIGKILL)
            return words(bundle)

        return read

    [stage] = [stage for stage in TOY_FLOW if stage.writes == (Word,)]
    assert isinstance(stage, Each)
    return replace(stage, make=make)


def refusing(lacking: Path) -> Group:
    """The stage of clusters, which cannot be opened while there is a file: that is no article's fault."""

    def keys(settings: Settings) -> Any:
        if lacking.exists():
            raise RuntimeError("the model is not there")
        return keys_of_clusters(settings)

    [stage] = [stage for stage in TOY_FLOW if stage.name == "clusters"]
    assert isinstance(stage, Group)
    return replace(stage, keys=keys)


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory,
    spark_tables: Callable[..., Any],
    kept_locally: Callable[..., Any],
) -> tuple[Any, Any, Path]:
    """The tables of the local engine and of Spark, whose first run was broken off and one of whose workers was killed."""
    folder = tmp_path_factory.mktemp("toy")
    articles, flag = toy_articles(), folder / "killed"
    lacking = folder / "lacking"
    worse = {stage.name: stage for stage in (dying_once(flag), refusing(lacking))}
    flow = [worse.get(stage.name, stage) for stage in TOY_FLOW]
    lacking.touch()
    with pytest.raises(StageError, match=r"'clusters' failed on the corpus as a whole: .*model is not there"):
        spark_tables(folder, articles, flow)
    lacking.unlink()
    before = whole_steps(folder)
    spark = spark_tables(folder, articles, flow, keep_work=True)
    after = whole_steps(folder)
    assert before
    assert before == {name: after[name] for name in before}, "what was whole is not made again"
    return kept_locally(articles, TOY_FLOW), spark, flag


def whole_steps(folder: Path) -> dict[str, int]:
    """When each step was written that lies whole between the tables of a run that was broken off."""
    done = (folder / "out" / WORK).rglob("_SUCCESS")
    return {str(path.parent): path.stat().st_mtime_ns for path in done}


def test_every_table_is_the_same(both: tuple[Any, Any, Path]) -> None:
    local, spark, _ = both

    assert local.keys() == spark.keys()
    for name in local:
        assert local[name] == spark[name], name


def test_a_worker_was_killed_and_its_task_was_tried_again(both: tuple[Any, Any, Path]) -> None:
    assert both[2].exists()


def test_what_is_compared_has_everything_in_it(both: tuple[Any, Any, Path]) -> None:
    """Rows in every table but reviews; failures by article, by key, by number and by list; keys and numbers over caps."""
    spark = both[1]
    at = codec(Failure).names.index("stage")
    failed = {row[at] for row in spark["failures"]}
    skipped = {row[0] for row in spark["ledger"] if row[6]}

    assert [] == [name for name, rows in spark.items() if not rows and name != "reviews"]
    assert failed == {"names", "ties", "kins"}
    assert {"ties", "kins"} <= skipped


@pytest.mark.parametrize("texts", [[], ["Alpha brook"]], ids=["no article", "one article"])
def test_hardly_anything_leaves_hardly_anything(
    texts: list[str], tmp_path: Path, spark_tables: Callable[..., Any], kept_locally: Callable[..., Any]
) -> None:
    articles = [make_article(n, text) for n, text in enumerate(texts)]

    assert kept_locally(articles, TOY_FLOW) == spark_tables(tmp_path, articles, TOY_FLOW)


def test_an_article_that_kills_every_worker_fails_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spark_tables: Callable[..., Any],
    kept_locally: Callable[..., Any],
) -> None:
    articles = [make_article(n, text) for n, text in enumerate(["Alpha brook", "vanish", "brook Cedar"])]
    monkeypatch.setenv("SAYSO_TOYS_MAY_DIE", "yes")
    spark = spark_tables(tmp_path, articles, TOY_FLOW[:3])

    assert kept_locally(articles, TOY_FLOW[:3], workers=2) == spark
    assert spark["failures"]


def test_two_articles_of_one_id_are_refused(tmp_path: Path, spark_tables: Callable[..., Any]) -> None:
    one = make_article(1, "Alpha brook")

    with pytest.raises(InputError, match="1 of 2 articles have the id of another"):
        spark_tables(tmp_path, [one, one], TOY_FLOW)
