# Everything that can be done here, from a fresh machine with Python 3.11+ and make. Tools go into .tools/, a local run's
# data into .local/; both are ignored by git.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/uv/bin/uv
DEV := .tools/dev/bin
SOURCES := PYTHONPATH="$(CURDIR):$(CURDIR)/layers/casework/python"
# Tests that need a deployment, or a quiet machine; all others run in one process without a network.
DEPLOYED_TESTS := $(wildcard tests/e2e tests/browser)
IN_PROCESS_TESTS := $(filter-out $(DEPLOYED_TESTS) tests/bench tests/__pycache__,$(patsubst %/,%,$(wildcard tests/*/)))
TYPED := layers/casework/python/casework functions infra tests
REGIONS := us-east-1 eu-central-1 cn-north-1 cn-northwest-1

# ---- Tools: each environment is made once for each state of its lock, and needs no network afterwards -----------------
lock_stamp = .tools/$(1)/locked-$(shell cksum < infra/locks/$(1).txt | tr ' ' '-')
DEV_READY := $(call lock_stamp,dev)
SAM_READY := $(call lock_stamp,sam)
ENGINE_READY := $(call lock_stamp,engine)
BENCH_READY := $(call lock_stamp,bench)
FUZZ_READY := $(call lock_stamp,fuzz)
UV_READY := .tools/uv/version-$(UV_VERSION)

$(UV_READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. Name one with: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing uv $(UV_VERSION) into .tools/uv ..." >&2
	@$(PYTHON) -m venv .tools/uv || \
		{ echo "This Python cannot make environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

define tool_environment
$$($(2)_READY): $$(UV_READY)
	@echo "Installing .tools/$(1) ($(3)) ..." >&2
	@$$(UV) venv --quiet --allow-existing --python .tools/uv/bin/python .tools/$(1)
	@$$(UV) pip sync --python .tools/$(1)/bin/python --require-hashes infra/locks/$(1).txt >&2
	@rm -f .tools/$(1)/locked-*
	@touch $$@
endef
$(eval $(call tool_environment,dev,DEV,tests and checks))
$(eval $(call tool_environment,sam,SAM,builds and deploys))
$(eval $(call tool_environment,engine,ENGINE,the local AWS engine))
$(eval $(call tool_environment,bench,BENCH,a help desk to measure beside ours))
$(eval $(call tool_environment,fuzz,FUZZ,what makes inputs for parsers))

# ---- Text catalogues, compiled when their source changed --------------------------------------------------------------
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard layers/casework/python/casework/web/catalogues/*/LC_MESSAGES/messages.po))

%.mo: %.po | $(DEV_READY)
	@$(DEV)/pybabel --quiet compile --input-file=$< --output-file=$@

.PHONY: help setup run stop demo token replay test lint e2e bench fuzz build deploy provision calendar rearm lock clean catalogues
catalogues: $(CATALOGUES)

# ---- What one can do ---------------------------------------------------------------------------------------------------
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(DEV_READY) $(SAM_READY) $(ENGINE_READY) catalogues ## Install every tool into .tools/ (once; offline afterwards)

run: setup ## Run the whole product on this machine; PHONE=1 opens the public pages to the local network
	@$(SOURCES) $(DEV)/python -m infra.local.run $(if $(PHONE),--phone)

stop: $(DEV_READY) ## Stop a local run that was left behind; its data stay
	@$(SOURCES) $(DEV)/python -m infra.local.engine stop

demo: setup ## Play the article's cases at the phone and the console, and print what happens
	@$(SOURCES) $(DEV)/python -m infra.local.demo

token: $(DEV_READY) ## Print an access token of a local member of staff: make token STAFF=clerk
	@$(SOURCES) $(DEV)/python -m infra.local.token $(or $(STAFF),clerk)

replay: $(DEV_READY) ## Send parked events and dead letters again, once their cause is mended: make replay STACK=... (or the local run)
	@$(SOURCES) $(DEV)/python -m infra.replay $(STACK)

test: $(DEV_READY) catalogues ## Run every test that needs neither network nor engine
	@$(DEV)/pytest -n auto --dist worksteal $(IN_PROCESS_TESTS) $(PYTEST_ARGS)

lint: $(DEV_READY) ## Check style, types, import walls and the templates
	$(DEV)/ruff check
	$(DEV)/ruff format --check
	$(DEV)/mypy $(TYPED)
	$(SOURCES) $(DEV)/lint-imports
	$(DEV)/cfn-lint -r $(REGIONS) -t infra/template.yaml infra/alarms.yaml
	$(DEV)/cfn-lint -r us-east-1 eu-central-1 -t infra/cognito.yaml infra/mail_ses.yaml

e2e: setup ## Deploy to an engine of its own and drive HTTP and a browser
	@$(DEV)/pytest -n 2 --dist loadfile $(DEPLOYED_TESTS) $(PYTEST_ARGS)

bench: setup $(BENCH_READY) ## Measure processor time, memory, requests and capacity units against their budgets; CASES=10000 for as many overdue cases
	@$(if $(CASES),CASES=$(CASES)) $(DEV)/pytest tests/bench -s $(PYTEST_ARGS)

# Coverage-guided: each target grows a corpus in .local/fuzz/ from seeds that the tests' builders make. An input that breaks a
# parser is kept in tests/fuzz/found/, where `make test` replays it for ever.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS := $(filter-out run test_%,$(notdir $(basename $(wildcard tests/fuzz/*.py))))

fuzz: $(FUZZ_READY) ## Try the parsers of e-mails and WeChat messages with inputs of a fuzzer's making: make fuzz FUZZ_SECONDS=300
	@for target in $(FUZZ_TARGETS); do \
		mkdir -p .local/fuzz/$$target tests/fuzz/found/$$target && \
		$(SOURCES) .tools/fuzz/bin/python -m tests.fuzz.run $$target .local/fuzz/$$target -max_total_time=$(FUZZ_SECONDS) \
			-timeout=5 -rss_limit_mb=1024 -max_len=16384 -print_final_stats=1 -artifact_prefix=tests/fuzz/found/$$target/ || exit 1; \
	done

# ---- Cloud -------------------------------------------------------------------------------------------------------------
# The bytecode in the packages is only valid for the interpreter that compiled it, hence for one runtime.
ENV ?= dev
PY ?= 3.13
PARAMETERS = Environment=$(ENV) LambdaRuntime=python$(PY) DeletionProtection=$(if $(filter prod%,$(ENV)),true,false) \
	$(if $(OIDC_ISSUER),OidcIssuer=$(OIDC_ISSUER)) $(if $(OIDC_AUDIENCE),OidcAudience=$(OIDC_AUDIENCE)) \
	$(if $(PUBLIC_BASE_URL),PublicBaseUrl=$(PUBLIC_BASE_URL)) $(if $(ALARM_TOPIC),AlarmTopicArn=$(ALARM_TOPIC)) \
	$(EXTRA_PARAMETERS)
SAM_DEPLOY := SAM_CLI_TELEMETRY=0 .tools/sam/bin/sam deploy

PYBIN ?= $(shell $(UV) python find $(PY) 2>/dev/null)

build: $(DEV_READY) $(SAM_READY) catalogues ## Build the packages for the cloud: make build PY=3.13
	@[ "$(PY)" != 3.11 ] || { echo "Letters cannot be printed on Lambda's Python 3.11: build for 3.12 or newer." >&2; exit 1; }
	@[ -x "$(PYBIN)" ] || { echo "Python $(PY), the runtime's, is not on this machine. Name it with PYBIN=..., fetch it with \
	$(UV) python install $(PY), or build for a runtime whose version is here: make build PY=3.12" >&2; exit 1; }
	UV="$(CURDIR)/$(UV)" PY=$(PY) PYBIN="$(PYBIN)" TOOLS_PYTHON="$(CURDIR)/$(DEV)/python" \
		SAM_CLI_TELEMETRY=0 .tools/sam/bin/sam build --config-env $(ENV)

deploy: build ## Deploy the product, then its alarms: make deploy ENV=prod OIDC_ISSUER=https://... OIDC_AUDIENCE=... (first time) EXTRA_PARAMETERS="Key=Value ..."
	$(SAM_DEPLOY) --config-env $(ENV) --parameter-overrides $(PARAMETERS)
	alarms=$$($(SOURCES) $(DEV)/python -m infra.alarms $(ENV)) && \
		$(SAM_DEPLOY) --config-env $(ENV) --template-file infra/alarms.yaml $$alarms

provision: $(DEV_READY) ## Put policy, staff and first codes into a deployed stack: make provision STACK=... < jurisdiction.json
	@$(SOURCES) $(DEV)/python -m infra.provision $(STACK)

calendar: $(DEV_READY) ## Import a year's holiday notice and count open clocks again: make calendar STACK=... NOTICE=2027.json
	@$(SOURCES) $(DEV)/python -m infra.import_notice $(STACK) $(NOTICE)

rearm: $(DEV_READY) ## Look at every case that waits for an instant, after a restore: make rearm STACK=...
	@$(SOURCES) $(DEV)/python -m infra.rearm $(STACK)

# ---- House -------------------------------------------------------------------------------------------------------------
COMPILE_LOCK = $(UV) pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

lock: $(UV_READY) ## Pin the packages of pyproject.toml's groups again
	$(COMPILE_LOCK) --group dev -o infra/locks/dev.txt
	$(COMPILE_LOCK) --group sam -o infra/locks/sam.txt
	$(COMPILE_LOCK) --group engine -o infra/locks/engine.txt
	$(COMPILE_LOCK) --group bench -o infra/locks/bench.txt
	$(COMPILE_LOCK) --group fuzz -o infra/locks/fuzz.txt
	$(COMPILE_LOCK) --group layer-dependencies -o layers/dependencies/requirements.txt
	$(COMPILE_LOCK) --group layer-typed-bodies -o layers/typed_bodies/requirements.txt
	$(COMPILE_LOCK) --group layer-documents -o layers/documents/requirements.txt
	$(COMPILE_LOCK) --group layer-encryption -o layers/encryption/requirements.txt
	$(COMPILE_LOCK) --group layer-files -o layers/files/requirements.txt

clean: ## Stop a local run and forget its data and every build
	@if [ -f .local/engine.json ] && [ -e $(DEV_READY) ]; then $(SOURCES) $(DEV)/python -m infra.local.engine stop; fi
	@rm -rf .local .aws-sam .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@echo "The local run's data and the builds are gone; the tools in .tools/ stay."
