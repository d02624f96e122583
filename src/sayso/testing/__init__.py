"""What a plugin must pass: `check_stage`, `check_store`, `check_engine`, and a small flow to try things on."""

from sayso.testing.checks import check_engine, check_rows, check_stage, check_store, make_article
from sayso.testing.rebuild import differences, rebuilt, snapshot, stepped
from sayso.testing.toys import TOY_FLOW

__all__ = [
    "TOY_FLOW",
    "check_engine",
    "check_rows",
    "check_stage",
    "check_store",
    "differences",
    "make_article",
    "rebuilt",
    "snapshot",
    "stepped",
]
