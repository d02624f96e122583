"""Tests of the clauses as the stage makes them from an article."""

from typing import Any

import pytest

from sayso.records import Attribution, Clause, Time
from sayso.stage import Bundle

Annotated = Any


def _clause(bundle: Bundle, verb: str) -> Clause:
    found = [clause for clause in bundle[Clause] if clause.verb == verb]
    assert len(found) == 1, [clause.verb for clause in bundle[Clause]]
    return found[0]


def _words(bundle: Bundle, span: Any) -> str | None:
    return None if span is None else bundle.article.text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("text", "verb", "agent", "patient"),
    [
        ("Rebels attacked the harbour of Elsin on Monday.", "attack", "Rebels", "the harbour of Elsin"),
        ("The harbour of Elsin was attacked by rebels on Monday.", "attack", "rebels", "The harbour of Elsin"),
        ("Rebels carried out an attack on the harbour of Elsin.", "attack", "Rebels", "the harbour of Elsin"),
        ("The killing of envoy Dan Roe by rebels shocked Elsin.", "kill", "rebels", "envoy Dan Roe"),
        ("The army attacked and burned the harbour.", "attack", "The army", None),
        ("The bill, which parliament passed on Friday, bans guns.", "pass", "parliament", "The bill"),
        ("Mara Vint, who was arrested in 2019 and charged with theft, was released.", "charg", None, "Mara Vint"),
        ("Dan Roe is the leader of the Harbour Union.", "be", "Dan Roe", "the leader of the Harbour Union"),
        ("The army ordered the guards to leave Elsin.", "leav", "the guards", "Elsin"),
        ("The union has called on the minister to resign.", "resign", "the minister", None),
        ("Rebels prevented the guards from leaving Elsin.", "leav", "the guards", "Elsin"),
        ("Mara Vint called for the withdrawal of the guards.", "call for", "Mara Vint", "the withdrawal of the guards"),
        ("He blew up the bridge and gave Mara Vint the keys.", "blow up", "He", "the bridge"),
        ("The bridge was built by the army and opened by Mara Vint.", "open", "Mara Vint", "The bridge"),
        ("It is safe to cross the bridge.", "cross", None, "the bridge"),
        ("They blamed the army for the bombing of a market in Elsin that killed ten people.", "kill", "the bombing of a market in Elsin", "ten people"),
        ("There are 2,500 guards in Elsin.", "be", None, "2,500 guards in Elsin"),
        ("Rebels, backed by the army of Harrowby, took over the town.", "back", "the army of Harrowby", "Rebels"),
    ],
)  # fmt: skip
def test_who_does_what_to_whom(
    annotated: Annotated, text: str, verb: str, agent: str | None, patient: str | None
) -> None:
    """In the active, the passive, by a noun, and through relative pronouns, joined verbs and controlling ones."""
    bundle = annotated(text, upto="clauses")
    clause = _clause(bundle, verb)

    assert (agent, patient) == (_words(bundle, clause.agent), _words(bundle, clause.patient))


@pytest.mark.parametrize(
    ("text", "verb", "reality", "negated"),
    [
        ("The guards closed the bridge.", "clos", "told", False),
        ("The guards have never closed the bridge.", "clos", "told", True),
        ("No soldiers were killed in the raid.", "kill", "told", True),
        ("Nobody was hurt.", "hurt", "told", True),
        ("The guards will close the bridge.", "clos", "future", False),
        ("The treaty is expected to be signed on Friday.", "sign", "future", False),
        ("Rebels to leave Elsin on Friday", "leav", "future", False),
        ("Should the guards close the bridge, the rebels will come.", "clos", "possible", False),
        ("The plan is to close the bridge.", "clos", "possible", False),
        ("The guards are to close the bridge on Monday.", "clos", "future", False),
        ("Had the guards closed the bridge, Elsin would be safe.", "clos", "possible", False),
        ("The union called for the minister to resign.", "resign", "asked", False),
        ("The guards are not going to close the bridge.", "clos", "future", True),
        ("The guards were sent to Elsin, purportedly to close the bridge.", "send", "told", False),
        ("Mara Vint did not think that the guards had closed the bridge.", "clos", "told", True),
        ("Mara Vint sees no chance of the guards closing the bridge.", "clos", "possible", False),
        ("The vote is expected on Thursday.", "expect", "future", False),
        ("The guards may have closed the bridge.", "clos", "possible", False),
        ("If the guards close the bridge, the rebels will attack.", "attack", "possible", False),
        ("The guards allegedly closed the bridge.", "clos", "possible", False),
        ("Did the guards close the bridge?", "clos", "possible", False),
        ("It is not known who fired the shots.", "fire", "possible", False),
        ("He was accused of killing the envoy.", "kill", "possible", False),
        ("The rebels threatened to attack the town.", "attack", "possible", False),
        ("The guards should close the bridge.", "clos", "asked", False),
        ("The army ordered the guards to leave Elsin.", "leav", "asked", False),
        ("The army demanded that the rebels leave.", "leav", "asked", False),
        ("Mara Vint called for the withdrawal of the guards.", "withdraw", "asked", False),
        ("Mara Vint refused to sign the treaty.", "sign", "told", True),
        ("Mara Vint did not refuse to sign the treaty.", "sign", "told", False),
        ("The guards failed to stop the rebels.", "stop", "told", True),
        ("The minister denied that the guards had closed the bridge.", "clos", "told", True),
        ("The minister denied closing the bridge.", "clos", "told", True),
        ("The guards left without paying the workers.", "pay", "told", True),
        ("The guards were forced to leave Elsin.", "leav", "told", False),
        ("The guards continued to attack the town.", "attack", "told", False),
        ("The guards will sign a deal allowing the rebels to stay.", "allow", "future", False),
    ],
)  # fmt: skip
def test_whether_a_deed_is_told_as_so(
    annotated: Annotated, text: str, verb: str, reality: str, *, negated: bool
) -> None:
    """By its own words, or by the verb, adjective or preposition over it."""
    clause = _clause(annotated(text, upto="clauses"), verb)

    assert (reality, negated) == (clause.reality, clause.negated)


