"""The only state: one collection in one database."""
