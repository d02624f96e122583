"""What the words of an attribution show of its speech act: plain features that a table of weights adds up.

The cue shows its verb, the act that it names in itself ("denied", "hopes"), and nothing when it only colours. The
content shows the classes of its words (`data/act_words.tsv`), pairs of small words ("we will", "should be"), what
follows a small word ("must" and a word of duty), and, at its start, whether the speaker speaks of their own mind or
doings ("she hopes to", "we will").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from sayso.records import AttributionKind, EntityType

DATA = "sayso.annotate"
WORD = re.compile(r"[a-z]+(?:[-'’][a-z]+)*|[?!]|\d")
SMALL = frozenset(
    "i we you he she it they this that there who what which my our your his her its their the a an no not never to of "
    "for be is are was were am been being do does did have has had will would can could should must may might shall if "
    "when because but and or so very more most too all any some every need needs going let us me him them at on in by "
    "from with about as than like just now still already".split()
)
"""The words that are evidence by themselves: they say how something is put, and are the same on every subject."""
ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
VERBS_WITH_IS = frozenset({"it", "that", "he", "she", "there", "who", "what", "here"})
IRREGULAR = {"won't": "will", "can't": "can", "shan't": "shall", "cannot": "can"}
SELF = frozenset({"i", "we", "he", "she", "they", "it"})
OPENERS = frozenset(
    "that and but so well look because if now yes no again also soon then however today”".split()
)
"""Words before the subject of a content."""
BETWEEN = frozenset(
    "am is are was were be been has have had do does did not will would also still really just certainly definitely "
    "very personally always never now both all strongly honestly only likely to".split()
)
"""Words between a subject and the word that says what its mind does."""
FUTURE = frozenset(
    {"will", "would", "may", "might", "shall", "can", "could", "must", "should", "need", "needs"}
)
COLOURING = frozenset({"claim", "allege", "assert", "contend", "purport", "maintain", "state"})
"""Verbs that tell what the outlet thinks of the words, not what is done with them: read as "say"."""
OUGHT = frozenset({"must", "should", "ought"})
ASKING = frozenset({"need", "needs", "demand", "insist"})
FALSEHOOD = frozenset({"true", "false", "untrue", "baseless", "unfounded", "fake", "nonsense", "lie", "myth"})
LONGEST_OPENING = 7
"""Words before the verb of the mind that are looked through; set by judgement."""
MIND = frozenset({"belief", "intention"})


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists: the classes of a word, the acts that a cue word names, each cue form's verb and its kind."""

    classes: dict[str, tuple[str, ...]]
    acts: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[str, str]]


