# The whole developer manual. Needs Python 3.11–3.13 and make; everything else is set up here.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RUN := run

.PHONY: run test lint bench corpus-check train train-ready lock clean

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "détente needs Python 3.11 to 3.13; say which: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

run: $(READY)  ## code the bundled reports into an archive and print the brief
	@mkdir -p $(RUN)
	@$(BIN)/detente add --examples --archive $(RUN)/archive.sqlite
	@$(BIN)/detente brief PAK IRN --archive $(RUN)/archive.sqlite --today 2024-02-01
	@echo "The archive is $(RUN)/archive.sqlite. See one record: $(BIN)/detente show ID --archive $(RUN)/archive.sqlite" >&2

test: lint  ## everything CI runs
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pydoclint --quiet src

bench: $(READY)  ## measure accuracy on the public benchmark data
	$(BIN)/detente bench pages --data $${DETENTE_BENCH:-../shared/bench}/pages --json

corpus-check: $(READY)  ## what is wrong with the corpus, and what it covers
	$(BIN)/python -m corpus.check

train-ready: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[train]'

train: train-ready  ## from the corpus to the weights that ship; takes up again where it was stopped
	$(BIN)/python -m training.all

lock: $(READY)  ## pin all dependencies with their hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --group dev --group build --group corpus pyproject.toml --output-file requirements/dev.txt

clean:
	rm -rf $(VENV) $(RUN) build dist
