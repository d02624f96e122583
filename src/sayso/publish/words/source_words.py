"""How a source is known, in words."""

from sayso.publish.views.source_sheet import SourceKind

SOURCE_WORDS: dict[SourceKind, str] = {
    "named": "named",
    "unnamed": "only described",
    "never_introduced": "never introduced",
    "document": "papers with nobody named behind them",
    "unknown": "unknown who",
}
