# make demo   the main job on a training file, then the window      make test    the tests
# make run    the window                                            make check   all linters
# make bench  figures as ratios to a floor of the same run          make venv    the environment only
# make soak   the long forms of what proves that nothing is lost, read or sent; takes an hour
# make mutants  which small change to the domain no test would notice; takes an hour

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
MUTANTS := build/mutants-venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
MUTANTS_BIN := $(MUTANTS)/Scripts
else
BIN := $(VENV)/bin
MUTANTS_BIN := $(MUTANTS)/bin
endif
READY := $(VENV)/ready
# The newest Python that is known to fit; override with: make venv PYTHON=/path/to/python
PYTHON := $(shell for p in python3.12 python3.13 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1 && echo $$p && break; done)

.PHONY: help venv demo run test soak check bench mutants package clean

help:
	@sed -n '1,5s/^# //p' Makefile

venv: $(READY)

$(READY): pyproject.toml packaging/constraints.txt
	@if [ -z "$(PYTHON)" ]; then echo "NeedleDesk needs Python 3.11, 3.12 or 3.13: install one and try again." >&2; exit 1; fi
	@sh packaging/linux/qt_libraries.sh
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: on Debian, install python3-venv." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c packaging/constraints.txt -e . --group dev
	@touch $(READY)

demo: $(READY)
	@$(BIN)/python -m needledesk demo

run: $(READY)
	@$(BIN)/python -m needledesk

test: $(READY)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto

# One after the other: several of them measure or fill a disk. -s shows the figures.
soak: $(READY)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/soak -m soak -s -p no:randomly

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/vulture

bench: $(READY)
	@$(BIN)/python -m benchmarks

# An environment of its own: its tools are in nobody's way. The changed copies lie in mutants/, made anew each time.
mutants:
	@if [ -z "$(PYTHON)" ]; then echo "NeedleDesk needs Python 3.11, 3.12 or 3.13: install one and try again." >&2; exit 1; fi
	@$(PYTHON) -m venv $(MUTANTS)
	@$(MUTANTS_BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(MUTANTS_BIN)/python -m pip install --quiet --disable-pip-version-check -c packaging/constraints.txt -e . --group mutants
	@rm -rf mutants
	@$(MUTANTS_BIN)/mutmut run
	@$(MUTANTS_BIN)/mutmut results

package: $(READY)
	@$(BIN)/python packaging/build.py

clean:
	rm -rf $(VENV) build dist mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.*
