"""A filled-in review: kept, what follows from it derived, and the reviewer sent back to where they were."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from sayso.errors import SettingsError
from sayso.web.answering import Act, Answer, Form, Sent
from sayso.web.asking import Ask, here_or
from sayso.web.review_fields import asked_form

KEPT = "kept"
"""In the address of the page that follows: the id of the review that was kept."""


def do(ask: Ask, form: Form) -> Sent | Answer:
    """Keep one review, or take one back; a mistake in the form is a SaysoError that says what to do."""
    fields = {name: values[-1] for name, values in form.items() if values}
    fields["tags"] = ",".join(form.get("tags", ()))
    asked = asked_form(fields)
    if not asked.get("by"):
        raise SettingsError("a review needs your name; fill it in above the button")
    review = ask.collection.submit(asked)
    return Sent(to=with_kept(fields.get("back", ""), review.id), reviewer=asked["by"])


def with_kept(back: str, review: str) -> str:
    """The page to go back to, told which review was kept; the log where no page of this server is named."""
    parts = urlsplit(here_or(back, "/reviews"))
    rest = [pair for pair in parts.query.split("&") if pair and not pair.startswith(f"{KEPT}=")]
    query = "&".join([*rest, urlencode({KEPT: review})])
    return urlunsplit(("", "", parts.path, query, parts.fragment))


REVIEW_ACT = Act(address="/review", name="keep-review", do=do)
