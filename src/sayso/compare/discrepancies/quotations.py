"""Quoted wording: the same words of one speaker, between quotation marks in two reports, that are not the same.

What a quotation leaves out is no difference, nor is what an outlet adds in brackets; and neither is spelling. What is
left is a word that stands where the other report has another: both cannot be what was said, unless both translate.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from sayso.compare.aligning.scales import addition, change, steps_of
from sayso.compare.aligning.worded import Word
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Gap, Place, fill, span_of, unsaid, written_out
from sayso.words.commonness import function_words, stem

# Longer stretches that differ are two parts of a speech more often than two versions of one part.
LONGEST = 6
# At the end of a sentence nothing follows that would have to be equal, and more is one version.
AT_THE_END = 10
# Within one article a speaker says much twice in other words; a word or two are quoted otherwise.
REPEATED = 2
# Sentences of one speaker with this share of their weight in common (thousandths) are one that he said once.
ONE_SPEAKER = 600
# Letters that two words have in common (Indel similarity) from which they are one, spelt in two ways ("honour", "honor").
SPELT_ALIKE = 0.8
# Places in time and cause that change what is said; "in" and "at", "that" and "this" do not.
TELLING_SMALL = frozenset(
    {"after", "against", "before", "by", "if", "since", "under", "unless", "until", "within", "without"}
)
SMALL = TELLING_SMALL | set("at during for from in of on over through to when while with".split())


def quotations_in(place: Place) -> Iterator[Finding]:
    """Words that differ within quotation marks on both sides, where the marks enclose the same around them."""
    gap = place.gap
    if not (gap.tight and _is_quoted(gap) and _matters(gap) and _same_words(place)):
        return
    sides, shown = [], []
    for article, words, edge in place.sides:
        span = span_of(words or edge)
        sides.append(fill(article, span, article.words(span).casefold()) if words else unsaid(article, span))
        shown.append(f"“{article.words(span)}”" if words else "nothing")
    yield Finding(
        slot="wording",
        difference="wording",
        level=place.level,
        about=place.about,
        sides=((sides[0],), (sides[1],)),
        score=min(900 if gap.a and gap.b else 800, 100 + place.meeting.score),
        reasons=(
            f"within quotation marks, {shown[0]} stands where the other has {shown[1]}",
            *place.meeting.reasons,
            *dict.fromkeys(reason for side in sides for reason in side.reasons),
        ),
    )


def _same_words(place: Place) -> bool:
    """Whether both sides are one speaker's same words."""
    gap, meeting = place.gap, place.meeting
    if place.one is place.two:
        return meeting.basis == "utterance" and max(len(gap.a), len(gap.b)) <= REPEATED
    if meeting.basis != "sentence" or gap.holds(meeting):
        return True
    voices = [article.voice(article.attribution_at(span_of(edge))) for article, _, edge in place.sides]
    return meeting.score >= ONE_SPEAKER and voices[0] == voices[1] != ""


def _is_quoted(gap: Gap) -> bool:
    """Whether the words and those beside them stand in quotation marks, in one pair of them where words are missing."""
    if any(word.quotation < 0 for word in (*gap.a_edge, *gap.b_edge)):
        return False
    return all((gap.a, gap.b)) or len({word.run for word in (gap.b_edge if gap.a else gap.a_edge)}) == 1


def _matters(gap: Gap) -> bool:
    """Whether the words say something else, and are not only written otherwise."""
    if max(len(gap.a), len(gap.b)) > (LONGEST if not gap.last else AT_THE_END) or spelt_alike(gap.a, gap.b):
        return False
    forms = [written_out(side) for side in (gap.a, gap.b)]
    if not all(forms):
        # What was left out without a mark matters where it says how much or how surely.
        return len(forms[0] + forms[1]) == 1 and addition(steps_of(forms[0] + forms[1])) is not None
    if (forms[0].count("not") + forms[1].count("not")) % 2:
        return True
    common = function_words()
    roots = [{stem(form) for form in side if form not in common} for side in forms]
    if all(roots):
        return roots[0] != roots[1]
    if all(len(side) == 1 and side[0] in SMALL for side in forms) and TELLING_SMALL & {*forms[0], *forms[1]}:
        return True
    return change(*(steps_of(side) for side in forms)) is not None


def spelt_alike(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether some words are others written otherwise: joined, shortened, in figures, or in another spelling."""
    one, two = ("".join(written_out(side)) for side in (a, b))
    if one == two:
        return True
    if any(not text.isalpha() for text in (one, two)):
        return False
    return min(len(one), len(two)) > 4 and Indel.normalized_similarity(one, two) >= SPELT_ALIKE