@pytest.mark.parametrize(
    ("text", "verb", "time"),
    [
        ("Mara Vint said on Monday that the guards had closed the bridge.", "say", "Monday"),
        ("Mara Vint said on Monday that the guards had closed the bridge.", "clos", None),
        ("Mara Vint said Monday the guards would leave.", "leav", None),
        ("The guards burned the bridge that rebels had built in 2014.", "burn", None),
        ("The guards burned the bridge that rebels had built in 2014.", "build", "2014"),
        ("The army has been in Elsin since 2003.", "be", None),
        ("Dan Roe met Mara Vint in Elsin on Monday.", "meet", "Monday"),
        ("On Monday he met the envoy and signed the treaty.", "sign", "Monday"),
        ("The guards are going to leave Elsin on Friday.", "leav", "Friday"),
        ("The attack on Elsin took place on Monday.", "attack", "Monday"),
        ("Lawmakers passed a bill two days after the January 3, 2020 attack.", "attack", "January 3, 2020"),
        ("Lawmakers passed a bill two days after the January 3, 2020 attack.", "pass", "two days after"),
    ],
)  # fmt: skip
def test_a_time_dates_the_deed_that_it_hangs_on(
    annotated: Annotated, text: str, verb: str, time: str | None
) -> None:
    """And none beside it, over it or in another voice."""
    bundle = annotated(text, upto="clauses", published_earliest="2021-05-12", published_latest="2021-05-12")
    words = {row.id: _words(bundle, (row.start, row.end)) for row in bundle[Time]}

    assert time == words.get(_clause(bundle, verb).time or "")


def test_what_is_said_keeps_its_attribution(annotated: Annotated) -> None:
    """And the clause of saying is the outlet's own."""
    bundle = annotated("Mara Vint said that the guards had closed the bridge.", upto="clauses")

    assert None is _clause(bundle, "say").attribution
    assert bundle[Attribution][0].id == _clause(bundle, "clos").attribution


def test_i_is_who_is_quoted(annotated: Annotated) -> None:
    """Nobody else is meant by it."""
    bundle = annotated("“I burned the bridge,” said Mara Vint.", upto="clauses")

    assert _clause(bundle, "say").agent_entity == _clause(bundle, "burn").agent_entity is not None


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ("â\x80\x9c", "â\x80\x9d"), ("â€œ", "â€\x9d"), ('"', '"'), ("“", "\n")],
)
def test_a_quotation_of_nobodys_makes_no_clause(annotated: Annotated, opening: str, closing: str) -> None:
    """The outlet does not say what it only quotes."""
    text = f"A banner hung there. {opening}The guards have stolen our bread{closing} Rain fell later."
    bundle = annotated(text, upto="clauses")

    assert [] == [
        clause for clause in bundle[Clause] if clause.verb == "steal" and clause.attribution is None
    ]


def test_a_dateline_is_no_subject(annotated: Annotated) -> None:
    """What stands in a dateline does nothing."""
    bundle = annotated(
        "ELSIN, Norland (Courier) — Mara Vint closed the bridge. She left on Monday.", upto="clauses"
    )

    assert "Mara Vint" == _words(bundle, _clause(bundle, "clos").agent)


@pytest.mark.parametrize("text", ["", " \n", "Elsin.", "???", "“", "“ ”", "Monday"])
def test_what_tells_nothing_has_no_clauses(annotated: Annotated, text: str) -> None:
    """Nor fails."""
    assert () == annotated(text, upto="clauses")[Clause]


def test_an_article_without_a_parse_has_none(annotated: Annotated) -> None:
    """As one in a language that is not read."""
    assert () == annotated("Die Wachen schlossen die Brücke.", upto="clauses", language="de")[Clause]
