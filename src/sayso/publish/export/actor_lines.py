"""An actor in a list, as JSON."""

from typing import Any

from sayso.publish.views.directory import Known

MOST_NAMES = 6
"""Other spellings beside a name in a list; its page has all."""


def known_json(known: Known) -> dict[str, Any]:
    """An actor with how much there is of it; `also` are its most frequent other spellings."""
    others = [name for name in known.names if name != known.name]
    return {
        "id": known.id,
        "name": known.name,
        "type": known.type,
        "named": known.named,
        "role": known.role or None,
        "also": others[:MOST_NAMES],
        "spellings": len(known.names),
        "utterances": known.utterances,
        "articles": len(known.articles),
        "outlets": known.outlets,
        "only_mentioned": known.only_mentioned,
        "link": f"/actor/{known.id}",
    }
