"""Every error that Sayso raises on purpose.

    SaysoError
    ├── InputError          a file, a line or a field cannot be read as an article
    │   └── FetchError      a page or a feed could not be fetched, or may not be
    ├── SettingsError       a setting is unknown, of the wrong type or out of range
    ├── FlowError           stages do not fit together, or one reads what it did not declare
    ├── StageError          a stage failed on one article or one group
    ├── StoreError          the collection cannot be opened, read or written
    │   ├── StoreBusy       another process is writing and did not finish in time
    │   ├── StoreTooNew     the collection was made by a newer Sayso
    │   └── TooSlow         a question took longer than it may
    ├── NotFound            no article, story, actor or record answers to that name or id
    └── MissingExtra        an optional part is not installed

A message says what happened, shows the value, and says what to do next.
"""


class SaysoError(Exception):
    """Any error that Sayso raises on purpose; catch this one to catch them all."""


class InputError(SaysoError):
    """A file, a line or a field that cannot be read as an article.

    `path` and `line` say where, `reason` what is wrong, `fix` what to do about it.
    """

    def __init__(self, reason: str, *, fix: str, path: str | None = None, line: int | None = None) -> None:
        self.reason, self.fix, self.path, self.line = reason, fix, path, line
        where = ":".join(str(part) for part in (path, line) if part is not None)
        super().__init__(f"{where + ': ' if where else ''}{reason}; {fix}")


class FetchError(InputError):
    """A page or a feed that could not be fetched, or may not be. `path` is its address.

    `kind` says why, in a word that a program can ask for; `status` is that of the answer, where there was one;
    `retry_after_s` what the server asked for.
    """

    def __init__(
        self,
        reason: str,
        *,
        fix: str,
        path: str,
        kind: str,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        self.kind, self.status, self.retry_after_s = kind, status, retry_after_s
        super().__init__(reason, fix=fix, path=path)


class SettingsError(SaysoError):
    """A setting that is unknown, of the wrong type or out of range."""


class FlowError(SaysoError):
    """Stages that do not fit together, or a stage that reads what it did not declare."""


class StageError(SaysoError):
    """A stage failed on one article or one group; the rest of the run goes on."""

    def __init__(self, stage: str, owner: str, reason: str) -> None:
        self.stage, self.owner, self.reason = stage, owner, reason
        super().__init__(f"stage '{stage}' failed on {owner}: {reason}")


class StoreError(SaysoError):
    """The collection cannot be opened, read or written."""


class StoreBusy(StoreError):  # noqa: N818 - a state of the store, named as users would name it
    """Another process is writing to the collection and did not finish in time."""


class StoreTooNew(StoreError):  # noqa: N818 - same
    """The collection was made by a newer Sayso than this one."""


class TooSlow(StoreError):  # noqa: N818 - same
    """A question to the collection took longer than it may, and was given up."""


class NotFound(SaysoError):  # noqa: N818 - same
    """No article, story, actor or record answers to that name or id."""


class MissingExtra(SaysoError):  # noqa: N818 - same
    """An optional part is not installed; the message gives the command that installs it."""
