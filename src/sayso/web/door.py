"""Who may come in, and which forms are this server's own: the token, the cookie it turns into, the marks of forms.

The token itself is typed once and stands in no page, no cookie and no log. A cookie is a random word signed with it:
it ends to be good when the token changes.
"""

import hashlib
import hmac
import secrets

from sayso.errors import SettingsError

SIGNED_IN, FORMS = "sayso_signed_in", "sayso_forms"
"""The cookies: that the token was shown, and what forms are bound to."""
LEAST_TOKEN = 16
"""Characters of a token at least: one that can be guessed guards nothing."""


class Door:
    """One server's door. `token` "": it stands open, and only this machine may be outside."""

    def __init__(self, token: str = "") -> None:
        if token and len(token.strip()) < LEAST_TOKEN:
            raise SettingsError(
                f"the token has {len(token.strip())} characters, {LEAST_TOKEN} are the least; `python3 -c 'import secrets; "
                "print(secrets.token_urlsafe())'` makes one"
            )
        self._token = _bytes(token.strip())
        self._forms = secrets.token_bytes(32)

    @property
    def locked(self) -> bool:
        """Whether a token is asked for."""
        return bool(self._token)

    def fits(self, given: str) -> bool:
        """Whether this is the token; takes the same time whatever is given."""
        digests = (hashlib.sha256(one).digest() for one in (_bytes(given), self._token))
        return hmac.compare_digest(*digests) and self.locked

    def new_pass(self) -> str:
        """A cookie for a browser that showed the token."""
        word = secrets.token_urlsafe(18)
        return f"{word}.{self._signed(self._token, word)}"

    def knows(self, given: str) -> bool:
        """Whether a cookie is one that this door gave out for the token of now."""
        word, _, signed = given.partition(".")
        return self.locked and hmac.compare_digest(_bytes(signed), _bytes(self._signed(self._token, word)))

    def form_token(self, bound: str) -> str:
        """What the forms of a browser carry whose cookie is this."""
        return self._signed(self._forms, bound)

    def is_own_form(self, given: str, bound: str) -> bool:
        """Whether a form was made for the browser that sends it."""
        return bool(bound) and hmac.compare_digest(_bytes(given), _bytes(self.form_token(bound)))

    @staticmethod
    def new_binding() -> str:
        """A cookie to which the forms of a browser are bound."""
        return secrets.token_urlsafe(18)

    @staticmethod
    def _signed(key: bytes, word: str) -> str:
        return hmac.new(key, _bytes(word), hashlib.sha256).hexdigest()


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")
