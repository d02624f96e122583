"""Sayso: who said what, on whose authority, with what text shared, and where reports differ."""
