# One command checks everything: `make check`. It uses .venv if there is one.
BIN := $(if $(wildcard .venv/bin/python),.venv/bin/,)

.PHONY: check format lint types imports test docs promises coverage mutants mutants-changed fuzz fuzz-guided

check: format lint types imports docs test mutants-changed

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

# Every line and every branch of the engine, by the tests that are quick enough to be followed. What
# refutes a known-wrong engine reaches nothing more.
COVERING := amounts worksheet rules compiling evaluation cases years golden comparison faults data/test_acts.py \
	$(addprefix properties/test_,engine_and_oracle_agree.py what_is_returned.py matching.py parts_of_a_year.py money_is_conserved.py)
coverage:
	$(BIN)coverage erase
	$(BIN)coverage run -m pytest -p tests.mutation.fewer $(addprefix tests/,$(COVERING)) --ignore=tests/faults/test_never_a_traceback.py -k "not refuted"
	$(BIN)coverage combine --quiet
	$(BIN)coverage report

# What is said on docs/reference/mutants.md: the whole takes hours, and goes on where it was stopped.
mutants:
	$(BIN)python -m tests.mutation $(FILES)

mutants-changed:
	$(BIN)python -m tests.mutation --changed --minutes 2

# Not a check: it writes docs/reference/promises-kept.md anew, in some ten minutes.
promises:
	$(BIN)python -m tests.promises.kept
