# How a package is built, for the layers' Makefiles and for functions/Makefile. SAM calls those in a copy of their folder
# with ARTIFACTS_DIR set; the variables below come from `make build`, which knows the runtime it builds for.

PACKAGING := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))

# SAM shows what make prints, and make need not repeat the recipe.
.SILENT:

PY ?= 3.13
PYBIN ?= python$(PY)
# Empty means the machine that builds, as the local engine needs.
PLATFORM ?= x86_64-manylinux2014
UV ?= uv
TOOLS_PYTHON ?= python3

# Nothing is resolved here: every package and hash stands in the lock beside the Makefile.
install = $(UV) pip install --quiet --no-compile-bytecode --no-deps --require-hashes --only-binary :all: \
	--python "$(PYBIN)" --python-version $(PY) $(if $(PLATFORM),--python-platform $(PLATFORM)) \
	--target "$(ARTIFACTS_DIR)/python" --requirements requirements.txt

# Lambda unpacks every file with a date of 1980 on a read-only disk, where ordinary bytecode counts as stale and is
# compiled again at every cold start. Bytecode that is never checked against its source is used as it is.
compile_for = "$(PYBIN)" -m compileall -q -j 0 --invalidation-mode unchecked-hash -s "$(ARTIFACTS_DIR)" -p $(1) "$(ARTIFACTS_DIR)"

# Our own modules, which hold frozen dataclasses by the hundred.
compile_ours_for = "$(PYBIN)" "$(PACKAGING)compile_dataclasses.py" "$(ARTIFACTS_DIR)" $(1)
