# Everything that a person or a machine runs here. Needs Python 3.11 or newer, make and a package index; all that
# it installs goes into .venv (a browser for the tests apart, where only the system's package manager has one).

PORT ?= 5006
WORKERS ?= 4
BIN := .venv/bin
NOTEBOOKS := $(wildcard dashboards/*.ipynb)

# Held for this package's own build as well: older and newer pip read one name each.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Playwright's browser goes into .venv, not into the home directory.
export PLAYWRIGHT_BROWSERS_PATH ?= 0

.DEFAULT_GOAL := help
.PHONY: help serve check test prove measure docs lint format constraints browser
.DELETE_ON_ERROR:

help: ## Say what can be run
	@sed -n 's/^\([a-z]*\):[^#]*## /\1	/p' Makefile

serve: .venv/ready-to-serve ## Fill the demonstration, make its release, serve the pages (PORT=5006)
	$(BIN)/wellbeing demo
	$(BIN)/wellbeing release --approve demonstration
	$(BIN)/wellbeing serve --port $(PORT)

# Four workers on two cores, since two wait for browsers and servers: threads of their own would only wait for each other.
check test: export POLARS_MAX_THREADS = 1
check test: export OMP_NUM_THREADS = 1
check test: export OPENBLAS_NUM_THREADS = 1
# Programs that tests start read compiled modules: without them each start takes most of a second more.
check test prove: export PYTHONDONTWRITEBYTECODE =
check: lint ## Run lint, types, contracts and the quick tests, without a browser (WORKERS=4)
	$(BIN)/python -m pytest -n $(WORKERS) --hypothesis-profile quick \
		-m "not (browser or datasets or prove or simulation or slow)"

test: lint browser ## Run every check and test; one of them builds the documentation (WORKERS=4)
	$(BIN)/python -m pytest -n $(WORKERS)

measure: .venv/ready-to-test ## Measure on public data sets that are not shipped (DATASETS=FOLDER)
	WELLBEING_DATASETS=$(abspath $(DATASETS)) $(BIN)/python -m pytest -m datasets

prove: .venv/ready-to-test browser ## Run the long proofs: a fresh clone, full simulations
	$(BIN)/python -m pytest -m prove --timeout 3600 --durations 0 --hypothesis-profile thorough

docs: .venv/ready-to-test ## Build the documentation into site/, offline and strict
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

lint: .venv/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(NOTEBOOKS),$(BIN)/nbstripout --verify $(NOTEBOOKS))

format: .venv/ready-to-test ## Lay out the code, mend what can be mended, strip the notebooks
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(if $(NOTEBOOKS),$(BIN)/nbstripout $(NOTEBOOKS))

constraints: ## Choose the newest versions that work together (needs Python 3.11, 3.12 and 3.13)
	PIP_CONSTRAINT= PIP_BUILD_CONSTRAINT= python3.11 scripts/constraints.py

# Asked every time, since a browser may come and go; with one on the PATH it costs nothing.
browser: .venv/ready-to-test
	@$(BIN)/python scripts/chromium.py

# An empty file says that a step was done, and when.

.venv/made:
	python=$$(sh scripts/python.sh) && $$python -m venv .venv
	@touch $@

.venv/ready-to-serve: .venv/made pyproject.toml constraints.txt
	@echo "Installing into .venv (a minute or two the first time) …"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/ready-to-test: .venv/made pyproject.toml constraints.txt
	@echo "Installing into .venv, with the tools for tests (two minutes or so the first time) …"
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch .venv/ready-to-serve $@
