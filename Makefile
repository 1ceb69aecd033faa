# What one does with Usher. `make` alone lists it; each does its own set-up, and only where something changed.

PYTHONS := $(PYTHON) python3 python3.13 python3.12 python3.11
PY := .venv/bin/python

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

.PHONY: help demo test run ask eval check lint format texts schema bench browse picture wheel ci constraints clean

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: .venv/.demo ## try the bot on a page like Discord, here and without a token
	@$(PY) -m bot demo $(ARGS)

test: .venv/.test ## run the tests
	@$(PY) -m pytest $(ARGS)

run: .venv/.run ## run the bot on Discord; the token is read from .env
	@$(PY) -m bot run

ask: .venv/.run ## ask in the terminal: make ask, or make ask Q="/cast godroy"
	@$(PY) -m bot ask $(if $(Q),"$(Q)")

eval: .venv/.run ## put the sets of questions to the bot, and see how many it answers right
	@$(PY) -m bot eval $(or $(ARGS),$(wildcard tests/questions/*.yaml))

check: .venv/.run ## check the knowledge files
	@$(PY) -m bot check $(ARGS)

lint: .venv/.dev ## check the code: style, types, imports
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

format: .venv/.dev ## put the code into shape
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

texts: .venv/.dev ## collect what the bot says for translators
	@.venv/bin/pybabel -q extract -k say -k say_n:1,2 -k locale_str --no-location --sort-output --omit-header \
		--project Usher -o bot/locales/usher.pot bot

schema: .venv/.run ## write data/show.schema.json anew, by which editors check knowledge files
	@$(PY) -m bot schema > data/show.schema.json

bench: .venv/.test ## measure its speed beside a bare bot's, in three minutes; writes docs/benchmarks.md
	@$(PY) -m tests.bench --write docs/benchmarks.md $(ARGS)

browse: .venv/.browser ## use the demo once in headless Chromium, as a person does
	@$(PY) .ci/drive_demo.py

picture: .venv/.browser ## take the README's pictures anew
	@$(PY) .ci/take_picture.py docs

wheel: .venv/.run ## build the wheel, and try it in an empty environment
	@bash .ci/try_wheel

ci: ## all that is checked before a change is taken
	@bash .ci/run

constraints: ## pin the newest versions of everything, tried on each Python that is here
	@bash .ci/pin $(PYTHONS)

clean: ## remove what the above has installed
	@rm -rf .venv

# One stamp for each set of needs; whoever runs the bot gets none of the demo's, the tests' or the tools'.
.venv/.run: EXTRA :=
.venv/.demo: EXTRA := [demo]
.venv/.test: EXTRA := [test]
.venv/.dev: EXTRA := [dev]
.venv/.browser: EXTRA := [demo,browser]

# pip's own output is a page long, and its quiet one leaves you in doubt: a dot for each package instead.
pip_install = { $(PY) -m pip install --disable-pip-version-check --progress-bar off --constraint constraints.txt \
  $(1) 2>&1 || touch .venv/.failed; } | tee .venv/pip.log \
  | awk '/^ *(Collecting|Obtaining|Installing)/ { printf "."; fflush() }'; \
  if [ -e .venv/.failed ]; then echo; tail -n 20 .venv/pip.log >&2; exit 1; fi

.venv/.run .venv/.demo .venv/.test .venv/.dev .venv/.browser: pyproject.toml constraints.txt | $(PY)
	@printf '%s' "Installing what '$(@:.venv/.%=%)' needs: "; rm -f .venv/.failed
	@$(PY) -c 'import pip' 2>/dev/null || $(PY) -m ensurepip >/dev/null
	@$(call pip_install,hatchling editables)
	@$(call pip_install,--no-build-isolation --editable '.$(EXTRA)')
	@echo " done"; touch $@

# A folder whose Python is gone is made anew; one that works is used as it is.
$(PY):
	@trap 'rm -rf .venv; exit 130' INT TERM; \
	for python in $(PYTHONS); do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  fit=$${fit:-$$python}; \
	  $$python -c 'import ensurepip, venv' >/dev/null 2>&1 || continue; \
	  echo "Making .venv with $$python."; \
	  $$python -m venv --clear .venv && exit 0; \
	  rm -rf .venv; \
	  echo "$$python could not make .venv; above it says why." >&2; \
	  exit 1; \
	done; \
	if [ -n "$$fit" ]; then \
	  echo "$$fit lacks venv or ensurepip. Install it with: apt install $${fit##*/}-venv" >&2; \
	else \
	  echo "Usher needs Python 3.11 or newer. Install it with: apt install python3 python3-venv" >&2; \
	fi; \
	exit 1
