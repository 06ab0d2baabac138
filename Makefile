# make setup: .venv with the command in it    make run: the five author scenarios    make test: everything
# Paths are relative throughout, so that the folder's own path may have spaces in it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
REPLICATIONS ?= 200
DESIGNS := guarantee-rearmament optimism-learning office-pain carrots-sticks
AUTHORS := strategypage freedman menon person dickinson

.PHONY: setup dev run diagrams test lint format types imports schema smoke pytest clean
.DELETE_ON_ERROR:

setup: $(VENV)/.setup

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: PYTHON: must be Python 3.11 or later (got $$($(PYTHON) --version 2>&1))" \
	    "- run make PYTHON=python3.11, or a later one" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.setup: $(VENV)/.python pyproject.toml constraints.txt
	$(PY) -m pip install --quiet -c constraints.txt -e '.[all]'
	@touch $@

dev: $(VENV)/.dev

$(VENV)/.dev: $(VENV)/.setup
	$(PY) -m pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@

run: setup
	@for author in $(AUTHORS); do \
	  $(PY) -m simulator run $$author -n $(REPLICATIONS) --out out/$$author || exit $$?; \
	done
	@echo "Pictures: out/"

# The phase diagrams in docs/pictures, played again: after a change of the model.
diagrams: setup
	rm -rf out/designs
	@for design in $(DESIGNS); do \
	  $(PY) -m simulator sweep designs/$$design --out out/designs/$$design || exit $$?; \
	  cp out/designs/$$design/sweep-*.png docs/pictures/$$design.png; \
	  cp out/designs/$$design/sweep-*.txt docs/pictures/$$design.txt; \
	done

# Cheapest first: a slip of the pen is told before anything is installed or simulated.
test: dev
	$(MAKE) lint
	$(MAKE) smoke
	$(MAKE) pytest

lint: format types imports

format: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: dev
	$(BIN)/mypy

imports: dev
	$(BIN)/lint-imports

schema: dev
	$(PY) -m simulator.files.schema

smoke: $(VENV)/.python
	PYTHON=$(PY) bash tests/smoke.sh

pytest: dev
	$(PY) -m pytest -n 2 $(PYTEST)

clean:
	rm -rf $(VENV) out build dist
