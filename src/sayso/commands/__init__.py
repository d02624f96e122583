"""One function a verb of the command line; `sayso.cli` puts them together."""
