"""Text reuse from arrays to passages: which articles to compare, where they run alike, and what of that counts.

Nothing here knows records, stores or texts: the stages `seeds` and `passages` hand in arrays and make records of what
comes out, and `reuse` is the same work over many articles in one go.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.reuse.borders import is_quotation, is_whole, trim
from sayso.resolve.reuse.edits import LEAST_CONTENT, edited_sentences
from sayso.resolve.reuse.page_words import Page
from sayso.resolve.reuse.prints import fingerprints, meet
from sayso.resolve.reuse.runs import Pairs, Run, align, equal_runs, side_by_side

# Seven equal words are still often chance in political news ("the president of the United States said"); from
# eight on, with the test on content words below, they were common text in what was read of the tuning part.
LEAST_WORDS = 8
# ... and of these so many must be more than grammar (4, 5 and 6 find 99.2, 98.6 and 98.6 % of a lightly edited copy,
# eval/passages.py).
LEAST_MEANING = 4
# A whole sentence or quotation is somebody's words from its first to its last, so fewer are needed.
LEAST_WHOLE = 6
# Content words beside names and stock phrases that a whole quotation needs.
LEAST_QUOTED = 2


# Texts that are winnowed together: more of them take more memory and not less time.
TOGETHER = 64


def reuse(
    pages: Sequence[Page], *, outlets: NDArray[np.int64] | None = None
) -> dict[tuple[int, int], list[Run]]:
    """All shared passages of many articles, by pair of places in `pages` (first below second).

    `outlets` are numbers of their outlets (0: unknown), which tell an outlet's own furniture.
    """
    found = [
        values
        for part in (pages[at : at + TOGETHER] for at in range(0, len(pages), TOGETHER))
        for values in fingerprints([page.codes for page in part], [page.content for page in part])
    ]
    articles = np.repeat(np.arange(len(pages)), [len(values) for values in found])
    values = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
    order = np.argsort(values, kind="stable")
    values, articles = values[order], articles[order]
    labels = np.zeros(len(pages), dtype=np.int64) if outlets is None else outlets
    ones, twos = meet(values, articles, labels[articles])
    return {
        (one, two): runs
        for one, two in zip(ones.tolist(), twos.tolist(), strict=True)
        if (runs := passages(pages[one], pages[two]))
    }


def passages(a: Page, b: Page) -> list[Run]:
    """All shared passages of two articles, in the reading order of the first."""
    runs = []
    tiles = equal_runs(a, b)
    for chain in align(a, b, tiles):
        trimmed = trim(side_by_side(chain, a, b), a, b)
        if trimmed is not None:
            run, pairs = trimmed
            if _long_enough(run, a, b) and _says_something(run, pairs, a, b):
                runs.append(run)
    for edited in edited_sentences(a, b, tiles, runs):
        trimmed = trim(edited, a, b)
        if trimmed is not None:
            run, pairs = trimmed
            if _long_enough(run, a, b) and _says_something(run, pairs, a, b):
                runs.append(run)
    return sorted(set(runs))


def _says_something(run: Run, pairs: Pairs, a: Page, b: Page) -> bool:
    """Whether the words in common hold content: written small in one of the two (the other may be a heading).

    Of what one of the two quotes from end to end fewer words have to: it is somebody's for the quotation marks alone.
    """
    ones, twos = pairs
    plain = a.plain[ones] | b.plain[twos]
    quoted = is_quotation(a, run.a, run.a_end) or is_quotation(b, run.b, run.b_end)
    least = LEAST_QUOTED if quoted and run.equal >= LEAST_WORDS else LEAST_CONTENT
    return len(set(a.codes[ones[plain]].tolist())) >= least


def _long_enough(run: Run, a: Page, b: Page) -> bool:
    """Whether a run is long enough to be somebody's text, or is all of a sentence or quotation in both."""
    if run.equal >= LEAST_WORDS:
        meaning = min(
            np.count_nonzero(a.content[run.a : run.a_end]), np.count_nonzero(b.content[run.b : run.b_end])
        )
        if meaning >= LEAST_MEANING:
            return True
    return (
        run.verbatim
        and run.equal >= LEAST_WHOLE
        and is_whole(a, run.a, run.a_end)
        and is_whole(b, run.b, run.b_end)
    )
