# Everything that one does here. `make` alone lists the targets.

PYTHON ?= python3
RUN := .venv/bin/python
PREPARE := $(PYTHON) -m lectern.setup

.DEFAULT_GOAL := help
.PHONY: help run stop setup test lint types contracts test-units test-web test-browser test-postgres test-deploy test-faults test-system \
	fuzz soak audit format locks migrate migrate-to-postgres backup restore admin accounts parked doctor top bench settings clean reset

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

run: ## Set up and start the whole system (DB=postgres: on PostgreSQL); Ctrl-C stops it
	@$(PREPARE) run
	@exec $(RUN) -m lectern run

stop: ## Stop the system that runs in this folder, from another terminal
	@$(RUN) -m lectern stop

setup: ## Only set up, for running and testing
	@$(PREPARE) test

test: ## Set up and run every check and test
	@$(PREPARE) test
	@$(RUN) -m lectern test

lint: ## Check style and the directions of imports
	@$(PREPARE) python
	@$(RUN) -m lectern test lint

types: ## Check types
	@$(PREPARE) python
	@$(RUN) -m lectern test types

test-units: ## Test each package on its own, with a real broker and Redis
	@$(PREPARE) test
	@$(RUN) -m lectern test units

test-web: ## Check and test the web application without a server
	@$(PREPARE) test
	@$(RUN) -m lectern test web

test-browser: ## Test the web application in a browser, on a live system
	@$(PREPARE) test
	@$(RUN) -m lectern test browser

test-postgres: ## Test what has to do with databases on PostgreSQL
	@$(PREPARE) test
	@$(RUN) -m lectern test postgres

test-deploy: ## Test the images, without an engine, and what deploys them
	@$(PREPARE) test
	@$(RUN) -m lectern test deploy

test-faults: ## Test what broken connections, killed processes and poisoned messages do
	@$(PREPARE) test
	@$(RUN) -m lectern test faults

test-system: ## Test the live system over HTTP
	@$(PREPARE) test
	@$(RUN) -m lectern test system

fuzz: ## Test with many more invented inputs than `make test` does, new ones each time
	@$(PREPARE) test
	@for suite in chassis services/accounts services/assignments services/classroom services/courses; do \
		FUZZ_FACTOR=$(or $(FACTOR),20) $(RUN) -m pytest -q --timeout=0 $$suite -k "fuzz or machine" || exit 1; \
	done
	@FUZZ_FACTOR=$(or $(FACTOR),20) $(RUN) -m pytest -q --timeout=0 tests/system/conformance

soak: ## Work for half an hour while things break at random, and look for what is lost, doubled or grown (MINUTES=…, SEED=…)
	@$(PREPARE) test
	@$(RUN) -m tests.system.soak $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

audit: ## Ask the public lists of known weaknesses about all packages that are deployed
	@$(PREPARE) test
	@$(RUN) -m lectern.audit

contracts: ## Write the services' contracts and what is made from them
	@$(PREPARE) test
	@$(RUN) -m lectern contracts

format: ## Format all code
	@$(PREPARE) test
	@$(RUN) -m ruff check --fix --quiet .
	@$(RUN) -m ruff format --quiet .
	@npm --prefix web run --silent format

locks: ## Lock the Python packages of every deployable (UPGRADE=1: newest versions)
	@$(PREPARE) python
	@$(RUN) -m lectern.locks $(if $(UPGRADE),--upgrade)

migrate: ## Bring the databases up to date, as starting does
	@$(PREPARE) python
	@$(RUN) -m lectern migrate

migrate-to-postgres: ## Move a stopped system from SQLite into a private PostgreSQL, or into a server: TO=postgresql://…
	@DB=postgres $(PREPARE) run
	@$(RUN) -m lectern migrate-to-postgres $(if $(TO),--to "$(TO)")

backup: ## Copy all databases and files, also while running: make backup [TO=folder] [KEEP=7]
	@$(RUN) -m lectern backup $(if $(TO),--to "$(TO)") $(if $(KEEP),--keep $(KEEP))

restore: ## Put a backup in the place of what is there: make restore FROM=var/backups/…
	@$(RUN) -m lectern restore "$(FROM)"

admin: ## Make an administrator: make admin USERNAME=… EMAIL=…
	@$(RUN) -m lectern accounts create --username "$(USERNAME)" --email "$(EMAIL)"

accounts: ## Look after accounts: make accounts DO="users --role teacher" (or "block NAME", "unblock NAME", "role NAME admin", "sessions NAME", "revoke NAME")
	@$(RUN) -m lectern accounts $(or $(DO),users)

doctor: ## Look at broker, databases, storage, mail, clocks, disk and settings, and say what to do
	@$(RUN) -m lectern doctor

top: ## Watch the running system: rates, times, processors, memory, outboxes, parked (ONCE=1: one look)
	@$(RUN) -m lectern top $(if $(ONCE),--once)

parked: ## Look after messages that failed: make parked SERVICE=notifications DO=list (or "show ID", "replay ID", "drop ID"); mails: SERVICE=mail
	@$(RUN) -m lectern parked $(or $(SERVICE),notifications) $(or $(DO),list)

bench: ## Measure a whole system, by itself or beside others: make bench [OTHERS="--system NAME URL PIDS"]
	@$(PREPARE) test
	@$(RUN) bench/run.py $(OTHERS)

settings: ## Write the table of settings in docs/operating.md
	@$(PREPARE) python
	@$(RUN) -m lectern.settings

clean: ## Remove what was installed and built; data under var/ stays
	rm -rf .venv web/node_modules web/dist web/test-results web/playwright-report
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage

reset: ## Remove all data under var/
	@$(RUN) -m lectern stop
	rm -rf var
