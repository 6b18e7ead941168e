# `make run` and `make test` are all that a fresh machine needs: Python 3.11, make, and for the browser tests what `browser` installs.
PYTHON ?= python3.11
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON := python3
endif
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: install run test check eval peers browser clean

install: .venv/.installed

# LlamaIndex's client for Anthropic asks for the libraries of two clouds that it needs for their own servers only.
.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info[:2] == (3, 11) else "Bearing needs Python 3.11; name it: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
	$(PIP) torch==2.13.0
	$(PIP) --editable .
	$(PIP) --no-deps llama-index-llms-anthropic
	@touch $@

.venv/.installed-dev: .venv/.installed
	$(PIP) --editable '.[dev]'
	@touch $@

# The chat on the sample organisation.
run: install
	@$(BIN)/bearing ingest eval/organisation
	@$(BIN)/bearing chat

test: .venv/.installed-dev browser
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) test

# The report of the project's own cases; it ends with 1 where a gate does not hold, and has written the report before.
eval: .venv/.installed
	$(BIN)/bearing eval --report docs/eval

# What the benchmarks in eval/benchmarks compare with. The reader asks for an older pypdf in its metadata only.
peers: .venv/.installed-dev
	$(PIP) --editable '.[peers]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llama-index-readers-file==0.7.0

# Debian's Chromium when run as root on Debian, else Playwright's own.
browser: .venv/.installed-dev
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	else $(BIN)/playwright install chromium; fi

clean:
	rm -rf .venv .bearing build *.egg-info
