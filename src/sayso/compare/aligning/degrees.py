"""Differences of degree: words on one scale, in the content or in the words of saying."""

from collections.abc import Iterator, Sequence

from sayso.compare.aligning.differences import Difference
from sayso.compare.aligning.scales import addition, change, steps_of
from sayso.compare.aligning.worded import NEGATIONS, Word, Worded, read, spans_of


def degree(
    texts: tuple[str, str],
    differ: tuple[Sequence[Word], Sequence[Word]],
    around: tuple[tuple[str, str], tuple[str, str]],
) -> Difference | None:
    """A change of degree among the words that differ in one place, each side with the folded words around it."""
    steps = [
        [
            (number, step)
            for number, step in steps_of([word.form for word in words], before=after)
            if not _is_name(text, words[number])
            and (words[number - 1].form if number else before) not in NEGATIONS
        ]
        for text, words, (before, after) in zip(texts, differ, around, strict=True)
    ]
    found = change(steps[0], steps[1])
    if found is not None and found.first is not None and found.second is not None:
        return _on_scale(
            found.scale, found.step, texts, ((differ[0][found.first],), (differ[1][found.second],))
        )
    # A word of degree that stands alone in its place changes what is said without it; one in a clause of its own is
    # part of that clause.
    if sorted(map(len, differ)) == [0, 1]:
        added = bool(differ[1])
        alone = addition(steps[added])
        if alone is not None:
            return _on_scale(alone.scale, alone.step if added else -alone.step, texts, differ)
    return None


def _is_name(text: str, word: Word) -> bool:
    """Whether a word of degree is written as a name or a month ("Will", "May")."""
    return text[word.start].isupper() and word.form in {"may", "will"}


def _on_scale(
    scale: str, step: int, texts: tuple[str, str], words: tuple[Sequence[Word], Sequence[Word]]
) -> Difference:
    spans = spans_of(words[0]), spans_of(words[1])
    shown = [
        f"“{text[found[0].start : found[-1].end]}”" if found else "nothing"
        for text, found in zip(texts, spans, strict=True)
    ]
    weaker, stronger = shown if step > 0 else reversed(shown)
    return Difference(
        kind="hardens" if step > 0 else "softens",
        a=spans[0],
        b=spans[1],
        why=f"on a scale of {scale}, {weaker} stands below {stronger}",
    )


def in_cues(a: Worded, b: Worded) -> Iterator[Difference]:
    """A change in the strength of the words of saying."""
    if a.cue is None or b.cue is None:
        return
    sides = [read(Worded(text=worded.text, content=(cue,))).words for worded, cue in ((a, a.cue), (b, b.cue))]
    steps = [steps_of([word.form for word in words], cue=True) for words in sides]
    found = change(steps[0], steps[1])
    if found is not None and found.first is not None and found.second is not None:
        words = ((sides[0][found.first],), (sides[1][found.second],))
        yield _on_scale(found.scale, found.step, (a.text, b.text), words)
