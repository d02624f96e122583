"""PARSES: the grammar of each article, by a spaCy pipeline, as parallel lists over its tokens.

The parse is transient: it is handed to the later stages of the same article and never stored. White-space tokens
are left out. Sentence starts that the layout settles are given to the parser beforehand: a paragraph or a marked
zone always starts one, a closing quotation mark and the name after a title ("Mr.") never do.
"""

import hashlib
import importlib
import importlib.util
import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.layout.paragraphs import paragraphs, pieces
from sayso.annotate.whether_read import why_unread
from sayso.errors import MissingExtra, SettingsError
from sayso.records import Article, Mark, Parse
from sayso.settings import Settings
from sayso.stage import Bundle, Each

SURROGATE = re.compile("[\ud800-\udfff]")
NO_START = re.compile(
    # a closing mark that nothing but a sentence's end or its own kind precedes without a space
    r"(?<=\S)(?=[”»](?!\w))"
    r"|(?<=[.,!?;:…—\-])(?=\"(?:\s|$))"
    # a title before a name
    r"|\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rep|Reps|Sen|Sens|Gov|Govs|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Adm|Brig|Rev|Hon|St)\.\s+(?=\S)"
)
"""Places where no sentence starts, whatever the parser thinks."""
FIELDS = ("IDX", "LENGTH", "HEAD", "TAG", "POS", "DEP", "ENT_TYPE", "ENT_IOB", "SENT_START", "IS_SPACE")
BATCH = 16
"""Articles a call: spaCy's default of 256 is a fifth slower and takes three times the memory."""


def open_parses(settings: Settings) -> Callable[[list[Bundle]], list[list[Parse]]]:
    """Load the pipeline once; the function parses up to 16 articles a call.

    Raises MissingExtra when the pipeline is not installed, SettingsError when the setting names something else.
    The function raises ValueError for a text over `limits.max_text_chars`.
    """
    nlp = _load(settings.annotate.spacy_model)
    limit = settings.limits.max_text_chars

    def parses(bundles: list[Bundle]) -> list[list[Parse]]:
        wanted = [
            not why_unread(bundle.article, settings) and bool(bundle.article.text.strip())
            for bundle in bundles
        ]
        for bundle in bundles:
            _check_length(bundle.article.text, limit)
        parts: list[list[tuple[int, NDArray[np.int64]]]] = [[] for _ in bundles]
        with nlp.memory_zone():
            stream = (
                (doc, (index, start))
                for index, bundle in enumerate(bundles)
                if wanted[index]
                for start, doc in _docs(nlp, bundle)
            )
            for doc, (index, start) in nlp.pipe(stream, as_tuples=True, batch_size=BATCH):
                parts[index].append((start, _table(doc)))
        names = _Names(nlp.vocab.strings)
        return [
            [_parse(bundle.article.id, parts[index], names)] if wanted[index] else []
            for index, bundle in enumerate(bundles)
        ]

    return parses


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise ValueError(
            f"a text of {len(text):,} characters is over the limit of {limit:,}; "
            "split it, or raise limits.max_text_chars"
        )


def _load(name: str) -> Any:
    try:
        package = importlib.import_module(name)
    except ImportError as error:
        raise MissingExtra(
            f"the spaCy pipeline '{name}' cannot be imported ({error}); install it with "
            f"'pip install {name.replace('_', '-')}', or name another one in annotate.spacy_model"
        ) from error
    except ValueError as error:
        raise SettingsError(
            f"annotate.spacy_model = {name!r} is no import name; give one, as 'my_pipeline'"
        ) from error
    if not hasattr(package, "load"):
        raise SettingsError(
            f"annotate.spacy_model = '{name}' is no spaCy pipeline (it has no load()); name an installed pipeline"
        )
    return package.load(exclude=["lemmatizer"])


def _docs(nlp: Any, bundle: Bundle) -> Iterable[tuple[int, Any]]:
    """The article's text as unparsed docs with their offset, its settled sentence starts set."""
    text = SURROGATE.sub("\ufffd", bundle.article.text)
    blocks = [span.start for span in paragraphs(text)]
    zones = {edge for mark in bundle[Mark] for edge in (mark.start, mark.end)}
    always, never = (
        np.array(sorted({*blocks, *zones}), dtype=np.int64),
        np.array([match.end() for match in NO_START.finditer(text)], dtype=np.int64),
    )
    for start, end in pieces(text, blocks):
        doc = nlp.make_doc(text[start:end])
        first = doc.to_array("IDX").astype(np.int64) + start
        for index in _tokens_at(first, never):
            doc[index].is_sent_start = False
        for index in _tokens_from(doc, first, always, end):
            doc[index].is_sent_start = True
        yield start, doc


