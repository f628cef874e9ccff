# The workshop's words: each sets up what it needs by itself. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run before port quick checks test check-data draft seal format bench codebook catalogues architecture clean chromium

# Tests start dozens of servers: with this set, each would compile all of the project anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
# Which Python is looked at first: the one that is named now, else the one of the environment, else the default.
LOOKED_AT = $(if $(filter file,$(origin PYTHON)),$(firstword $(wildcard $(BIN)/python) $(PYTHON)),$(PYTHON))

help: ## list these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: before port .venv/product ## serve the dashboard on http://localhost:8501 (PORT=8600 make run for another port)
	@echo "The atlas opens on http://localhost:$(PORT) (stop it with Ctrl-C)"
	@exec $(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: before .venv/workshop chromium checks ## all that CI runs: lint, format, types, data, codebook, tests, real browser
	$(TESTS) --ignore tests/browser
	$(TESTS) tests/browser

quick: before .venv/workshop checks ## the same without a browser, and with a fifth of the examples drawn by chance
	$(TESTS) --quick --ignore tests/browser

# Two workers: each has a server and a browser of its own, and what they do is bound by the processor.
TESTS = $(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

checks: .venv/workshop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m atlas check data/
	$(BIN)/python -m atlas codebook --check

check-data: .venv/product ## every problem in data/, each with file, row and remedy
	$(BIN)/python -m atlas check data/

draft: .venv/product ## open the released data for work: the version gets -draft, the seals go
	$(BIN)/python -m atlas draft data/

seal: .venv/product ## release the draft: rows, bytes and hash of each file into datapackage.json
	$(BIN)/python -m atlas seal data/

format: .venv/workshop ## bring imports and layout into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/workshop chromium ## measure the dashboard at four sizes against an empty Streamlit page (BENCH='--sizes default --rounds 1' is quick)
	$(BIN)/python -m bench.drive $(BENCH)

codebook: .venv/product ## write data/CODEBOOK.md anew from data/datapackage.json
	$(BIN)/python -m atlas codebook

architecture: .venv/product ## draw the floors in docs/architecture.md anew from the imports
	$(BIN)/python -m tests.floors

catalogues: .venv/product ## bring locale/ up to date with the words in code and data
	$(BIN)/python -m atlas catalogues

clean: ## remove the environment and what the tools keep between runs
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Said before anything else: which Python was named and is not there or too old, and a port that is taken.
before:
	@command -v "$(LOOKED_AT)" >/dev/null || { \
	  echo "PYTHON=$(LOOKED_AT): there is no such program here. Name Python 3.11 or later: PYTHON=python3.12 make ..." >&2; exit 1; }
	@$(LOOKED_AT) .ci/before.py

port: before
	@$(LOOKED_AT) .ci/before.py "$(PORT)"

# The environment holds exactly what the requirements pin, and is brought up to date when they change.
.venv/bin/python: | before
	@echo "Making an environment of its own in .venv (some ten seconds)"
	@$(PYTHON) -m venv .venv

.venv/product: requirements.txt | .venv/bin/python
	@.ci/install .venv requirements.txt
	@touch $@

.venv/workshop: requirements.txt requirements-dev.txt | .venv/bin/python
	@.ci/install .venv requirements-dev.txt
	@touch .venv/product $@

# The browser tests drive the system's own Chromium; nothing is downloaded past the system's packages.
chromium:
	@command -v chromium || command -v chromium-browser || command -v google-chrome || { \
	  command -v apt-get >/dev/null || { \
	    echo "No Chromium found, and no apt-get to install it: install Chromium or Chrome yourself." >&2; exit 1; }; \
	  root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  [ -z "$$root" ] || command -v sudo >/dev/null || { \
	    echo "No Chromium found: as root, run apt-get install chromium" >&2; exit 1; }; \
	  echo "No Chromium found: installing it with apt-get" && \
	  $$root apt-get update --quiet=2 && \
	  $$root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends chromium; }
