"""How surely two names are names of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.actors.matching import MAY_BE_ONE, SURELY_ONE, Kind, compare_names, meeting_keys

KINDS: tuple[Kind, ...] = ("person", "body", "place")
NAMES = (
    st.text()
    | st.text(alphabet="abdhi -'.,ALü")
    | st.sampled_from(["Orla Tavistock", "O. Tavistock", "Tavistok"])
)


def score(one: str, two: str, kind: Kind = "person") -> int:
    """The score alone."""
    return compare_names(one, two, kind=kind).score


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Orla Tavistock", "ORLA TAVISTOCK"),
        ("Renée Vásári", "Renee Vasari"),
        ("Samir al-Mazari", "Samir Mazari"),
        ("Samir al-Maz’ari", "Samir al-Mazari"),
        ("Dr. Orla Tavistock", "Orla Tavistock"),
        ("President Orla Tavistock", "Orla Tavistock"),
        ("Tavistock, Orla", "Orla Tavistock"),
        ("TAVISTOCK, Orla", "Orla Tavistock"),
        ("Орла Тависток", "Orla Tavistok"),
        ("Abdul Rahman Vossi", "Abdulrahman Vossi"),
        ("Abd al-Rahman Vossi", "Abdurrahman Vossi"),
        ("Samir Abu Vossi", "Samir Abuvossi"),
        ("OrlaTavistock", "Orla Tavistock"),
        ("Orla Ta vistock", "Orla Tavistock"),
        ('Orla "Birdie" Tavistock', "Orla Tavistock"),
    ],
)
def test_case_accents_particles_titles_order_and_script_are_no_part_of_a_name(one: str, two: str) -> None:
    assert score(one, two) >= SURELY_ONE


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Samir Vadhimi", "Samir Vadhemi"),
        ("Qorban Vossari", "Ghorban Vossari"),
        ("Yevgeny Marchuk", "Evgeny Marchuk"),
        ("Chiang Wen-hao", "Jiang Wenhao"),
        ("Selcuk Vardar", "Selçuk Vardar"),
        ("Hosein Vadimi", "Hussain Vadimi"),
        ("Dzhamal Vossayev", "Jamal Vossaev"),
    ],
)
def test_letters_for_one_sound_are_another_spelling(one: str, two: str) -> None:
    assert score(one, two) >= MAY_BE_ONE


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("J. Tavistock", "Jonas Tavistock"),
        ("J.-C. Tavistock", "Jonas-Carl Tavistock"),
        ("Bill Tavistock", "William Tavistock"),
        ("Bob Tavistock", "Bobby Tavistock"),
        ("Orla Tavistock", "Orla Maren Tavistock"),
        ("Orla Tavistock", "Orla M. Tavistock"),
        ("Igor Vossarin", "Igor Petrovich Vossarin"),
        ("Tavistock Orla", "Orla Tavistock"),
        ("Orla Tavistokc", "Orla Tavistock"),
    ],
)
def test_initials_short_forms_names_left_out_and_one_slip_may_be_one(one: str, two: str) -> None:
    assert score(one, two) >= MAY_BE_ONE


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Qassem Vossari", "Qassim Tavistock"),
        ("Orla Tavistock", "Maren Tavistock"),
        ("Nikolo Vossari", "Nikola Vossari"),
        ("Michel Vossari", "Michelle Vossari"),
        ("Igor Vossarin", "Igor Vossarina"),
        ("Orla Tavistock Jr.", "Orla Tavistock Sr."),
        ("Orla Tavistock Jr.", "Orla Tavistock"),
        ("Orla W. Tavistock", "Orla H.W. Tavistock"),
        ("Ivana Tavistock", "Ivanka Tavistock"),
        ("Jan Tavistock", "Jen Tavistock"),
        ("Kim Jong Vos", "Kim Yong Vos"),
        ("Orla Bill", "Orla William"),
        ("Orla B. Tavistock", "Orla C. Tavistock"),
        ("A. Tavistock", "Orla Tavistock"),
        ("O. T.", "Orla Tavistock"),
        ("Frank Robert", "Robert Frank"),
        ("Harry Tavistock", "Larry Tavistock"),
        ("王小朋", "王小平"),
        ("Orla", "Orla Tavistock"),
        ("Tavistock", "Orla Tavistock"),
    ],
)
def test_look_alikes_stay_apart(one: str, two: str) -> None:
    assert score(one, two) < MAY_BE_ONE


@pytest.mark.parametrize(
    ("one", "two"), [("Orla Reid", "Orla Reed"), ("Orla Barker", "Orla Parker"), ("Orla Vosk", "Orla Vask")]
)
def test_a_letter_of_a_short_surname_is_never_surely_a_slip(one: str, two: str) -> None:
    assert score(one, two) < SURELY_ONE


def test_a_name_left_out_at_the_end_tells_more_than_one_in_the_middle() -> None:
    assert (
        score("Orla Maren", "Orla Maren Tavistock")
        < SURELY_ONE
        <= score("Orla Tavistock", "Orla Maren Tavistock")
    )


def test_a_slip_tells_less_in_a_name_that_the_news_knows_well() -> None:
    assert score("Orla Johnson", "Orla Johnston") < SURELY_ONE <= score("Orla Tavistock", "Orla Tamistock")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Tavistock Ltd", "Tavistock Limited"),
        ("Tavistock GmbH", "Tavistock"),
        ("The Tavistock Company", "Tavistock Co."),
        ("T.V.S. Company", "TVS Company"),
        ("Tavistock & Sons", "Tavistock and Sons"),
        ("Marine Defence Organisation", "Marine Defense Organization"),
        ("OAO Vossneft", "Open Joint Stock Company Vossneft"),
        ("Ministry of Interior", "the Interior Ministry"),
        ("the United States", "U.S."),
        ("Harbour Rescue Agency", "Harbour Rescue"),
    ],
)
def test_legal_forms_and_small_words_are_no_part_of_a_bodys_name(one: str, two: str) -> None:
    assert score(one, two, "body") >= SURELY_ONE


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("CFU", "Coastal Fishing Union"),
        ("MoD", "Ministry of Defense"),
        ("Vossad Fishing Union", "Vosad Fishing Union"),
        ("Coastal Fishing Union", "Costal Fishing Union"),
        ("Harbour Department", "US Harbour Department"),
    ],
)
def test_acronyms_and_slips_of_bodies_may_be_one(one: str, two: str) -> None:
    assert score(one, two, "body") >= MAY_BE_ONE


def test_a_place_is_one_with_and_without_its_kind_and_in_several_spellings() -> None:
    assert score("Ain al-Vossad", "Ein al-Vosad base", "place") >= MAY_BE_ONE
    assert score("Vossad", "Vosad Province", "place") >= SURELY_ONE


def test_two_words_that_are_nearly_alike_are_doubted_as_names_of_places() -> None:
    assert score("Vostolin", "Vostalin", "place") < SURELY_ONE


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("CFU", "CFA"),
        ("Reserve", "Army Reserve"),
        ("Vossland", "U.S.-Vossland"),
        ("Tavistock State University", "Tavistock University"),
        ("Migration Union", "Immigration Union"),
        ("CFU", "Coastal Farming Association"),
        ("Almasira", "Almadina"),
        ("Tavistock Bank", "Tavistock Trust"),
        ("Tavistock Bank", "Tavistock Bank Norway"),
        ("Tavistock Fund II", "Tavistock Fund III"),
        ("Tavistock Fund", "Tavistock Fund II"),
        ("Government of Vesland", "Government of Estland"),
        ("Unit 310", "Unit 311"),
    ],
)
def test_bodies_that_differ_in_a_word_a_number_or_a_letter_stay_apart(one: str, two: str) -> None:
    assert score(one, two, "body") < MAY_BE_ONE


def test_every_difference_is_a_reason_in_words_the_heaviest_first() -> None:
    match = compare_names("J. Vadhemi", "Jonas Vadhimi", kind="person")
    assert match.reasons == ("j / jonas: an initial", "vadhemi / vadhimi: another spelling")


def test_a_name_of_nothing_matches_none() -> None:
    assert score("Orla Tavistock", " ’ ") == 0
    assert score("", "") == 0
    assert meeting_keys("…", kind="person") == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text", ["vossari " * 50_000, "vossari" * 50_000, "(" * 300_000, "v." * 100_000, '"' * 300_000]
)
def test_a_long_text_that_was_taken_for_a_name_is_compared_at_once(text: str, kind: Kind) -> None:
    assert score(text, text + " tavistock", kind) < MAY_BE_ONE
    assert score(text, text, kind) == 1000
    assert meeting_keys(text, kind=kind) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_of_too_many_words_is_one_only_with_its_equal(kind: Kind) -> None:
    words = "vo sa ri ta " * 10
    assert score(words, words.upper(), kind) >= SURELY_ONE
    assert score(words, words + " mi", kind) < MAY_BE_ONE


@given(NAMES, NAMES, st.sampled_from(KINDS))
def test_the_order_of_two_names_makes_no_difference(one: str, two: str, kind: Kind) -> None:
    assert compare_names(one, two, kind=kind) == compare_names(two, one, kind=kind)


@given(NAMES, NAMES, st.sampled_from(KINDS))
def test_any_two_texts_have_a_score_and_a_reason(one: str, two: str, kind: Kind) -> None:
    match = compare_names(one, two, kind=kind)
    assert 0 <= match.score <= 1000
    assert match.reasons


@given(st.text(alphabet="abcdefgh", min_size=2), st.sampled_from(KINDS))
def test_a_name_is_surely_itself_and_nothing_else_is(name: str, kind: Kind) -> None:
    assert score(name, name, kind) == 1000
    assert score(name, name + "q", kind) < 1000


def test_spellings_of_a_name_meet_under_a_key_with_a_slip_too() -> None:
    spellings = ("Samir al-Vadhimi", "Sameer Vadhemi", "Vadhimi", "VADHIMI, Samir", "Samir al-Vashimi")
    keys = [set(meeting_keys(name, kind="person")) for name in spellings]
    assert all(not keys[0].isdisjoint(others) for others in keys)


def test_a_single_word_has_one_key() -> None:
    assert len(meeting_keys("Tavistock", kind="person")) == 1


@given(NAMES, st.sampled_from(KINDS))
def test_keys_of_any_text_are_sorted_and_each_once(name: str, kind: Kind) -> None:
    keys = meeting_keys(name, kind=kind)
    assert list(keys) == sorted(set(keys))
