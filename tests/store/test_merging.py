"""Two versions of one article, of which each says when it was changed, make one article whichever comes first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Article, PublishedBasis
from sayso.store.merging import merge_readings
from sayso.testing import make_article

BASES: tuple[PublishedBasis, ...] = ("stated", "inferred", "dateline", "doubtful")
DAYS = [None, "2031-05-01", "2031-05-02", "2031-05-07"]


@st.composite
def versions(draw: st.DrawFn, hour: int) -> tuple[Article, bool]:
    """A version that was changed at this hour, and whether it says that it may be used."""
    day = draw(st.sampled_from(DAYS))
    basis = draw(st.sampled_from(BASES)) if day else "unknown"
    article = replace(
        make_article(1, draw(st.sampled_from(["Ada came.", "Ada left."]))),
        path=draw(st.sampled_from(["https://paper.example/ada", "ada.json"])),
        updated=f"2031-05-08T{hour}:00:00+00:00",
        published_earliest=day,
        published_latest=day,
        published_basis=basis,
        published_doubt=f"the feed says otherwise at {hour}" if basis == "doubtful" else "",
        title=draw(st.sampled_from([None, "Ada"])),
        language=draw(st.sampled_from([None, "en"])),
        pubstatus=draw(st.sampled_from(["usable", "canceled"])),
        completeness=draw(st.sampled_from(["unknown", "partial", "full"])),
        notes=draw(st.sampled_from([(), (f"read at {hour}",)])),
    )
    return article, article.usable and draw(st.booleans())


@given(versions(10), versions(11))
def test_two_versions_end_alike_in_either_order(
    first: tuple[Article, bool], second: tuple[Article, bool]
) -> None:
    (one, says), (other, says_other) = first, second

    assert merge_readings(one, other, says_usable=says_other) == merge_readings(other, one, says_usable=says)
