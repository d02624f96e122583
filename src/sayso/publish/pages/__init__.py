"""Answers as a person reads them on a terminal: one module for each thing that is shown."""
