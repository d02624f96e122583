"""A role that is given to somebody by a guess keeps its own words."""

import pytest

from sayso.compare.timeline.voices import Voices
from sayso.records import ActorMember, Attribution, Detail, Speaker
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.testing.checks import make_article

TEXT = "The mayor spoke. The dyke broke, the guard in Dolmin said."


@pytest.mark.parametrize(
    ("confidence", "name", "actor"), [(600, "the guard in Dolmin", None), (800, "Orla Penn", "X1")]
)
def test_a_guessed_role_is_shown_as_it_stands(confidence: int, name: str, actor: str | None) -> None:
    article = make_article(0, TEXT)
    at = TEXT.index("the guard")
    said = Attribution(
        id="A1", article=article.id, kind="indirect", content=(Span(17, 31),), cue=None,
        source=Span(at, at + len("the guard in Dolmin")), confidence=900, reasons=(),
    )  # fmt: skip
    speaker = Speaker(
        id="P1", article=article.id, attribution="A1", entity="E1", mention=None, name="Orla Penn", type="person",
        basis="role", confidence=confidence, reasons=(),
    )  # fmt: skip
    member = ActorMember(id="M1", article=article.id, actor="X1", entity="E1", reasons=())
    rows = {Attribution: (said,), Speaker: (speaker,), Detail: (), ActorMember: (member,)}
    voice = Voices(Bundle(article, rows)).of("A1")

    assert (name, actor) == (voice.speaker, voice.actor)
    assert (voice.key == ("X1",)) is (actor is not None)
