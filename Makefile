# One command checks everything: `make check`. It uses .venv if there is one.
BIN := $(if $(wildcard .venv/bin/python),.venv/bin/,)

.PHONY: check format lint types imports test docs promises fuzz fuzz-guided

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

# Not checks: a million hostile inputs in about an hour, and some minutes guided by coverage, which
# needs the extra `fuzz`. What is found is written to tests/fuzz/corpus/found.
fuzz:
	$(BIN)python -m tests.fuzz --inputs 1000000

fuzz-guided:
	$(BIN)python -m tests.fuzz.guided --seconds 300

# Not a check: it writes docs/reference/promises-kept.md anew, in some ten minutes.
promises:
	$(BIN)python -m tests.promises.kept
