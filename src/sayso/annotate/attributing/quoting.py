"""Which words stand inside quotation marks."""

from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.parsing.grammar import Grammar


def quoted_tokens(grammar: Grammar) -> list[bool]:
    """For each token whether it lies within a quotation."""
    inside = [False] * len(grammar)
    for quotation in find_quotations(grammar.text, paragraphs(grammar.text)):
        for index in grammar.tokens(quotation.span):
            inside[index] = True
    return inside
