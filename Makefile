# Everything starts here. Each target sets up what it needs, once; `make` alone lists them.

STORY  ?= always_safe
VENV   := .venv
BIN    := $(VENV)/bin
LOG    := build/setup.log
KERNEL := CMakeLists.txt pyproject.toml $(wildcard kernel/*)
MODULES := $(shell find src/vervain -name '*.py')

# The first Python from 3.11 on; with uv, uv's choice.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
            $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
            && echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
  VENV_NEW := $(UV) venv --seed --allow-existing --python '>=3.11' $(VENV)
  INSTALL  := $(UV) pip install --python $(BIN)/python
else
  VENV_NEW := $(PYTHON) -m venv $(VENV)
  INSTALL  := $(BIN)/python -m pip install --disable-pip-version-check
endif

# Two shells may call make at once: one sets up, the other waits and finds it done.
LOCK := $(if $(shell command -v flock 2>/dev/null),flock build/lock)

# $(call quietly,what is going on,command): one line to read; the log only if it fails.
define quietly
@printf '%s\n' '$(1)' >&2; { $(2); } > $(LOG) 2>&1 || { cat $(LOG) >&2; exit 1; }
endef

.PHONY: help story test lint format build bench docs sanitize wheel clean ready

help: ## This list.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

story: ready ## Tell the example story (STORY=name for another).
	@$(BIN)/vervain tell $(STORY)

test: ready ## Linters, types, architecture, tests: what CI runs. Goes on after a failure.
	@failed=; for check in \
	    'ruff check --quiet --output-format concise' 'ruff format --check --quiet' 'mypy' 'lint-imports --no-logo' 'pytest'; do \
	  $(BIN)/$$check || failed="$$failed, $$check"; \
	done; \
	[ -z "$$failed" ] || { echo "failed: $${failed#, }" >&2; exit 1; }

lint: ready ## The checks without the tests.
	@$(BIN)/ruff check --quiet && $(BIN)/ruff format --check --quiet && $(BIN)/mypy \
	  && $(BIN)/lint-imports --no-logo

format: ready ## Mend what the linter and the formatter can.
	@$(BIN)/ruff check --quiet --fix; $(BIN)/ruff format --quiet

build: ready ## The virtual environment and the kernel, up to date.

bench: ready ## Measure (benchmarks/), and print the tables.
	@for one in successors sabre questions; do $(BIN)/python -m benchmarks.$$one || exit 1; done

docs: ready ## The documentation as a site in build/site.
	@$(BIN)/mkdocs build --quiet --strict && echo build/site/index.html

# The package is copied beside the sanitized kernel, so the everyday one stays as it is.
SAN := build/sanitize
sanitize: ready ## The tests with the kernel under address and undefined-behaviour sanitizers.
	@mkdir -p $(SAN)/src/vervain
	$(call quietly,building the kernel with sanitizers …,\
	  PATH="$(CURDIR)/$(BIN):$$PATH" cmake -S . -B $(SAN)/cmake -DVERVAIN_SANITIZE=ON \
	    -DVERVAIN_OUTPUT="$(CURDIR)/$(SAN)/kernel" -DPython_EXECUTABLE="$(CURDIR)/$(BIN)/python" \
	  && PATH="$(CURDIR)/$(BIN):$$PATH" cmake --build $(SAN)/cmake)
	@rm -rf $(SAN)/src $(SAN)/worlds && cp -R worlds $(SAN)/worlds && mkdir -p $(SAN)/src && cp -R src/vervain $(SAN)/src/vervain \
	  && rm -f $(SAN)/src/vervain/native/_kernel.* && cp $(SAN)/kernel/_kernel.* $(SAN)/src/vervain/native/
	@PYTHONPATH=$(CURDIR)/$(SAN)/src ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 \
	LD_PRELOAD="$$($${CXX:-c++} -print-file-name=libasan.so) $$($${CXX:-c++} -print-file-name=libstdc++.so)" \
	  $(BIN)/python -m pytest --capture=sys -p no:cacheprovider $(SANITIZE_TESTS)

wheel: build/tools.stamp ## A wheel in dist/, as users get it.
	$(call quietly,building a wheel …,$(BIN)/python -m pip wheel --no-build-isolation --no-deps -w dist .)
	@ls dist/*.whl

clean: ## Remove what was built; a second `make clean` finds nothing.
	@rm -rf build dist $(VENV) src/vervain/native/_kernel.* .mypy_cache .pytest_cache .ruff_cache \
	  .import_linter_cache .hypothesis .benchmarks

# --- setting up ---------------------------------------------------------------------------------

ready:
	@mkdir -p build && $(LOCK) $(MAKE) --no-print-directory --quiet build/modules.stamp

# What pyproject.toml names: build requirements, run-time dependencies, tools; then what the build
# back end asks for besides: cmake and ninja, if the machine has none.
NAMED := import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); q = p["project"]; \
  print(*p["build-system"]["requires"], *q["dependencies"], *q["optional-dependencies"]["dev"])
ASKED := import json, sys; print(*json.load(sys.stdin))

build/tools.stamp: pyproject.toml
	@mkdir -p build; [ -n '$(UV)$(PYTHON)' ] || { echo 'Python 3.11 or newer is needed' >&2; exit 1; }
	$(call quietly,setting up $(VENV) …,$(VENV_NEW) \
	  && $(INSTALL) $$($(BIN)/python -c '$(NAMED)') \
	  && $(INSTALL) $$($(BIN)/python -m scikit_build_core.build requires --mode editable \
	                   | $(BIN)/python -c '$(ASKED)'))
	@touch $@

build/kernel.stamp: build/tools.stamp $(KERNEL)
	$(call quietly,building the kernel …,PATH='$(CURDIR)/$(BIN)':"$$PATH" \
	  $(INSTALL) --no-build-isolation --no-deps -e .)
	@touch $@

# Compiled once, for Python does not keep what it compiles where PYTHONDONTWRITEBYTECODE is set.
build/modules.stamp: build/kernel.stamp $(MODULES)
	@$(BIN)/python -m compileall -q src/vervain
	@touch $@