def load_words() -> Words:
    """Read the lists of `data/`, each once."""
    verbs: dict[str, tuple[str, str]] = {}
    for verb, kind, _, forms in rows("cue_verbs.tsv"):
        for form in forms.split():
            verbs.setdefault(form, (verb, kind))
    for noun, *_ in rows("cue_nouns.tsv"):
        for form in (noun, noun + "s"):
            verbs.setdefault(form, (noun, "noun"))
    return Words(_listed("act_words.tsv"), _listed("act_cues.tsv"), verbs)


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a table in `data/` below its header, as fields."""
    lines = files(DATA).joinpath("data", name).read_text(encoding="utf-8").splitlines()[1:]
    return (line.split("\t") for line in lines)


def _listed(name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for label, words in rows(name):
        for word in words.split():
            found[word] = (*found.get(word, ()), label)
    return found


def evidence(
    words: Words, *, content: str, cue: str, source: str, speaker: EntityType, kind: AttributionKind
) -> set[str]:
    """The features of one attribution; each counts once."""
    found = {"always", f"speaker:{speaker}", f"kind:{kind}", f"source:{_small_source(source)}"}
    found.update(_of_cue(words, cue, source))
    tokens = tokens_of(content)
    found.update(_of_words(words, tokens))
    found.update(_of_patterns(tokens))
    found.update(_of_opening(words, tokens, source, speaker, kind))
    return found


def _small_source(source: str) -> str:
    spoken = source.lower()
    return "none" if not spoken else spoken if spoken in SMALL else "other"


def tokens_of(text: str) -> list[str]:
    """The words in lower case, contractions undone ("don't" is "do not"), digits as "#"."""
    found: list[str] = []
    for word in WORD.findall(text.lower().replace("’", "'")):
        if "'" in word or word == "cannot":
            found += _undone(word)
        else:
            found.append("#" if word.isdigit() else word)
    return found


def _undone(word: str) -> list[str]:
    if word in IRREGULAR:
        return [IRREGULAR[word], "not"]
    if word.endswith("n't"):
        return [word[:-3], "not"]
    stem, mark, ending = word.rpartition("'")
    if mark + ending in ENDINGS:
        return [stem, ENDINGS[mark + ending]]
    if ending == "s":
        return [stem, "is"] if stem in VERBS_WITH_IS else ["let", "us"] if stem == "let" else [stem]
    return [word]


def _of_cue(words: Words, cue: str, source: str) -> Iterator[str]:
    spoken = cue.lower().replace("’", "'").split()
    if not spoken:
        yield "cue:none"
    first_person = "first" if source.lower() in {"i", "we"} else "other"
    for index, raw in enumerate(spoken):
        word = raw.strip("“”\"'")
        if word in words.verbs:
            verb, kind = words.verbs[word]
            yield f"cue:{'say' if verb in COLOURING else verb}"
            yield f"cue kind:{kind}"
        phrase = f"{word}-{spoken[index + 1]}" if index + 1 < len(spoken) else word
        for act in words.acts.get(phrase) or words.acts.get(word, ()):
            yield f"cue names:{act}"
            if act in MIND and len(spoken) < 3:
                yield f"cue names:{act} ({first_person} person)"
        yield from (f"cue class:{name}" for name in classes(words, word))
        if index and word in {"on", "for", "of", "about", "to", "from"}:
            yield f"cue with:{word}"


def _of_words(words: Words, tokens: Sequence[str]) -> Iterator[str]:
    counted: dict[str, int] = {}
    before = ""
    for word in tokens:
        if word in SMALL:
            yield word
            if before:
                yield f"{before} {word}"
            before = word
            continue
        for name in classes(words, word):
            counted[name] = counted.get(name, 0) + 1
            if before:
                yield f"{before} +{name}"
        before = ""
        if word in {"?", "!", "#"}:
            yield word
    for name, count in counted.items():
        yield f"+{name}"
        if count > 1:
            yield f"+{name} twice"
        if count > 2:
            yield f"+{name} often"
        if count > 0.15 * len(tokens):
            yield f"+{name} densely"
    yield f"length:{next((size for size in (4, 8, 16, 32) if len(tokens) < size), 'more')}"


def _of_patterns(tokens: Sequence[str]) -> Iterator[str]:
    """What few words show surely: that something ought to be done, that something is not true, that one will act."""
    padded = ["", "", *tokens, "", ""]
    if tokens and tokens[0] == "no":
        yield "shows:no"
    for index in range(2, len(padded) - 2):
        word = padded[index]
        after, before = padded[index + 1], padded[index - 1]
        if word in OUGHT:
            perfect = after == "have" or (after == "not" and padded[index + 2] == "have")
            if not perfect and before != "if" and after != "be":
                yield "shows:ought"
            elif after == "be":
                yield "shows:ought to be"
        elif word in ASKING and (after == "to" or before in {"we", "i"}):
            yield "shows:need"
        elif word in FALSEHOOD and (
            before in {"not", "is", "are", "was", "were"}
            or padded[index - 2] in {"not", "is", "are", "was", "were"}
        ):
            yield "shows:falsehood"
        elif (
            word == "will" and before in {"i", "we"} and after in {"not", "never", "do", "continue", "fight"}
        ):
            yield "shows:resolve"


def _of_opening(
    words: Words, tokens: Sequence[str], source: str, speaker: EntityType, kind: AttributionKind
) -> Iterator[str]:
    if not tokens:
        return
    first = tokens[0]
    yield f"first:{first if first in SMALL else '/'.join(classes(words, first)) or 'other'}"
    at = 0
    while at < min(len(tokens) - 1, 3) and tokens[at] in OPENERS:
        at += 1
    name = source.rsplit(maxsplit=1)[-1].lower() if source[:1].isupper() else ""
    if tokens[at] not in SELF and tokens[at] != name:
        return
    yield "own:speaks of self"
    yield f"own:speaks of self, {kind}"
    if at + 1 < len(tokens):
        future = next((word for word in tokens[at + 1 : at + 3] if word in FUTURE or word == "going"), None)
        doing = next((word for word in tokens[at + 1 : at + 4] if word.endswith("ing")), None)
        if future is not None or doing is not None:
            yield f"own:{future or 'doing'}"
            yield f"own:future, {kind}"
            yield f"own:future, {speaker}"
    for index in range(at + 1, min(len(tokens), at + 1 + LONGEST_OPENING)):
        word = tokens[index]
        acts = [act for act in words.acts.get(word, ()) if act in MIND]
        if acts and word not in BETWEEN:
            for act in acts:
                yield f"own:{act}"
                yield f"own:{act}, {'quoted' if kind == 'direct' else 'reported'}"
            yield "own:mind"
            return
        if word not in BETWEEN:
            return


def classes(words: Words, word: str) -> tuple[str, ...]:
    """The classes of a word, or of the listed word that it is a form of."""
    if word in words.classes:
        return words.classes[word]
    for base in _bases(word):
        if base in words.classes:
            return words.classes[base]
    return ()


ENDED = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ly", ("",)),
)


@lru_cache(maxsize=8192)
def _bases(word: str) -> tuple[str, ...]:
    """What a word may be a form of ("forced": "forc", "force"), the likeliest first."""
    for ending, instead in ENDED:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2:
            doubled = [stem[:-1]] if stem[-1] == stem[-2] else []
            return tuple([stem + more for more in instead] + doubled)
    return ()
