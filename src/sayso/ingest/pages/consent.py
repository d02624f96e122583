"""Words and names of layers that ask for consent, in the languages whose pages we wrote."""

import re
from typing import Any

from sayso.ingest.pages.trees import words

CONSENT_NAMES = re.compile(
    r"cookie|consent|gdpr|ccpa|onetrust|didomi|usercentrics|truste|qc-cmp|\bcmp\b|cmpbox|sp_message|privacy-?(?:banner|modal|wall|popup|layer)|"
    r"cc-(?:banner|window)|tarteaucitron|klaro|datenschutz-?(?:layer|hinweis)"
)
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|personal(?:ised|ized)? data|our (?:\d[\d.,]* )?partners|privacy (?:policy|settings|preferences|cent(?:er|re))|"
    r"store and/or access|unique identifiers|measure (?:the )?(?:audience|effectiveness|ads)|ad(?:vertising)? measurement|"
    r"einwillig|zustimmung|datenschutz|personenbezogen|werbetracking|tracking|\bpur-?abo|"
    r"données personnelles|traceurs|consentement|nos (?:\d+ )?partenaires|vie privée|"
    r"datos personales|consentimiento|nuestros socios|dati personali|consenso|dados pessoais|gegevens verwerken|toestemming|"
    r"персональны[хе] данны|файл\w* cookie|ملفات تعريف الارتباط|עוגיות|クッキー|同意|隐私",
    re.IGNORECASE,
)
_accept = re.compile(
    r"accept(?: all| and (?:close|continue))?|agree(?: and \w+)?|i agree|allow all|reject all|refuse|got it|manage (?:settings|options|preferences)|more options|"
    r"(?:alle )?(?:akzeptieren|zustimmen|annehmen|ablehnen)|einwilligen(?: und weiter)?|einverstanden|"
    r"(?:tout )?accepter(?: et (?:fermer|continuer))?|j'accepte|continuer sans accepter|refuser|aceptar(?: todo)?|acepto|accetta(?: tutto)?|aceitar|akkoord|принять|согласен|"
    r"قبول|موافق|מאשר|同意する|同意|接受",
    re.IGNORECASE,
)
TERMS = 3
"""Different words about consent from which a text asks for it; a line of a menu has one or two."""
LONGEST = 4000
"""Letters of a layer. The longest that we know lists purposes over a screen."""


def about_consent(text: str) -> bool:
    """Whether a text is about consent, by its words."""
    return len({found.casefold() for found in CONSENT.findall(text)}) >= TERMS


def asks_for_consent(tree: Any) -> bool:
    """Whether something on the page can be pressed to agree."""
    for element in tree.iter("button", "a", "input"):
        label = element.get("value") or " ".join("".join(element.itertext()).split())
        if label and len(label) < 40 and _accept.match(label):
            return True
    return False


def is_layer(element: Any, letters: int) -> bool:
    """Whether an element that has something to press is about consent."""
    return 0 < letters <= LONGEST and about_consent(words(element)) and asks_for_consent(element)
