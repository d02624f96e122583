"""Layout: what is not the report, and where paragraphs begin."""
