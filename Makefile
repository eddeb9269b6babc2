# The two commands a newcomer needs are `make run` and `make test`; each sets everything up by itself.
UV ?= $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN = $(UV) run --no-sync
HOME_FOLDER ?= data
BROWSER = warehouse/site/browser

.DEFAULT_GOAL := help
.PHONY: help setup browser run open screenshots serve test torture audit check format bench bench-quick clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | awk -F '\t' '{printf "  make %-11s %s\n", $$1, $$2}'

.uv/bin/uv:
	@echo "uv is not here: getting it through pip into .uv/"
	@python3 -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.8"

.venv/.ready: pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	@$(UV) sync --locked --quiet
	@touch $@

# The page does without where npm or the network is missing, so that nothing else waits for them.
$(BROWSER)/.ready: $(BROWSER)/package-lock.json $(BROWSER)/database.js
	@rm -rf $(BROWSER)/built
	@command -v npm >/dev/null && cd $(BROWSER) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=silent --fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-timeout=30000 >/dev/null && npm run --silent build || echo "no DuckDB for the SQL page (npm or its registry is out of reach); once they are there: make browser"
	@touch $@

browser: ## DuckDB for the SQL page, from npm; tried once by setup, again by this
	@rm -f $(BROWSER)/.ready
	@$(MAKE) --no-print-directory $(BROWSER)/.ready

setup: .venv/.ready $(BROWSER)/.ready ## everything the project needs, from the lock file

run: setup ## the main job on the bundled data: look, read, judge, publish under data/public
	@$(RUN) acuerdos run --home $(HOME_FOLDER)

open: run ## the same, and open what is published in the browser
	@$(RUN) acuerdos open --home $(HOME_FOLDER)

serve: setup ## the unattended service over the bundled sources (docs/deploy.md)
	@$(RUN) acuerdos serve --home $(HOME_FOLDER)

test: setup ## the tests: no network, no order, no clock
	@$(RUN) pytest -n 2 --dist loadfile

screenshots: run ## the pictures of docs/screenshots, with headless Chromium
	@$(RUN) python -m tests.browser.screenshots $(HOME_FOLDER)/public docs/screenshots

torture: setup ## the long tests: a database of its own, a service killed and started again, two years of a registry, kills, faults, fuzzing; hours
	@$(RUN) pytest -m torture
	@$(RUN) python -m tests.torture.bad_pages
	@$(RUN) python -m tests.torture.faulty_days --days 30 --share 0.25 --seed 1
	@$(RUN) python -m tests.torture.fuzzing --inputs 200000 --seed 1
	@$(RUN) python -m tests.torture.kills --kills 500 --seed 1
	@$(RUN) python -m tests.torture.soak --looks 300
	@$(RUN) python -m tests.torture.defences

audit: setup ## known holes in what is locked, from an OSV dump at hand (ACUERDOS_OSV)
	@$(RUN) python -m tests.supply_chain.audit

check: setup ## format, lint, types, and the directions of imports
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) pytest tests/test_rooms.py

format: setup ## mend what a machine can mend
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

bench: setup ## every figure beside a rival's, on made-up data (SIMULADO), into docs/benchmarks.md; then our own; two hours
	@$(RUN) python -m bench.profiles docs/profiles
	@$(RUN) python -m bench.table; missed=$$?; \
	for one in steps latency crawl growth growth_of_matching looks idle identity publication; do \
		$(RUN) python -m bench.$$one || missed=1; done; exit $$missed

bench-quick: setup ## the short form of the same figures, under two minutes; fails where one is off by more than half
	@$(RUN) python -m bench.table --quick

clean: ## forget the environment and what tools left; never the data
	@rm -rf $(BROWSER)/node_modules $(BROWSER)/built $(BROWSER)/.ready .venv .uv .mypy_cache .pytest_cache .ruff_cache .hypothesis
