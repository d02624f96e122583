"""The shape of names: titles, particles, possessives, and the keys by which two spellings of a name meet."""

import re
import unicodedata
from functools import lru_cache

HONORIFICS = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lord": "m", "lady": "f", "dame": "f",
    "messrs": "m", "mister": "m", "madam": "f", "madame": "f", "brother": "m", "sister": "f", "father": "m",
    "dr": "", "doctor": "", "prof": "", "professor": "", "rev": "", "reverend": "", "hon": "", "the": "",
    "sheikh": "m", "shaikh": "m", "sheik": "m", "ayatollah": "m", "imam": "m", "mullah": "m", "hajj": "m", "sayyid": "m",
    "pope": "m", "rabbi": "", "cardinal": "m", "archbishop": "", "bishop": "", "pastor": "", "st": "", "saint": "",
    "king": "m", "queen": "f", "prince": "m", "princess": "f", "emir": "m", "sultan": "m", "baroness": "f", "baron": "m",
}  # fmt: skip
"""Words before a name that are no part of it, with the gender they tell."""
OFFICES = frozenset({
    "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "adm", "brig", "pres",
    "cpl", "pvt", "det", "supt", "justice", "judge", "senator", "representative", "governor", "president", "minister",
    "chancellor", "premier", "secretary", "general", "colonel", "major", "captain", "lieutenant", "sergeant", "admiral",
    "brigadier", "commander", "officer", "sheriff", "mayor", "congressman", "congresswoman", "ambassador", "speaker",
    "attorney", "chairman", "chairwoman", "director", "commissioner", "spokesman", "spokeswoman", "spokesperson", "chief",
    "prime", "vice", "deputy", "former", "ex-president", "councilman", "councilwoman", "detective", "inspector", "staff",
    "majority", "minority", "leader", "coach", "agent", "senators", "representatives", "presidents", "ministers", "gop",
})  # fmt: skip
"""Words for an office that stand before a name and are a role, no part of it."""
HALF_TITLES = frozenset(
    {"former", "deputy", "vice", "prime", "majority", "minority", "staff", "gop", "chief"}
)
"""Words of `OFFICES` that stand before bodies as well ("former Vega employees"), and so tell no person by themselves."""
PARTICLES = frozenset({
    "al", "el", "ul", "ad", "as", "ash", "an", "ar", "at", "az", "bin", "ibn", "bint", "ben", "abu", "abd", "van", "von",
    "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "ter", "ten", "zu", "af", "y", "e",
})  # fmt: skip
"""Small words inside names, which spellings put in, leave out and write large or small."""
LEFT_PARTICLE = re.compile(
    r"(?:^|(?<=[\s(\"“‘']))((?:(?:al|el|ul|ad|as|ash|an|ar|at|az)-|(?:bin|ibn|bint|ben|abu|abd|van|von|de|del|di|da|du|la|le)\s)+)$",
    re.IGNORECASE,
)
GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"})
APOSTROPHES = re.compile("[’‘ʼʻ`´′']")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
WORD = re.compile(r"[^\W_]+(?:\.[^\W_](?![^\W_]))*")
NICKNAMES = {
    "joe": "joseph", "bill": "william", "billy": "william", "will": "william", "mike": "michael", "bob": "robert", "rob": "robert",
    "bobby": "robert", "jim": "james", "jimmy": "james", "tom": "thomas", "dave": "david", "steve": "stephen",
    "steven": "stephen", "chris": "christopher", "dan": "daniel", "danny": "daniel", "matt": "matthew", "tony": "anthony",
    "don": "donald", "ken": "kenneth", "tim": "timothy", "jeff": "jeffrey", "greg": "gregory", "ben": "benjamin",
    "sam": "samuel", "alex": "alexander", "ted": "edward", "ed": "edward", "nick": "nicholas", "liz": "elizabeth",
    "beth": "elizabeth", "kate": "katherine", "katie": "katherine", "jen": "jennifer", "jenny": "jennifer", "sue": "susan",
    "chuck": "charles", "charlie": "charles", "larry": "lawrence", "rick": "richard", "dick": "richard", "jack": "john",
    "andy": "andrew", "ron": "ronald", "pat": "patrick", "debbie": "deborah", "mohamed": "muhammad", "mohammed": "muhammad",
    "mohammad": "muhammad", "muhammed": "muhammad", "jon": "jonathan", "doug": "douglas", "phil": "philip", "pete": "peter",
}  # fmt: skip
"""Short forms and spellings of the commonest given names, which do not tell two people apart."""


SLIP_LENGTH = 6
"""Letters of the shortest surname in which one wrong letter is taken for a slip: in shorter ones ("Hall", "Hill")
it is as often somebody else. Set by judgement."""


def strip_possessive(name: str) -> str:
    """A name without its possessive ending ("Wessel's" to "Wessel")."""
    return POSSESSIVE.sub("", name)


def is_title(word: str) -> bool:
    """Whether a word stands before names without being part of them ("Mr.", "Sen.", "President")."""
    word = word.rstrip(".").casefold()
    return word in HONORIFICS or word in OFFICES


def title_gender(word: str) -> str:
    """The gender that a word before a name tells: "m", "f" or ""."""
    return HONORIFICS.get(word.rstrip(".").casefold(), "")


@lru_cache(maxsize=4096)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words by which spellings of a name are compared.

    Lower case, without accents, apostrophes, particles, initials and "Jr."; "Kadir al-Hamdan" and "Kadir Hamdan"
    give the same.
    """
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", strip_possessive(name.strip())))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    words = [word.replace(".", "") for word in WORD.findall(plain)]
    kept = [word for word in words if word not in PARTICLES and word not in GENERATION and len(word) > 1]
    return tuple(kept or words)


def given_key(token: str) -> str:
    """A given name's full form ("joe" to "joseph")."""
    return NICKNAMES.get(token, token)


def initials(name: str) -> str:
    """The first letters of a name's written-large words, as an acronym would take them."""
    return "".join(word[0] for word in re.split(r"[\s\-]+", name) if word[:1].isupper())


def left_particles(text: str, start: int, floor: int) -> int:
    """Where a name begins that has particles before `start` ("al-", "bin "), not before `floor`."""
    match = LEFT_PARTICLE.search(text, max(floor, start - 24), start)
    return match.start(1) if match else start


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym ("PMU", "U.N.")."""
    letters = name.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()


def one_slip(a: str, b: str) -> bool:
    """Whether two words differ by one letter put in, left out or changed, but not at the beginning."""
    if a == b or min(len(a), len(b)) < SLIP_LENGTH or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [at for at in range(len(a)) if a[at] != b[at]]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and a[wrong[0]] == b[wrong[1]]
            and a[wrong[1]] == b[wrong[0]]
        )
        return len(wrong) == 1 or swapped
    short, long = sorted((a, b), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def one_letter_less(word: str) -> list[str]:
    """A word and what is left of it without one letter: two words one slip apart share one of these."""
    if not SLIP_LENGTH <= len(word) <= 24:
        return []
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]
