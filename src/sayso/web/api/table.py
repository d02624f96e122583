"""Every operation of the interface, in the order in which they are explained."""

from sayso.web.api import (
    article_operations,
    people_operations,
    review_operations,
    said_operations,
    search_operations,
    story_operations,
)
from sayso.web.api.operations import Operation

OPERATIONS: tuple[Operation, ...] = (
    *story_operations.OPERATIONS,
    *said_operations.OPERATIONS,
    *search_operations.OPERATIONS,
    *article_operations.OPERATIONS[:2],
    *people_operations.OPERATIONS,
    *review_operations.OPERATIONS,
    *article_operations.OPERATIONS[2:],
)
