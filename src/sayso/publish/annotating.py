"""Reading articles without a collection: one in, one out, as they come."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Unpack

from sayso.errors import InputError, StageError
from sayso.ingest.reading import Given, GivenFields
from sayso.publish.export.annotated import article_json, held
from sayso.records import Article, Failure, Reading
from sayso.settings import Settings
from sayso.stage import Bundle


def annotate(text: str, *, settings: Settings | None = None, **given: Unpack[GivenFields]) -> dict[str, Any]:
    """Read one text without a collection: the object that `sayso annotate` prints, of `sayso schema annotate`.

    What is given (`outlet`, `published`, `url`, `title`, `external_id`, `language`, `completeness`) holds for the
    article where its text does not state it. Raises InputError for an empty text and StageError when a stage fails.
    """
    from sayso.ingest.articles import article_from_text

    article = article_from_text(text, given=Given(**given))
    for bundle in annotate_all([article], settings=settings or Settings(), workers=1):
        for failure in held(bundle, Failure):
            raise StageError(failure.stage, failure.owner, failure.reason)
        return article_json(bundle)
    raise InputError("no article came of the text", fix="report this with the text that you gave")


def annotate_all(
    readings: Iterable[Reading | Article | Failure],
    *,
    settings: Settings,
    workers: int | None = None,
    on_failure: Callable[[Failure], None] | None = None,
) -> Iterator[Bundle]:
    """The articles among some readings with all that was read in them, in their order; failures go to `on_failure`.

    `workers` processes annotate: by default as many as the settings say, or as there are cores.
    """
    from sayso.annotate.stages import ANNOTATE
    from sayso.run import annotate as run_annotate

    def articles() -> Iterator[Article]:
        for item in readings:
            if isinstance(item, Failure):
                if on_failure is not None:
                    on_failure(item)
            else:
                yield item.article if isinstance(item, Reading) else item

    for bundle in run_annotate(articles(), flow=ANNOTATE, settings=settings, workers=workers):
        for failure in held(bundle, Failure):
            if on_failure is not None:
                on_failure(failure)
        yield bundle
