"""Grammar: the parse of an article, its sentences, and views of both."""
