# make          the paper, its tables, figures and ledger under results/
# make release  the same, but a claim that fails and is no finding stops it
# make quick    the tests of pure functions, in seconds
# make test     all tests but those of `make slow`
# make slow     the tests that measure in full what `make test` samples
# make check    format, lint, import layers and types
# make approve  take the numbers of the last build over as the approved ones
# make docs     the outputs and pictures that README.md and docs/ show, from the current build
# make lock     both locks anew from pyproject.toml
# make clean    results/ as it was in the repository
# make prove    change every cell of the data, one at a time: do just the numbers that name its row follow?
# make coverage is every numeral of the article accounted for in data/published? ARTICLE=data/restricted/han2020.txt
# make plant    plant untraced numbers in the manuscript: does the lint catch all? The table goes into docs/reviewer.md
# make bench    how long builds take, as multiples of one process that does the same work
# make trace    where a number comes from, N=motives.survival, or what rests on a row, R=data/interviews/codings.csv:57,
#               a file or a participant; OPTIONS="--all --source --json"
# make form     an empty spreadsheet for interviews, interviews.xlsx (FILE=)
# Other data:   make DATA=followup RESULTS=followup-results
# What changed: make AGAINST=folder compares with the results in that folder, and not with the earlier build

DATA ?= data
RESULTS ?= results
AGAINST ?=
ARTICLE ?= data/restricted/han2020.txt
BIN := .venv/bin

.DELETE_ON_ERROR:
.PHONY: paper release quick test slow check approve prove coverage plant bench form docs lock clean trace

# An empty name would mean the repository itself.
$(foreach name,DATA RESULTS,$(if $(strip $($(name))),,$(error $(name) is empty: name a folder)))

# Recipes read what a user gives from the environment, where a space or an apostrophe needs no quoting.
export DATA RESULTS AGAINST FILE N R
SNAKEMAKE := $(BIN)/python -m snakemake
SETTINGS := "data=$$DATA" "results=$$RESULTS" $${AGAINST:+"against=$$AGAINST"}

# Other data are compared with what stands in results, which is built first where nothing does.
paper: .venv/ready $(if $(filter-out data,$(DATA)),results/numbers.json)
	@$(SNAKEMAKE) --config $(SETTINGS)

results/numbers.json: | .venv/ready
	@$(SNAKEMAKE)

release: .venv/ready
	@$(SNAKEMAKE) --config $(SETTINGS) release=true

quick: .venv/ready-dev
	$(BIN)/python -m pytest tests/unit -n 2 -m "not slow and not full"

test: .venv/ready-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal

slow: .venv/ready-dev
	$(BIN)/python -m pytest -n 2 -m full

docs: .venv/ready-dev results/numbers.json
	@$(BIN)/python workflow/commands/write_docs.py

# Both locks pin by hash and name no index; versions that still fit stay.
lock: .venv/ready
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) pyproject.toml --group test --group check --output-file requirements-dev.lock

COMPILE := $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url

approve: paper
	$(BIN)/python tests/approve.py

prove: .venv/ready
	$(BIN)/python workflow/commands/prove.py --data "$$DATA"

FILE ?= interviews.xlsx
form: .venv/ready
	@$(BIN)/python workflow/commands/interview_form.py --data "$$DATA" "$$FILE"

coverage: export ARTICLE := $(ARTICLE)
coverage: .venv/ready
	@$(BIN)/python workflow/commands/check_transcript.py "$$ARTICLE" --data "$$DATA"

plant: .venv/ready-dev
	$(BIN)/python tests/lint_harness.py --write

bench: .venv/ready-dev
	$(BIN)/python tests/benchmark.py

check: .venv/ready-dev
	$(BIN)/ruff format --check workflow tests
	$(BIN)/ruff check workflow tests
	PYTHONPATH=workflow $(BIN)/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(BIN)/python -m mypy
	$(BIN)/python -m snakefmt --check Snakefile workflow/rules

# Needs no more than Python itself, and so tells before anything is installed that nothing has been built.
TRACE = $(or $(wildcard $(BIN)/python),python3) workflow/commands/trace.py --data "$$DATA" --results "$$RESULTS" $(OPTIONS)
trace:
	@$(if $(N)$(R),$(TRACE) $(if $(N),"$$N") $(if $(R),--record "$$R"),\
	  echo "make trace N=motives.survival, or R=data/interviews/codings.csv:57, a file or a participant" >&2; exit 2)

# The environment holds exactly what its lock names, by hash; bytecode and fonts are prepared once, here.
.venv/ready: requirements.lock
	@rm -f .venv/ready-dev
	$(call install,requirements.lock)

.venv/ready-dev: requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch .venv/ready

define install
	@echo "Installing $(1) into .venv"
	@test -x $(BIN)/python || python3 -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --compile-bytecode --require-hashes $(1)
	@$(BIN)/python -c "import matplotlib.font_manager"
	@touch $@
endef

# Nothing is deleted from a folder that no build has worked in.
clean:
	@if test -d "$$RESULTS/.work"; then find "$$RESULTS" -mindepth 1 ! -name README.md -delete; \
	  else echo "$$RESULTS holds no build: nothing was deleted"; fi
