"""What a dossier of a story is to hold: the choices, and how much there is to choose from."""

from sayso.web.answering import Answer
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import asked_story, story_answer, story_page

FORMATS = ("html", "md")


def view(ask: Ask) -> Answer:
    """The addresses of the file, and a form that asks for it."""
    of = asked_story(ask)
    data = {
        "files": {form: f"/dossier/{of.story.id}.{form}" for form in FORMATS},
        "choices": ["redact", "full_text", "unchecked", "reviewed_only", "date", "download"],
        "articles": len(of.articles),
    }
    return story_answer(of, "dossier", data)


STORY_DOSSIER = story_page("dossier", view)
