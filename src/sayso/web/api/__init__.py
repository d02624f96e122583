"""The interface for programs under /api/v1: one table of operations checks, answers and describes every question."""
