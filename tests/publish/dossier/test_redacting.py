"""A name that is to be hidden is hidden in every form and everywhere, and nobody else's is."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import NotFound
from sayso.publish.dossier.dossier import dossier
from sayso.publish.dossier.hidden_names import HiddenNames, hidden_names
from sayso.publish.dossier.redacting import BAR, Redactor
from sayso.publish.views.stories import find_story
from sayso.records import Actor, ActorMember, Article
from sayso.spans import Span
from sayso.store.protocol import Store

Collect = Callable[..., Store]


def plain(text: str) -> str:
    """A text without case, accents and tags, so that no variant hides in them."""
    folded = unicodedata.normalize("NFKD", re.sub(r"<[^>]+>", "", text))
    return "".join(char for char in folded if not unicodedata.combining(char)).casefold()


def hiding(*names: str, words: tuple[str, ...] = ()) -> Redactor:
    """A redactor that knows some whole names and single words, and no mentions."""
    return Redactor(
        HiddenNames(
            phrases=frozenset(tuple(name.split()) for name in names),
            words=frozenset(words),
            mentions={},
            others={},
            spellings=names or words,
            asked=1,
        )
    )


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("apart", [False, True])
def test_no_variant_of_the_name_survives(collected: Collect, form: str, apart: bool) -> None:  # noqa: FBT001
    """Capitals, possessives, curly quotes, accents, plurals, initials, spellings, titles, addresses, files, full texts.

    Also where the other spelling was not found to be the same person.
    """
    store = collected(apart=apart)
    text = dossier(
        store,
        find_story(store),
        form,
        redact=["Lindqvist, Åsa".split(", ")[1] + " Lindqvist"],
        full_text=True,
    )
    told = plain(text)

    assert "asa" not in re.findall(r"[a-z]+", told)
    assert "lindquist" not in told
    assert {"bo lindqvist"} == set(re.findall(r"[a-z]+ lindqvists?|lindqvist", told)) - {""}
    assert "%c3%85" not in text.lower()
    assert BAR.strip("[]") in told
    assert "1 name was redacted" in told


def test_somebody_else_of_the_surname_keeps_it(collected: Collect) -> None:
    """Where the collection's mentions, or a longer name, say that it is theirs."""
    store = collected()
    text = dossier(store, find_story(store), "md", redact=["Åsa Lindqvist"])

    assert "said Bo Lindqvist, a mason" in text
    assert "It is \\[redacted\\] wall," in text


def test_two_names_can_be_hidden(collected: Collect) -> None:
    """Then the surname is gone altogether."""
    store = collected()
    text = plain(dossier(store, find_story(store), redact=["Åsa Lindqvist", "Bo Lindqvist"], full_text=True))

    assert "lindq" not in text
    assert "2 names were redacted" in text


def test_a_surname_alone_hides_all_who_bear_it(collected: Collect) -> None:
    """Whoever is meant, too much is better than too little."""
    store = collected()

    assert "lindq" not in plain(dossier(store, find_story(store), redact=["Lindqvist"], full_text=True))


def test_of_a_body_the_whole_name_is_hidden_and_its_words_are_left(collected: Collect, valley: Any) -> None:
    """The words of it are words; initials of it are a name by themselves."""
    body = valley.entity("Valley Post Office", "MAYOR ÅSA LINDQVIST DENIES LEAK")
    extra = [
        ActorMember(id="8" * 16, article=valley.article.id, entity=body, actor=body, reasons=()),
        Actor(id=body, name="Valley Post Office", type="organization", named=True),
    ]
    redactor = Redactor(hidden_names(collected(*extra), ["Valley Post Office"], [valley.article.id]))

    assert f"{BAR} of the valley, the Valley Post" == redactor.words(
        "VALLEY POST OFFICE of the valley, the Valley Post"
    )


def test_nobody_by_that_name_is_an_error(collected: Collect) -> None:
    """A misspelt name must not pass for one that was hidden."""
    store = collected()

    with pytest.raises(NotFound, match="nothing can be redacted"):
        dossier(store, find_story(store), redact=["Zork Zorkson"])


def test_a_bar_is_one_bar() -> None:
    """Initials and particles between the parts of a name go with it, and an ending of a possessive or a plural."""
    redactor = hiding("mara vint", words=("mara", "vint"))

    assert [BAR, BAR, f"the {BAR} case", f"{BAR}-led", f"{BAR} said"] == [
        redactor.words(text)
        for text in ("Mara J. K. Vint", "Mara de Vint's", "the MARA\n VINT case", "Vint-led", "Vints said")
    ]


def test_a_common_word_is_hidden_only_where_it_is_a_name() -> None:
    """Names are plain words too."""
    redactor = hiding("tom grant", words=("tom", "grant", "will"))

    assert f"{BAR} will grant it; {BAR} agreed" == redactor.words("Grant will grant it; WILL agreed")


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/mara-vint-speaks",
        "https://a.example/mara_vint",
        "https://a.example/MaraVintSpeaks",
        "https://a.example/?q=Mara%20Vint",
        "https://a.example/?q=mara+vint",
        "https://a.example/VINT.html",
        "reports/maravint.txt",
        "C:\\reports\\Vint.txt",
    ],
)
def test_an_address_with_the_name_is_barred(address: str) -> None:
    """Slugs, joined words, percent signs."""
    shown = hiding("mara vint", words=("mara", "vint")).address(address)

    assert BAR in shown
    assert not re.search("vint", shown, re.IGNORECASE)


def test_a_file_that_stands_in_a_text_is_barred_too() -> None:
    """An unknown outlet is called by its file, in sources, chains and counts."""
    redactor = hiding("mara vint", words=("mara", "vint"))

    assert f"outlet unknown ({BAR}Speaks.txt)" == redactor.words("outlet unknown (MaraVintSpeaks.txt)")
    assert f"held ({BAR})" == redactor.words("held (https://a.example/Mara%20Vint)")
    assert "the vintage. A provintial e.g. is left" == redactor.words(
        "the vintage. A provintial e.g. is left"
    )


def test_an_address_without_the_name_is_left_as_it_is() -> None:
    """Percent signs and all."""
    address = "https://a.example/a%20b?c=d%2Fe"

    assert address == hiding("mara vint", words=("mara", "vint")).address(address)


WORDS = st.lists(
    st.sampled_from(
        ["Mara", "Vint", "Mara Vint", "MARA VINT’S", "the", "wall", "–", "“Vint”", "grant", "\n"]
    ),
    max_size=12,
).map(" ".join)


@given(WORDS, st.data())
def test_pieces_are_the_words_but_for_the_names(text: str, data: Any) -> None:
    """However marks, names and the excerpt's edges cut each other: nothing of a name, and nothing else is lost."""
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mark = data.draw(st.integers(start, end - 1))
    article = Article(id="a" * 16, revision="b" * 16, text=text, text_sha256="0" * 64)
    marked = [Span(mark, data.draw(st.integers(mark + 1, end)))]
    hidden = "".join(
        piece.text
        for piece in hiding("mara vint", words=("mara", "vint")).pieces(article, Span(start, end), marked)
    )
    shown = "".join(piece.text for piece in hiding().pieces(article, Span(start, end), marked))

    assert not re.search("mara|vint", hidden, re.IGNORECASE)
    assert " ".join(text[start:end].split()) == " ".join(shown.split())
