"""Clauses: who does what to whom, whether it is said to be so, when, and in whose voice."""
