"""Which attributions only pass on what somebody else says: those of an outlet or a document."""

import re

from sayso.records import Attribution, Credit, Speaker
from sayso.spans import overlap
from sayso.stage import Bundle

CARRIERS = frozenset({"outlet", "document"})
"""Types of speakers who pass on what others say."""
_leading = re.compile(r"^(?:the|an?|its|their|his|her)\s+", re.IGNORECASE)


def passing_on(bundle: Bundle) -> dict[str, str]:
    """The carrier's name by attribution: a speaker of such a type, or a source in whose words an outlet is credited."""
    found: dict[str, str] = {}
    speakers: dict[str, Speaker] = {speaker.attribution: speaker for speaker in bundle[Speaker]}
    for attribution in bundle[Attribution]:
        speaker = speakers.get(attribution.id)
        if speaker is not None and speaker.type in CARRIERS and speaker.name:
            found[attribution.id] = _leading.sub("", speaker.name)
        elif (speaker is None or speaker.entity is None) and (credit := _credited(attribution, bundle)):
            found[attribution.id] = credit.carrier
    return found


def _credited(attribution: Attribution, bundle: Bundle) -> Credit | None:
    """The credit whose words for an outlet are an attribution's source."""
    source = attribution.source
    if source is None:
        return None
    return next(
        (credit for credit in bundle[Credit] if credit.kind != "told" and overlap(credit.named, source)), None
    )
