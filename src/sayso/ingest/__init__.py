"""From files, folders and pipes to articles."""

from sayso.ingest.articles import article_from_text
from sayso.ingest.read import read
from sayso.ingest.reading import Given
from sayso.records import Reading

__all__ = ["Given", "Reading", "article_from_text", "read"]
