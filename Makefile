# Two commands do all the set-up: `make run` and `make test`. Needs git, make and Python 3.11+ with pip; nothing else.

PYTHON ?= python3
REPLICATIONS ?=
WORKERS ?= 2
ALTERNATIVES ?= vastmanland/mer-sfi vastmanland/praktik-lika

VENV := .venv
PY := $(VENV)/bin/python
PYBABEL := $(VENV)/bin/pybabel
CODE := app calibration results scenarios sim tests
LOCALE := scenarios/locale
ROOMS_WITH_TEXTS := scenarios results calibration app

.PHONY: run test install lint types texts-check pytest bench counties validation selecting variance backtest golden texts lock docs clean

## run: Västmanland as it is against two priorities; writes a report and prints its path
run: $(VENV)/run.stamp
	$(PY) -m app compare vastmanland $(ALTERNATIVES) $(if $(REPLICATIONS),--replications $(REPLICATIONS)) --workers $(WORKERS)

## test: lint, types, texts and tests
test: lint types texts-check pytest

## install: everything for use and development in .venv
install: $(VENV)/dev.stamp

lint: $(VENV)/dev.stamp
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/dev.stamp
	$(PY) -m mypy $(CODE)

texts-check: $(VENV)/dev.stamp
	$(PY) -m pytest -q tests/house/test_texts.py

pytest: $(VENV)/dev.stamp
	$(PY) -m pytest -n 2 --dist loadfile

## bench: measures both engines, sampling, indicators, memory and workers into docs/benchmarks.md; a look, not a test
bench: $(VENV)/dev.stamp
	$(PY) -m tests.bench

## counties: every county against its priorities, its published series and both engines, into docs/counties.md; a look, not a test
counties: $(VENV)/dev.stamp
	$(PY) -m tests.counties

## validation: fits nation and counties anew and proves it, into docs/validation.md; about an hour, goes on where it was stopped
validation: $(VENV)/dev.stamp
	$(PY) -m calibration.validation --workers $(WORKERS)

## selecting: tries the choice of the best package on made-up problems, into docs/selecting.md; about a quarter of an hour; a look, not a test
selecting: $(VENV)/dev.stamp
	$(PY) -m results.priorities.selecting.study

## variance: what the same luck in every scenario is worth for every priority, into docs/variance.md; about an hour; a look, not a test
variance: $(VENV)/dev.stamp
	$(PY) -m results.priorities.variance --workers $(WORKERS)

## backtest: what would have been chosen in 2014, 2015 and 2016, and what it lost, into docs/backtest.md; minutes; a look, not a test
backtest: $(VENV)/dev.stamp
	$(PY) -m results.priorities.backtest --workers $(WORKERS)

## golden: stores new golden results; say why: make golden REASON="…"
golden: $(VENV)/dev.stamp
	@test -n "$(REASON)" || { echo 'say why: make golden REASON="…"' >&2; exit 2; }
	$(PY) -m pytest -q tests/golden --refresh-golden "$(REASON)"

## texts: collects the texts of the code into the Swedish catalogues, and compiles these
texts: $(VENV)/dev.stamp
	@mkdir -p build
	@for room in $(ROOMS_WITH_TEXTS); do \
	    $(PYBABEL) -q extract -F pyproject.toml -k translate --no-location --no-wrap --sort-output --omit-header -o build/$$room.pot $$room && \
	    $(PYBABEL) -q update -D $$room -i build/$$room.pot -d $(LOCALE) -l sv --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit 1; \
	done
	@$(PY) .ci/compile_texts.py
	@$(PY) -m pytest -q tests/house/test_texts.py

## docs: writes the generated tables of docs/ anew
docs: $(VENV)/dev.stamp
	$(PY) -m scenarios.documentation
	$(PY) -m results.documentation

## lock: resolves the dependencies anew; needs uv (on the path, or in .venv)
lock:
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" .ci/lock

# The lock decides: hashes of every file, nothing resolved here, no build environment fetched.
$(VENV)/run.stamp: requirements.lock pyproject.toml .ci/install
	.ci/install "$(PYTHON)" $(VENV) requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml .ci/install
	.ci/install "$(PYTHON)" $(VENV) requirements-dev.lock
	@touch $(VENV)/run.stamp $@

## clean: removes .venv and caches; results stay
clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
