# One command checks everything: `make check`. It uses .venv if there is one.
BIN := $(if $(wildcard .venv/bin/python),.venv/bin/,)

.PHONY: check format lint types imports test docs promises

check: format lint types imports docs test

format:
	$(BIN)ruff format --check .

lint:
	$(BIN)ruff check .

types:
	$(BIN)mypy

imports:
	$(BIN)lint-imports

docs:
	$(BIN)python -m pytest tests/docs

test:
	$(BIN)python -m pytest

# Not a check: it writes docs/reference/promises-kept.md anew, in some ten minutes.
promises:
	$(BIN)python -m tests.promises.kept
