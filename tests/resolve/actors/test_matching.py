"""How surely two names are names of one."""

from sayso.resolve.actors.matching import compare_names, meeting_keys


def test_a_name_is_surely_itself() -> None:
    assert compare_names("Orla Tavistock", "Orla Tavistock", kind="person").score == 1000


def test_a_name_of_nothing_matches_none() -> None:
    assert compare_names("Orla Tavistock", " ’ ", kind="person").score == 0
    assert meeting_keys("…", kind="person") == ()
