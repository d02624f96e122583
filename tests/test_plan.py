"""A flow that does not fit together is refused, with the words that mend it."""

from dataclasses import replace

import pytest

from sayso.errors import FlowError, SettingsError
from sayso.plan import Chain, check_flow, stage_line, steps
from sayso.records import Article
from sayso.settings import Annotate, Settings
from sayso.testing import TOY_FLOW
from sayso.testing.toys import (
    CLUSTERS,
    ECHOES,
    NAMES,
    PARTS,
    TIES,
    TOKENS,
    WORDS,
    Cluster,
    Name,
    Tokens,
    Word,
)


def refusal(*flow: object) -> str:
    """What a flow is refused with."""
    with pytest.raises(FlowError) as caught:
        check_flow(flow)  # type: ignore[arg-type]
    return str(caught.value)


def test_the_toy_flow_fits_together() -> None:
    check_flow(TOY_FLOW)


def test_the_flow_of_sayso_fits_together() -> None:
    from sayso.flow import FLOW

    check_flow(FLOW)


def test_a_type_that_nobody_writes_is_named() -> None:
    assert "no stage writes Word before 'names' reads it; add one that does to the flow" == refusal(NAMES)


def test_stages_in_the_wrong_order_are_told_how_to_stand() -> None:
    assert "no stage writes Word before 'names' reads it; move 'words' before 'names'" == refusal(
        TOKENS, NAMES, WORDS
    )


def test_a_type_has_one_writer() -> None:
    other = replace(NAMES, name="nouns")

    assert "Name is written by 'names' and by 'nouns'; let one of them write it" == refusal(
        TOKENS, WORDS, NAMES, other
    )


def test_source_records_are_written_by_no_stage() -> None:
    stage = replace(NAMES, reads=(Article,), writes=(Article,))

    assert "Article is written by the source and by 'names'; let one of them write it" == refusal(stage)


def test_two_stages_of_one_name_are_refused() -> None:
    assert "two stages are called 'tokens'; rename one" == refusal(TOKENS, TOKENS)


def test_a_stage_may_not_read_what_it_writes() -> None:
    stage = replace(NAMES, reads=(Article, Name))

    assert "'names' reads Name, which it writes itself; read what it is made of" == refusal(stage)


def test_a_transient_type_does_not_outlive_its_chain() -> None:
    late = replace(NAMES, name="late", reads=(Tokens,), writes=(Name,))

    assert refusal(TOKENS, WORDS, TIES, late).startswith("'late' reads Tokens, which is not kept")


def test_a_type_that_names_no_article_cannot_be_read() -> None:
    late = replace(ECHOES, reads=(Cluster,))

    assert (
        "'echoes' reads Cluster, which belongs to no article; read a type that names its articles"
        == refusal(TOKENS, WORDS, NAMES, TIES, PARTS, CLUSTERS, late)
    )


def test_a_group_carries_only_what_it_reads() -> None:
    stage = replace(CLUSTERS, carries=(Word,))

    assert "'clusters' carries Word but does not read it; add it to `reads`" == refusal(
        TOKENS, WORDS, NAMES, TIES, PARTS, stage
    )


def test_a_stage_takes_reviews_only_where_it_reads_them() -> None:
    assert "'words' takes reviews of some subjects but does not read Review; add it to `reads`" == refusal(
        TOKENS, replace(WORDS, reviews=("time",))
    )


def test_a_cap_below_the_least_size_is_refused() -> None:
    assert "'ties' has cap 1 below its least 2; raise the cap" == refusal(TOKENS, WORDS, replace(TIES, cap=1))


def test_consecutive_each_stages_make_one_chain() -> None:
    names = [step.name for step in steps(TOY_FLOW)]

    assert ["tokens · words · names", "ties", "kins", "parts", "clusters", "echoes"] == names
    first = steps(TOY_FLOW)[0]
    assert isinstance(first, Chain)
    assert (Word, Name) == first.makes
    assert () == first.needs


def test_a_fingerprint_changes_with_what_rows_are_a_function_of_and_with_nothing_else() -> None:
    settings = Settings()
    stage = replace(WORDS, uses=("annotate.languages",))
    line = stage_line(stage, settings)
    other = replace(settings, annotate=Annotate(languages=("en", "fr")))

    changed = [
        stage_line(replace(stage, version=2), settings),
        stage_line(replace(stage, model=lambda _: "m 1.0"), settings),
        stage_line(stage, other),
        stage_line(replace(stage, reads=(Article,)), settings),
    ]
    assert line.fingerprint not in {item.fingerprint for item in changed}
    assert line == stage_line(replace(stage, batch=9), settings)
    assert stage_line(WORDS, settings) == stage_line(WORDS, other)


def test_a_setting_that_does_not_exist_is_named() -> None:
    with pytest.raises(
        SettingsError, match=r"stage 'words' uses a setting that does not exist: annotate\.tongue"
    ):
        stage_line(replace(WORDS, uses=("annotate.tongue",)), Settings())
