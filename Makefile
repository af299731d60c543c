# `make help` lists the targets. A machine needs make and Python 3.11 or newer with venv; nothing else.
# Everything runs out of .venv, which is made from requirements.lock, whose hashes pip verifies.

BIN := .venv/bin
READY := .venv/.ready
# Tests wait for disks and for processes of their own a quarter of the time.
WORKERS := $(shell expr `getconf _NPROCESSORS_ONLN` \* 3 / 2)
PACKAGES := dashboard pipelines linkage_models sources synthetic_data governance

# The first interpreter that is new enough and can make a virtual environment (Debian ships venv apart).
SUITABLE := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(firstword $(foreach python,$(CANDIDATES),$(shell $(python) -c '$(SUITABLE)' 2>/dev/null && echo $(python))))

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test bad-input coverage lint format types docs check-docs portrait benchmark quality check-defs check-lock lock dev clean

help: ## List the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s%s\n", $$1, $$2 }'

setup: $(READY) ## Make .venv from requirements.lock (every target below does this itself)

demo: $(READY) ## Run the whole pipeline on made-up people
	$(BIN)/thinkfamily demo

test: $(READY) ## Run the tests
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

bad-input: $(READY) ## Try every kind of bad input, and say of each whether it passed
	$(BIN)/python -m pytest tests/bad_input -v --no-header

coverage: $(READY) ## Run the tests and show the lines that none of them reaches
	$(BIN)/python -m pytest --cov

lint: $(READY) ## Check style and format of Python and SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sqlfluff lint --processes 0 $(PACKAGES)

format: $(READY) ## Put Python and SQL into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix $(PACKAGES)

types: $(READY) ## Check types
	$(BIN)/mypy

docs: $(READY) ## Renew the documents that follow from the code
	$(BIN)/python -m pipelines.documents

check-docs: $(READY) ## Check that those documents say what the code says
	$(BIN)/python -m pipelines.documents --check

portrait: $(READY) ## Measure and draw a synthetic town of 100,000 people (a few minutes)
	$(BIN)/python -m synthetic_data.likeness --people 100000 --seed 1 --out docs

benchmark: $(READY) ## Time synthetic towns of up to 500,000 people (minutes; on an idle machine)
	$(BIN)/python -m benchmarks.synthetic_population

quality: $(READY) ## Judge linkage on labelled sets and synthetic boroughs, beside Splink's defaults (minutes)
	$(BIN)/python -m benchmarks.quality

check-lock: $(READY) ## Check that both locks belong to pyproject.toml
	$(BIN)/python .ci/check_lock.py

lock: $(READY) ## Renew requirements.lock and the one of deploy; UPGRADE=1 takes newer versions
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-strip-extras --generate-hashes \
		--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) \
		--group dev pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-strip-extras --generate-hashes \
		--custom-compile-command 'make lock' --constraint requirements.lock \
		--group build pyproject.toml --output-file deploy/requirements.lock

# Dagster reads dagster.yaml from DAGSTER_HOME. Its web server makes folders for telemetry even where
# telemetry is off, unless told so here too. What a step raises may quote a row: it is not kept.
check-defs dev: export DAGSTER_HOME := $(CURDIR)
check-defs dev: export DAGSTER_DISABLE_TELEMETRY := 1
check-defs dev: export DAGSTER_REDACT_USER_CODE_ERRORS := 1
check-defs: export VIRTUAL_ENV := $(CURDIR)/.venv

check-defs: $(READY) ## Check that Dagster can load its definitions
	umask 077 && $(BIN)/dg check defs

# The web server has no login, so only this machine may reach it.
dev: $(READY) ## Open Dagster on this machine
	umask 077 && $(BIN)/dagster dev --host 127.0.0.1

clean: ## Remove .venv and everything that can be made again (never data/)
	rm -rf .venv dist .coverage htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/pip:
	@test -n '$(PYTHON)' || { \
		echo 'No Python 3.11 to 3.14 with venv was found.' >&2; \
		echo 'Install one (on Debian and Ubuntu: apt install python3 python3-venv),' >&2; \
		echo 'or name one: make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/python3' >&2; \
		exit 1; }
	$(PYTHON) -m venv .venv

# Only wheels, so that installing runs no code of the packages.
$(READY): requirements.lock pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --only-binary :all: --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
