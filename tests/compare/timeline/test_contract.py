"""The timeline through the whole chain: the contract of stages, on two invented reports read by the real ones."""

from sayso.compare.timeline.timeline import TIMELINE
from sayso.flow import ANNOTATE, RESOLVE
from sayso.records import Article, Event, EventMember
from sayso.testing import check_stage
from sayso.testing.checks import make_article

STORY = "The river Lisk flooded the tannery quarter of Dolmin, and pumps came from Vareth to the quays of the old town."
OWN = "Mayor Orla Penn signed the flood treaty with Vareth on 3 May 2021."
SAID = "Karl Brand, who speaks for the union, said that Orla Penn signed the flood treaty with Vareth on 3 May 2021."


def test_a_claim_stays_one_through_the_whole_chain() -> None:
    """Two outlets tell the deed themselves, the third has it from somebody: two events, and no fourth voice."""
    articles = [
        make_article(number, f"{STORY}\n\n{line}\n", outlet=f"Outlet {number}")
        for number, line in enumerate((OWN, OWN, SAID))
    ]
    rows = check_stage(TIMELINE, (*ANNOTATE, *RESOLVE, TIMELINE), articles)
    events = {row.id: row for row in rows["Event"] if isinstance(row, Event)}
    members = [row for row in rows["EventMember"] if isinstance(row, EventMember)]
    signed = [row for row in members if "signed" in _text(articles, row)]

    assert {"2021-05-03"} == {events[row.event].earliest for row in signed}
    assert {("", 2), ("Karl Brand", 1)} == {
        (events[key].speaker, sum(row.event == key for row in signed))
        for key in {row.event for row in signed}
    }


def _text(articles: list[Article], row: EventMember) -> str:
    text: str = next(one.text for one in articles if one.id == row.article)
    return text[row.start : row.end]