def _tokens_at(first: NDArray[np.int64], places: NDArray[np.int64]) -> list[int]:
    """The tokens that begin exactly at one of the places."""
    found: list[int] = np.flatnonzero(np.isin(first, places)).tolist()
    return found


def _tokens_from(doc: Any, first: NDArray[np.int64], places: NDArray[np.int64], end: int) -> list[int]:
    """For each place within a doc, the first token at or after it that is no white space."""
    if not len(first):
        return []
    inside = places[(places >= first[0]) & (places < end)]
    found = []
    for index in np.searchsorted(first, inside).tolist():
        here = index
        while here < len(doc) and doc[here].is_space:
            here += 1
        if here < len(doc):
            found.append(here)
    return found


def _table(doc: Any) -> NDArray[np.int64]:
    table: NDArray[np.int64] = doc.to_array(list(FIELDS)).view(np.int64)
    return table


class _Names:
    """Strings by their id: a table of some hundred labels, so that no token asks the string store."""

    def __init__(self, strings: Any) -> None:
        self._strings = strings
        self._known: dict[int, str] = {0: ""}

    def __call__(self, column: NDArray[np.int64]) -> list[str]:
        known, strings = self._known, self._strings
        for key in np.unique(column).tolist():
            if key not in known:
                known[key] = strings[key & 0xFFFFFFFFFFFFFFFF]
        return [known[key] for key in column.tolist()]


def _parse(article: str, parts: list[tuple[int, NDArray[np.int64]]], names: _Names) -> Parse:
    """One record from the tables of an article's pieces."""
    offset, shifted = 0, []
    for start, table in parts:
        moved = table.copy()
        moved[:, 0] += start
        moved[:, 2] += np.arange(offset, offset + len(table))  # heads are stored relative to their token
        moved[:1, 8] = 1
        offset += len(table)
        shifted.append(moved)
    whole = np.concatenate(shifted)
    heads, keep = whole[:, 2], whole[:, 9] == 0
    while not keep[heads[keep]].all():  # a word that hangs on white space hangs on what that hangs on
        hang = keep & ~keep[heads]
        above = heads[heads[hang]]
        stuck = above == heads[hang]
        heads[hang] = np.where(stuck, np.flatnonzero(hang), above)
    place = np.cumsum(keep) - 1
    sents = np.cumsum(whole[:, 8] == 1)[keep]
    kept = whole[keep]
    _, sents = np.unique(sents, return_inverse=True)
    inside = kept[:, 7] != 2  # 2: outside any name
    return Parse(
        article=article,
        start=kept[:, 0].tolist(),
        end=(kept[:, 0] + kept[:, 1]).tolist(),
        head=place[heads[keep]].tolist(),
        tag=names(kept[:, 3]),
        pos=names(kept[:, 4]),
        dep=names(kept[:, 5]),
        ent=names(np.where(inside, kept[:, 6], 0)),
        ent_start=(kept[:, 7] == 3).tolist(),  # 3: a name begins
        sent=sents.tolist(),
    )


def model_line(settings: Settings) -> str:
    """Name, version and a hash of the installed files of the pipeline; 'NAME not installed' without it."""
    return _model_line(settings.annotate.spacy_model)


@lru_cache(maxsize=8)
def _model_line(name: str) -> str:
    """Found and read, never imported: a command with nothing to annotate should not load spaCy."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        spec = None
    if spec is None or not spec.submodule_search_locations:
        return f"{name} not installed"
    folder = Path(next(iter(spec.submodule_search_locations)))
    weights = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".pyc", ".py"}:
            weights.update(path.relative_to(folder).as_posix().encode() + b"\0")
            weights.update(path.read_bytes())
    return f"{name} {_version(folder)} sha256:{weights.hexdigest()[:16]}"


def _version(folder: Path) -> str:
    try:
        return str(json.loads((folder / "meta.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return "unknown"


PARSES = Each(
    name="parses",
    version=1,
    reads=(Article, Mark),
    writes=(Parse,),
    make=open_parses,
    batch=BATCH,
    uses=("annotate.spacy_model", "annotate.languages", "limits.max_text_chars"),
    model=model_line,
)
