"""Names: who and what is mentioned, gathered into the entities of an article."""
