"""What a user's table states of outlets is shown beside their names with its citation, and changes nothing else."""

import json
from collections.abc import Callable

from sayso.publish.export.document import export_json
from sayso.publish.outlet_table import OutletFacts, OutletTable
from sayso.publish.pages.passages import print_passages
from sayso.publish.pages.story import print_story
from sayso.publish.views.shared_texts import group_texts, shared_texts
from sayso.publish.views.stories import find_story, story_view
from sayso.records import SharedPassage
from sayso.store.protocol import Store

STATED = OutletTable([OutletFacts("Elsin Courier", "Vint Press", "Elsinia", "Press Register 2031")])
WORDS = "owned by Vint Press, Elsinia (Press Register 2031)"


def test_pages_show_it_below_the_outlet(harbour: Store, ferry: Store, render: Callable[..., str]) -> None:
    """In the list of articles; of an outlet that is not in the table nothing is said."""
    view = story_view(harbour, find_story(harbour))
    page, plain = render(print_story, view, outlets=STATED), render(print_story, view)
    texts = shared_texts(ferry, group_texts(ferry.rows(SharedPassage)))

    assert plain == page.replace(f"    {WORDS}\n", "")
    assert 1 == page.count(WORDS)
    assert 1 == render(print_passages, texts, 0, where="here", outlets=STATED).count(WORDS)
    assert WORDS not in render(print_passages, texts, 0, where="here")


def test_the_export_lists_outlets_with_what_is_stated_of_them(harbour: Store) -> None:
    """By whose word; without a table the outlets are there, and nothing is stated of them."""
    known = json.loads("".join(export_json(harbour, stated=STATED)))
    plain = json.loads("".join(export_json(harbour)))

    assert [("Elsin Courier", "Vint Press", "Elsinia", "Press Register 2031")] == [
        (one["name"], one["owner"], one["country"], one["citation"]) for one in known["outlets"]
    ]
    assert [("Elsin Courier", None)] == [(one["name"], one["citation"]) for one in plain["outlets"]]
    assert {**known, "outlets": []} == {**plain, "outlets": []}
