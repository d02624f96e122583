"""A dossier as one file: HTML with its styles inside, or Markdown. Neither loads anything from anywhere.

What articles say is text and stays text: escaped in HTML and in Markdown, never a tag, never a link.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib import resources
from typing import Any, Literal

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from sayso.publish.dossier.redacting import BAR

DossierFormat = Literal["html", "md"]
_SIGNS = re.compile(r"([\\`*_{}\[\]#|~])")
_BEGINS = re.compile(r"^(\s*)([-+>=])|^(\s*\d+)([.)])")
"""What makes a list, a quotation or a heading of a line that begins with it."""
_BAR = Markup('<span class="bar">') + BAR + Markup("</span>")


def write_dossier(data: Mapping[str, Any], form: DossierFormat = "html") -> str:
    """The file's whole text."""
    return _html(data) if form == "html" else _markdown(data)


def styles() -> str:
    """The styles that every HTML dossier has inside."""
    return resources.files("sayso.publish.dossier").joinpath("templates", "dossier.css").read_text("utf-8")


def policy() -> str:
    """What an HTML dossier may load, as a Content-Security-Policy: its own styles and nothing else."""
    known = b64encode(sha256(styles().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"


def _html(data: Mapping[str, Any]) -> str:
    shows_bars = bool(data["redaction"])

    def shown(value: Any) -> Any:
        if not isinstance(value, str) or isinstance(value, Markup) or not shows_bars:
            return value
        return escape(value).replace(escape(BAR), _BAR)

    made = Environment(
        loader=PackageLoader("sayso.publish.dossier"),
        autoescape=True,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["plain"] = escape
    return made.get_template("dossier.html").render(
        d=data,
        styles=Markup(styles()),  # noqa: S704 - our own
        policy=policy(),
    )


def _markdown(data: Mapping[str, Any]) -> str:
    made = Environment(  # noqa: S701 - Markdown: everything is escaped by `finalize`
        loader=PackageLoader("sayso.publish.dossier"),
        finalize=lambda value: _escaped(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = made.get_template("dossier.md").render(d=data)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _escaped(text: str) -> str:
    """Text as Markdown shows it: no sign of it is read as markup, and it stays on its line."""
    if isinstance(text, Markup):
        return text
    plain = _SIGNS.sub(r"\\\1", re.sub(r"[\r\n]+", " ", text))
    plain = _BEGINS.sub(
        lambda found: (
            "\\".join(part or "" for part in found.groups()[:2]) if found[2] else f"{found[3]}\\{found[4]}"
        ),
        plain,
    )
    return plain.replace("&", "&amp;").replace("<", "&lt;")
