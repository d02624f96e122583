"""What is large or strange opens all the same, within two seconds: 5 MB, one long line, right to left, a story of 500 articles."""

import time
from collections.abc import Callable, Iterator, Sequence

import pytest
from starlette.testclient import TestClient

from sayso.annotate.layout.marks import MARKS
from sayso.publish.collection import open_collection
from sayso.records import Article, Story, StoryMember
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW
from sayso.web.app import make_app

MOST_S = 2.0
TABS = ("", "/timeline", "/said", "/discrepancies", "/shared", "/positions", "/wording", "/sources")
PLACES = ("quay", "weir", "mill", "ferry", "tower", "market", "chapel", "bridge", "tannery", "harbour")
MANY = 500


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """A story of all articles with a day, and one of each of the others."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        yield Key("many" if bundle.article.published_earliest else bundle.article.id)

    return keys


def open_stories(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[Story | StoryMember]]:
    """The story of a group with its members."""

    def stories(_key: str, members: Sequence[Member]) -> Iterator[Story | StoryMember]:
        ids = tuple(sorted(member.article for member in members))
        yield Story(id=ids[0], title="Lisk floods Dolmin", articles=ids)
        for one in ids:
            yield StoryMember(
                id=one, article=one, story=ids[0], phase=ids[0], phase_earliest=None, phase_latest=None
            )

    return stories


PLAIN_STORIES = Group(
    name="plain_stories",
    version=1,
    reads=(Article,),
    writes=(Story, StoryMember),
    keys=open_keys,
    make=open_stories,
)


def long_text(size: int) -> str:
    """A text of so many characters, in which somebody says something every two hundred words."""
    told = "Pumps 🏗️ ran through the night and the ferry to the old town lay at its quay. " * 15
    lines, length, number = [], 0, 0
    while length < size:
        number += 1
        line = f"[Orla Penn|person] said: The {PLACES[number % 10]} of ward {number} will hold.\n{told}\n\n"
        lines.append(line)
        length += len(line)
    return "".join(lines)[:size]


def reports() -> Iterator[Article]:
    """The texts, each with a headline that names it."""
    yield make_article(1, long_text(5_000_000), title="five megabytes", outlet="Inland Post")
    yield make_article(2, "word by word it goes on " * 42_000, title="one line", outlet="Inland Post")
    yield make_article(
        3,
        "אמרה אורלה פן: הסכר יחזיק.\nقالت أورلا بن إن السد سيصمد.\n[أورلا بن|person] said: السد سيصمد \u202eabc\u202c 🏗️👩‍👩‍👧.\n",
        title="\u202bאורלה פן\u202c",
        outlet="صحيفة السد",
        language="ar",
    )
    for number in range(MANY):
        day = f"2031-05-{1 + number % 28:02}"
        yield make_article(
            100 + number,
            f"The Lisk flooded the tannery quarter of Dolmin and pumps came from Vareth to its quays.\n"
            f"[Orla Penn|person] said: The dyke at the {PLACES[number % 10]} holds, ward {number} is dry.\n",
            title=f"Lisk floods Dolmin, report {number}",
            outlet=f"Outlet {number % 40}",
            published_earliest=day,
            published_latest=day,
            published_basis="stated",
        )


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server of them, with the rows that cost little to make."""
    with open_collection(tmp_path_factory.mktemp("large") / "large.db") as collection:
        collection.store.add(reports())
        run(collection.store, (MARKS, *PLAIN_FLOW, PLAIN_STORIES), Settings(), workers=1)
        client = TestClient(make_app(collection), headers={"Accept": "text/html"})
        client.get("/stories")  # what is loaded once
        client.get(f"/article/{make_article(3, '').id}")
        yield client


def opens(client: TestClient, address: str) -> str:
    """The page at an address, which is there in time."""
    started = time.process_time()
    answer = client.get(address)
    taken = time.process_time() - started

    assert 200 == answer.status_code, f"{address}: {answer.text[:500]}"
    assert taken < MOST_S, f"{address} took {taken:.1f} s"
    return answer.text


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("behind", ["", "?at=20-30", ".json", "/revisions"])
def test_each_article_opens(large: TestClient, number: int, behind: str) -> None:
    opens(large, f"/article/{make_article(number, '').id}{behind}")


def test_the_last_words_of_a_long_article_can_be_opened(large: TestClient) -> None:
    page = opens(large, f"/article/{make_article(1, '').id}?at=4999900-4999950")

    assert "data-text-start" in page


def test_words_from_right_to_left_are_set_apart(large: TestClient) -> None:
    page = opens(large, f"/article/{make_article(3, '').id}")

    assert "السد" in page
    assert 'dir="auto"' in page


@pytest.fixture(scope="module")
def story(large: TestClient) -> str:
    """The story of 500 articles."""
    found = large.get("/stories.json").json()["stories"][0]
    assert found["articles"] == MANY
    return str(found["id"])


@pytest.mark.parametrize("tab", TABS)
def test_a_story_of_500_articles_opens(large: TestClient, story: str, tab: str) -> None:
    opens(large, f"/story/{story}{tab}")


def test_its_data_opens(large: TestClient, story: str) -> None:
    opens(large, f"/story/{story}.json")
    opens(large, f"/api/v1/stories/{story}")


def test_what_all_of_it_says_is_listed_and_found(large: TestClient) -> None:
    for address in ("/stories", "/stories?q=dyke", "/search?q=dyke", "/search?q=ward", "/actors"):
        opens(large, address)
