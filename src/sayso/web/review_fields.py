"""What a reviewer can say of each sort of thing, as the choices of one form; and what a filled-in form asks for."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from sayso.errors import SettingsError

Control = Literal["none", "pick", "select", "text", "words", "day", "long"]
AT = "at:"
"""Before the place of words that were picked from a list."""
UNKNOWN = "unknown"


class Option(NamedTuple):
    """One entry of a list: what is sent, and what is read."""

    value: str
    words: str


class Choice(NamedTuple):
    """One thing that can be said: `what` is sent ("change:speaker"), `words` are read, `control` is filled in.

    `now` is what stands there now; `options` are those of a list; `typed` whether another value may be written
    beside the list; `unknown` whether it may be said that it is not known.
    """

    what: str
    words: str
    control: Control = "none"
    label: str = ""
    now: str = ""
    options: Sequence[Option] = ()
    typed: str = ""
    unknown: bool = False
    help: str = ""


def choice_json(choice: Choice) -> dict[str, Any]:
    """A choice as the template and a program read it."""
    return choice._asdict() | {"options": [option._asdict() for option in choice.options]}


def asked_form(fields: Mapping[str, str]) -> dict[str, str]:
    """What a filled-in form asks for, as `Collection.submit` takes it; SettingsError where nothing was chosen.

    The fields of other choices than the one that was made do not count.
    """
    what = fields.get("what", "").strip()
    if not what:
        raise SettingsError("nothing was chosen; say what is to become of it")
    action, _, field = what.partition(":")
    form = {name: fields.get(name, "").strip() for name in ("target", "subject", "by", "tags")}
    form |= {"action": action, "field": field, "note": fields.get("note", "")}
    if action == "add" and field:
        form["subject"], form["field"] = field, ""
    if action == "original":
        return form | _original(fields)
    if action in {"same", "apart"}:
        form["subject"], form["field"] = field or form["subject"], ""
        other = fields.get(f"typed.{what}", "").strip() or fields.get(f"pick.{what}", "").strip()
        if action == "apart" and form["subject"] == "actor":
            return form | {"target": other, "other": form["target"]}
        return form | {"other": other}
    if action in {"change", "add"}:
        form |= _value(fields, what)
    return {name: value for name, value in form.items() if value}


def _value(fields: Mapping[str, str], what: str) -> dict[str, str]:
    """A value or a place: what was typed goes before what was picked; `unknown` gives neither."""
    typed, picked = (fields.get(f"{name}.{what}", "").strip() for name in ("typed", "pick"))
    words = fields.get(f"words.{what}", "").strip()
    found: dict[str, str] = {}
    if typed:
        found["value"] = typed
    elif picked.startswith(AT):
        found["other"] = picked.removeprefix(AT)
    elif picked and picked != UNKNOWN:
        found["value"] = picked
    elif words:
        found["other"] = words
    elif not picked and f"pick.{what}" in fields and what.startswith("change:"):
        raise SettingsError("nothing was picked; choose from the list, or write it")
    more = {"value": f"kind.{what}", "field": f"field.{what}"}
    return found | {name: given for name, sent in more.items() if (given := fields.get(sent, "").strip())}


def _original(fields: Mapping[str, str]) -> dict[str, str]:
    place = fields.get("words.original", "").strip()
    named = ("language", "translator")
    given = {name: fields.get(name, "").strip() for name in named} | {
        "other": place,
        "value": "" if place else fields.get("typed.original", "").strip(),
    }
    return {name: value for name, value in given.items() if value}
