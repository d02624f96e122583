"""Which words stand inside quotation marks."""

from sayso.annotate.grammar import Grammar
from sayso.annotate.paragraphs import paragraphs
from sayso.annotate.quotations import find_quotations


def quoted_tokens(grammar: Grammar) -> list[bool]:
    """For each token whether it lies within a quotation."""
    inside = [False] * len(grammar)
    for quotation in find_quotations(grammar.text, paragraphs(grammar.text)):
        for index in grammar.tokens(quotation.span):
            inside[index] = True
    return inside
