"""Whether the words of a clause can stand after "X said that", or are only part of a sentence ("a mill shut in May")."""

from sayso.records import Clause
from sayso.spans import Span

_OPENERS = frozenset(
    "after although and as because before but even if once or since so than though unless until when whenever where "
    "whereas which while who whom whose".split()
)
"""Words that hang a clause on another one; "that" itself is left out by whoever shows the words."""


def follows_that(text: str, span: Span, clause: Clause) -> bool:
    """Whether words (`span`) of a clause are a sentence: its subject, then a finite verb, and nothing that leans on more.

    Grammar is read from the clause's own places. What cannot be told so is taken for a part of a sentence.
    """
    subjects = [place for place in (clause.agent, clause.patient) if place is not None]
    subject = min(subjects, key=lambda place: place.start, default=None)
    if subject is None or not max(span.start, clause.start) <= subject.start < clause.predicate.start:
        return False  # "an accord, signed in Geneva": the noun stands before its clause
    first = text[slice(*span)].split(maxsplit=1)
    predicate = text[slice(*clause.predicate)].lower().split()
    if not first or not predicate or first[0].lower().strip("“”\"'(,") in _OPENERS:
        return False
    if predicate[0] == "to" or (len(predicate) == 1 and predicate[0].endswith("ing")):
        return False
    if len(predicate) > 1:
        return True
    # One participle alone may lack its "was": "the mill closed by the town", "declared the pirates defeated in May".
    return subject != clause.patient and (clause.patient is not None or not predicate[0].endswith("ed"))
