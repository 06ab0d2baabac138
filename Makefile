# make setup: .venv with the command in it    make run: the five author scenarios    make test: everything
# make docs: the site    make complete: the five searches anew
# Paths are relative throughout, so that the folder's own path may have spaces in it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
REPLICATIONS ?= 100
AUTHORS := strategypage freedman menon person dickinson

.PHONY: setup dev run complete gallery docs test mutants lint format types imports schema smoke pytest lowest newest hashes rehash audit clean
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
	@touch $@ $(VENV)/.docs

# All five authors in one table; each author's own outcomes are in out/AUTHOR.txt, and shown with V=1.
run: setup
	@mkdir -p out
	@for author in $(AUTHORS); do \
	  $(PY) -m simulator run $$author -n $(REPLICATIONS) >out/$$author.txt || exit $$?; \
	  if [ -n "$(V)" ]; then cat out/$$author.txt; fi; \
	done
	$(PY) -m simulator compare --quick
	@echo "Pictures: out/compare"

# What would have to be true, for each author, searched anew: after a change of the model or of a claim.
# Under ten minutes an author on two cores; interrupted, it goes on where it stopped.
BUDGET ?= 375
JUDGED ?= 1000

complete: setup
	@for author in $(AUTHORS); do \
	  $(PY) -m simulator complete $$author -n $(JUDGED) --budget $(BUDGET) --resume \
	    --out scenarios/$$author.toml || exit $$?; \
	done

# The pictures in docs/pictures that docs/gallery.toml lists, drawn again: after a change of the model.
gallery: setup
	$(PY) docs/_ext/gallery.py out/gallery

# The site, from docs/ and the program's own declarations. A warning is an error.
docs: $(VENV)/.docs
	$(PY) -m sphinx -b html -q -W --keep-going -d build/doctrees docs build/site
	@echo "The site: build/site/index.html"

$(VENV)/.docs: $(VENV)/.setup
	$(PY) -m pip install --quiet -c constraints.txt -e '.[docs]'
	@touch $@

# Cheapest first: a slip of the pen is told before anything is installed or simulated.
test: dev
	$(MAKE) lint
	$(MAKE) smoke
	$(MAKE) pytest

# Would the fast tests notice a slip in the model? SAMPLE one-place changes, each tried.
SAMPLE ?= 200

mutants: dev
	$(PY) tests/mutations.py --sample $(SAMPLE)

lint: format types imports

format: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

# On Windows and macOS too: what a system does not have is found where the types are.
types: dev
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 simulator
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin simulator

imports: dev
	$(BIN)/lint-imports

schema: dev
	$(PY) -m simulator.files.schema

smoke: $(VENV)/.python
	PYTHON=$(PY) bash tests/smoke.sh

pytest: dev
	$(PY) -m pytest -n 2 $(PYTEST)

# With other dependencies than the pinned ones, and what is known of these: tests/dependencies.sh says how.
lowest newest hashes rehash audit: dev
	PYTHON=$(PY) PYTEST="$(PYTEST)" bash tests/dependencies.sh $@

clean:
	rm -rf $(VENV) out build dist
