"""Attributions: who says what, and what of it could not be read."""
