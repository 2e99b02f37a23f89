# Two commands do everything:  make run   serves the showroom   make test   runs every check
#
#   make run CATALOGUE=dir   serve your own folder of GLB/OBJ/STL/PLY files
#   make setup               the set-up alone; after it `python -m server` needs no more
#   make check               the fast checks alone
#   make picture             takes the README's picture anew
#
# TORCH_INDEX=url            take torch from this index, e.g. the CPU one that pytorch.org names,
#                            where the default one would bring CUDA along
# PACKS=none                 fetch no model packs; everything runs on its fall-backs

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check --progress-bar on -c .constraints.txt
PACKS ?= default
OWN := var/own
export OMP_NUM_THREADS ?= 1
unexport PYTHONDONTWRITEBYTECODE # each process would compile every module anew

say = @printf '\033[1m== %s\033[0m\n' "$(1)" >&2

.PHONY: run setup test check browser picture clean

run: setup
ifdef CATALOGUE
	$(call say,building $(CATALOGUE))
	$(PY) -m assets_pipeline build "$(CATALOGUE)" $(OWN) > $(OWN).json
	SHOWROOM_CATALOGUE=$(OWN) exec $(PY) -m server
else
	exec $(PY) -m server
endif

setup: .venv/.run static/node_modules/.done var/models/.$(PACKS) var/models/body.npz var/catalogue/catalogue.json

.venv/bin/python:
	$(call say,making the virtual environment)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv || { rm -rf .venv; [ "$$(id -u)" = 0 ] && apt-get install -y python3-venv \
	  && $(PYTHON) -m venv .venv; } || { echo "python3-venv is missing: install it and run make again" >&2; exit 1; }

.venv/.run: pyproject.toml .constraints.txt | .venv/bin/python
	$(call say,installing what the server needs (torch is the largest part))
ifdef TORCH_INDEX
	$(PIP) --index-url $(TORCH_INDEX) "$$($(PY) tests/pins.py torch)"
endif
	$(PIP) $$($(PY) tests/pins.py run)
	@touch $@

.venv/.dev: pyproject.toml .constraints.txt | .venv/.run
	$(call say,installing what the checks need)
	$(PIP) $$($(PY) tests/pins.py dev)
	@touch $@

static/node_modules/.done: static/package-lock.json static/package.json
	$(call say,installing the client's libraries)
	npm ci --prefix static --no-audit --no-fund
	@touch $@

var/models/.none:
	@mkdir -p $(@D) && touch $@

var/models/.default: server/packs/pins.json | .venv/.run
	$(call say,fetching the default model packs (212 MB))
	@mkdir -p $(@D)
	$(PY) -m server models fetch > $(@D)/fetched.json && touch $@ \
	  || echo "not all model packs could be fetched: going on with the fall-backs" >&2

var/models/body.npz: var/models/.$(PACKS) $(wildcard assets_pipeline/body/*.py)
	@[ ! -d $(@D)/makehuman-body ] || $(PY) -m assets_pipeline body --models $(@D) > /dev/null

var/catalogue/catalogue.json: $(shell find assets_pipeline -name '*.py') | .venv/.run static/node_modules/.done
	$(call say,making the demo catalogue)
	@mkdir -p var/demo $(@D)
	$(PY) -m assets_pipeline.demo var/demo
	$(PY) -m assets_pipeline build var/demo var/catalogue --pictures few > var/catalogue.json
	@touch $@

check: setup .venv/.dev
	$(call say,format and lint)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	$(call say,layers)
	.venv/bin/lint-imports
	$(call say,types)
	.venv/bin/mypy
	static/node_modules/.bin/tsc -p static
	$(call say,client units)
	node --test --test-reporter=spec tests/js/*.test.js
	$(call say,units and properties)
	$(PY) -m pytest -n 2 -m "not slow and not e2e"

test: check browser
	$(call say,slow tests)
	$(PY) -m pytest -n 2 -m "slow and not e2e"
	$(call say,the page in a real browser)
	$(PY) -m pytest -m e2e

browser:
	@command -v chromium > /dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -q \
	  && apt-get install -y --no-install-recommends chromium fonts-noto-cjk; } \
	  || { [ -z "$${CI:-}" ] && echo "no chromium: the end-to-end tests are skipped" >&2; } \
	  || { echo "chromium is missing and cannot be installed" >&2; exit 1; }

picture: setup .venv/.dev browser
	$(call say,taking the README's picture)
	@mkdir -p static/img
	PICTURE=static/img/showroom.webp $(PY) -m pytest -m e2e tests/e2e/test_picture.py

clean:
	rm -rf .venv static/node_modules var .mypy_cache .ruff_cache .pytest_cache .hypothesis
