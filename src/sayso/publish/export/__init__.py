"""Answers for programs: JSON with its schema, lines of JSON, spreadsheets."""
