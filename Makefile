# The ways in. Needs python3 (3.11 or newer) with pip or python3-venv, make and git, no more.
# The first call sets up .venv from the locks; later ones install nothing and need no network.

PYTHON ?= python3
BIN := .venv/bin
# More for pytest, as in: make test ARGS="-k ledger"
ARGS ?=
# Processes that share the tests, file by file; 0 runs them in this one, as a debugger wants it.
WORKERS ?= auto
# Size of `make example`, the seed it is drawn from, and where it goes
MEMBERS ?= 200
YEARS ?= 2
SEED ?= 1
OUT ?= .goodword/example
# Where everything is required, the browser's driver is installed too.
TESTS := $(if $(findstring all,$(GOODWORD_REQUIRE)),browser,test)

.DEFAULT_GOAL := help
.PHONY: portal test check check-types check-example bench example clean help setup setup-test locks coverage mutants catalogues pictures

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

portal: setup ## check the program and build its portal
	@$(BIN)/goodword check --strict
	@$(BIN)/goodword portal

test: setup-test ## run every test; says what could not be run here, and why
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup-test ## all beside the tests: format, lint, types, example, portal, workflows
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs=2 check-types check-example

check-types:
	@$(BIN)/mypy

check-example:
	@$(BIN)/goodword check --strict
	@$(BIN)/goodword portal --audience staff --into .goodword/check/portal
	@$(BIN)/python -m tests.workflow_lint

bench: setup-test ## measure against other tools, side by side (minutes)
	@$(BIN)/python -m benchmarks $(ARGS)

example: setup ## write a made-up program of any size: MEMBERS= YEARS= SEED= OUT=
	@$(BIN)/goodword example --members $(MEMBERS) --years $(YEARS) --seed $(SEED) $(OUT)

clean: ## remove all that was made here, .venv included
	@rm -rf .venv .goodword build dist tools/*.egg-info .mypy_cache .pytest_cache .ruff_cache
	@rm -rf .hypothesis .coverage .coverage.* htmlcov
	@find tools tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

setup:
	@$(PYTHON) tools/set_up.py runtime

setup-test:
	@$(PYTHON) tools/set_up.py $(TESTS)

# Renews the locks; needs pip-tools. Nothing of this machine's own package settings goes in.
COMPILE := env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	pip-compile --quiet --no-config --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-options --all-build-deps --newline lf \
	-c constraints.txt pyproject.toml
locks:
	$(COMPILE) -o requirements.txt $(ARGS)
	$(COMPILE) -o requirements-test.txt -c requirements.txt --extra test $(ARGS)
	$(COMPILE) -o requirements-browser.txt -c requirements-test.txt --extra test --extra browser --extra spark $(ARGS)

# Carries new and changed English words (en.po) into every other language; what has to be translated
# again is marked fuzzy, and a test names it.
CATALOGUES := tools/goodword/texts
catalogues: setup-test
	@for each in $(CATALOGUES)/*.po; do $(BIN)/pybabel --quiet update --no-wrap --ignore-obsolete \
	-i $(CATALOGUES)/en.po -o $$each -l $$(basename $$each .po); done

# The pictures of README and docs, from the example's portals; needs Chromium.
pictures:
	@$(PYTHON) tools/set_up.py browser
	@$(BIN)/python -m tests.pictures

# Small mistakes put into the same rooms and four more; says which of them no test notices (an hour).
mutants: setup-test
	@$(BIN)/python -m tests.mutation $(ARGS)

# Branches that the tests reach, of the rooms where figures and permissions are made.
coverage: setup-test
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -q $(ARGS)
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report --fail-under=95 \
	  --include="tools/goodword/model/*,tools/goodword/ledger/*,tools/goodword/loops/*,tools/goodword/audience/*"
