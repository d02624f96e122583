# Short names for what `.ci/run` does; see CONTRIBUTING.md.
.PHONY: lint test docs requirements

lint:
	sh setup.sh check
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy
	.venv/bin/python -m pytest tests/test_imports.py tests/test_docs.py

test:
	sh setup.sh test

docs:
	sh setup.sh check
	.venv/bin/python docs/generate.py
	.venv/bin/python docs/console.py

requirements:
	sh requirements/compile.sh --upgrade
