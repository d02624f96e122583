"""Tests of the clauses: who does what to whom, and in whose voice."""

from typing import Any

from sayso.records import Attribution, Clause
from sayso.stage import Bundle


def _clause(bundle: Bundle, verb: str) -> Clause:
    (found,) = [clause for clause in bundle[Clause] if clause.verb == verb]
    return found


def _words(bundle: Bundle, span: Any) -> str | None:
    return None if span is None else bundle.article.text[span[0] : span[1]]


def test_a_passive_has_the_same_agent_and_patient_as_the_active(annotated: Any) -> None:
    """Whoever "by" names does it."""
    active = annotated("Rebels attacked the harbour of Elsin on Monday.", upto="clauses")
    passive = annotated("The harbour of Elsin was attacked by rebels on Monday.", upto="clauses")

    for bundle, words in (
        (active, ("Rebels", "the harbour of Elsin")),
        (passive, ("rebels", "The harbour of Elsin")),
    ):
        clause = _clause(bundle, "attack")
        assert words == (_words(bundle, clause.agent), _words(bundle, clause.patient))


def test_what_is_said_keeps_its_attribution(annotated: Any) -> None:
    """And the clause of saying is the outlet's own."""
    bundle = annotated("Mara Vint said that the guards had closed the bridge.", upto="clauses")

    assert None is _clause(bundle, "say").attribution
    assert bundle[Attribution][0].id == _clause(bundle, "clos").attribution


def test_a_quotation_of_nobodys_makes_no_clause(annotated: Any) -> None:
    """The outlet does not say what it only quotes."""
    bundle = annotated(
        "A banner hung there. “The guards have stolen our bread” Rain fell later.", upto="clauses"
    )

    assert [] == [
        clause for clause in bundle[Clause] if clause.verb == "steal" and clause.attribution is None
    ]
