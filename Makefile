# Everything the project does, by name. `make help` lists it.
#
#   SOURCES=dir    the folder with the documents' texts: their evidence is checked against them, and the site shows them
#   SITE_URL=url   where the site will stand: gives the sitemap, the citations and the share cards absolute addresses
#   MUTANTS=names the mutants that make mutants tries again, for example 'urrbmi.year.*'; without it all, anew
#   PYTHON=python  the Python (3.11 or newer) that .venv is made with

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
SOURCES ?=
SITE_URL ?=

BIN := .venv/bin
PY := $(BIN)/python
# The address may hold anything a shell would act on, so both reach the shell through the environment.
export SOURCES SITE_URL
BUILD := $(PY) scripts/build.py $${SOURCES:+--sources "$$SOURCES"} $${SITE_URL:+--site-url "$$SITE_URL"}
SETUP := .venv/.ready node_modules/.ready

.PHONY: help site test test-slow bench bench-peers bench-scale mutants serve check evidence schema setup release lock sbom audit clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(SETUP) ## set everything up and build the site into build/site
	@$(BUILD)

test: site ## build the site, then run the format, lint, type and functional tests
	@$(PY) scripts/browser.py --light
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder  # three on two cores: those that use a browser wait half of their time

test-slow: site build/audit/node/.ready ## Lighthouse, 2,000 slips in the rules, 50 killed builds, full disks, rebuilds held against builds from nothing: for half an hour
	@$(PY) scripts/browser.py
	@$(BIN)/pytest -n 2 --dist loadfile tests/slow

bench: site build/audit/node/.ready ## measure the core, the start in a browser, the pages; put the figures into README.md
	@$(PY) scripts/bench.py
	@$(PY) scripts/browser.py
	@$(PY) scripts/bench_browser.py
	@$(PY) scripts/bench_estimate.py
	@$(PY) scripts/bench_lighthouse.py

bench-peers: site build/peers/.ready ## set OpenFisca, publicodes, jinja2, Eleventy and Material beside this project; renews README's tables
	@PYTHONPATH=scripts/peers:scripts:calculator $(PY) scripts/peers/peers.py

bench-scale: site ## measure what countries of 11, 111 and 333 cities cost; put the figures into README.md
	@$(PY) scripts/bench_scale.py

mutants: .venv/.ready build/mutants/.ready ## change the settlement code in one place at a time and see which changes no test notices (half an hour); renews tests/MUTANTS.md
	@build/mutants/python/bin/python tests/mutants/hunt.py $(MUTANTS)

serve: site ## build the site and preview it on a free local port
	@$(PY) scripts/serve.py

check: .venv/.ready ## read and check rules/ alone, in seconds
	@$(PY) scripts/build.py --check $${SOURCES:+--sources "$$SOURCES"}

evidence: .venv/.ready ## verify all evidence against the texts (SOURCES=dir) and renew rules/evidence.lock.json
	@test -n "$$SOURCES" || { echo "Which folder holds the texts? make evidence SOURCES=dir" >&2; exit 2; }
	@$(PY) scripts/build.py --evidence --sources "$$SOURCES"

schema: .venv/.ready ## renew rules/document.schema.json after a change of parameters.yml or readings.yml
	@$(PY) scripts/build.py --evidence

release: .venv/.ready ## add the present data to the releases: rules/releases.yml and site_src/releases/
	@$(PY) scripts/build.py --release

setup: $(SETUP) ## only install what the other commands need

lock: ## renew requirements.txt and package-lock.json from requirements.in and package.json
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 11, 3) and "The lock is made with the floor, an early Python 3.11 (Debian 12 has 3.11.2), this is " + sys.version.split()[0] + ": make lock PYTHON=/path/to/python")'
	@$(PYTHON) -m venv --clear build/lock
	@build/lock/bin/pip install -qq --disable-pip-version-check pip-tools
	@for folder in . scripts/peers scripts/audit tests/mutants; do (cd $$folder && CUSTOM_COMPILE_COMMAND="make lock" "$(CURDIR)"/build/lock/bin/pip-compile --quiet --upgrade \
	    --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --output-file requirements.txt requirements.in); done
	@for folder in . scripts/peers scripts/audit scripts/synthetic; do (cd $$folder && npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund); done

sbom: $(SETUP) build/audit/python/.ready ## after make lock: renew the list of software and licences (site_src/pages/about)
	@$(PY) scripts/sbom.py

audit: build/audit/python/.ready ## ask the advisory services whether a locked dependency has a known weakness
	@build/audit/python/bin/pip-audit --disable-pip --require-hashes --requirement requirements.txt
	@npm audit --package-lock-only --audit-level=high

clean: ## remove everything that was built or installed
	@rm -rf build .venv node_modules calculator/urrbmi/policy.json calculator/*.egg-info

# The stamps are newer than the locks as long as what is installed is what the locks say.
.venv/.packages: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ": make PYTHON=/path/to/python")'
	@echo "Installing the Python packages into .venv (about a minute, only when they change)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

.venv/.ready: .venv/.packages pyproject.toml
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.ready: package-lock.json package.json .npmrc
	@node -e 'if (parseInt(process.versions.node) < 20) { console.error("Node 20 or newer is needed, this is " + process.version); process.exit(1) }'
	@echo "Installing the Node packages into node_modules"
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# What tries the mutants: installed for it alone; the tests that it runs use the packages of .venv beside it.
build/mutants/.ready: tests/mutants/requirements.txt
	@echo "Installing what tries the mutants into build/mutants"
	@$(PYTHON) -m venv --clear build/mutants/python
	@build/mutants/python/bin/pip install -qq --disable-pip-version-check --require-hashes --requirement tests/mutants/requirements.txt
	@touch $@

# What bench-peers measures against: installed for it alone, apart from everything else.
build/peers/.ready: scripts/peers/requirements.txt scripts/peers/package-lock.json
	@echo "Installing what bench-peers sets beside this project into build/peers"
	@$(PYTHON) -m venv --clear build/peers/python
	@build/peers/python/bin/pip install -qq --disable-pip-version-check --require-hashes --requirement scripts/peers/requirements.txt
	@cp scripts/peers/package.json scripts/peers/package-lock.json .npmrc build/peers/
	@cd build/peers && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# What the pages and the dependencies are judged with: installed for that alone, apart from everything else.
build/audit/node/.ready: scripts/audit/package.json scripts/audit/package-lock.json
	@echo "Installing Lighthouse into build/audit/node"
	@mkdir -p $(@D)
	@cp $^ .npmrc $(@D)
	@cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

build/audit/python/.ready: scripts/audit/requirements.txt
	@echo "Installing cyclonedx-bom and pip-audit into build/audit/python"
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/pip install -qq --disable-pip-version-check --require-hashes --requirement $<
	@touch $@
