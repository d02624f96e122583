"""Web pages: the article of a page, what the page states of it, and the dated blocks of a live page."""

from sayso.ingest.pages.page import looks_like_page, page_draft, read_page

__all__ = ["looks_like_page", "page_draft", "read_page"]
