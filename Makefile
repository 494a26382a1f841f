# Needs make and Python 3.11 to 3.14 (with venv); everything else is installed here, in the folder.
.SUFFIXES:
.DEFAULT_GOAL := help

PYTHON := $(or $(PYTHON),$(shell \
	for python in python3.13 python3.12 python3.11 python3; do \
		"$$python" -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
			2>/dev/null && echo "$$python" && break; \
	done))

BIN := .venv/bin
ENVIRONMENTS := .venv/installed .venv-emulator/installed .venv-runtime/installed
NODE_COMMANDS := node_modules/.installed
NODE_STUDIO := node_modules/.installed-studio
STUDIO := .build/studio/index.html
STUDIO_SOURCES := $(shell find clients/typescript/src studio -type f -not -path '*/node_modules/*' \
	-not -name schema.ts) docs/openapi.json
# The CDK needs a newer Node than many machines have: use the one that its wheel brings.
WITH_NODE = JSII_NODE="$$($(BIN)/python -m infra.node)"
BY_NODE = node=$$($(BIN)/python -m infra.node) && JSII_NODE="$$node" PATH="$${node%/*}:$$PATH"
BY_NPM = node "$${node%/bin/node}/lib/node_modules/npm/bin/npm-cli.js"
NPM = $(BY_NODE) $(BY_NPM)
CDK = $(BY_NODE) node_modules/.bin/cdk
BIOME = $(BY_NODE) node_modules/.bin/biome
# Each of the processes has a stack of its own; ARGS=-n0 runs the tests in one. They are more than a
# small machine has cores, since they often wait, for a pause or a worker.
PYTEST = $(WITH_NODE) $(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--fork-strategy fewest --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock' $(ARGS)

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# A run starts hundreds of processes that import the same modules: keep them compiled, whatever the
# shell says.
export PYTHONDONTWRITEBYTECODE =
# What Node's commands keep stays in the folder: HOME may not be writable, and `make clean` finds it.
export JSII_RUNTIME_PACKAGE_CACHE_ROOT = $(CURDIR)/.build/caches/jsii
export CDK_HOME = $(CURDIR)/.build/caches/cdk
export npm_config_cache = $(CURDIR)/.build/caches/npm
export REDOCLY_TELEMETRY = off
export REDOCLY_SUPPRESS_UPDATE_NOTICE = true

.PHONY: help install layers check format lint types fresh studio test test-fast test-browser prove run start demo invoke screenshots gallery openai-key grant-admin docs \
	synth deploy destroy bootstrap prove-arm64 verify-deploy trace cost scale bench lock clean clean-local

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

install: $(ENVIRONMENTS) ## make the three environments (application, emulator, Lambda runtime)

.venv/installed: requirements.txt requirements-dev.txt
# The application sees the shared package and the client as if they were installed.
.venv/installed: SEE_OURS = for packages in .venv/lib/python3*/site-packages; do \
	printf '../../../../%s\n' layers/shared/python clients/python/src >"$$packages/splashmy.pth"; done
.venv-emulator/installed: local/requirements.txt
.venv-runtime/installed: local/runtime/requirements.txt
$(ENVIRONMENTS):
	$(if $(PYTHON),,$(error SplashMy needs Python 3.11 to 3.14 with venv; or say make PYTHON=...))
	@echo "Installing $(@D)"
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --require-hashes $(addprefix --requirement ,$^)
	@$(SEE_OURS)
	@touch $@

$(NODE_COMMANDS): package-lock.json | .venv/installed
	@$(NPM) ci --silent --ignore-scripts
	@touch $@ $(NODE_STUDIO)

# What the studio needs alone is fetched in seconds; the CDK, linters and a browser are not.
$(NODE_STUDIO): package-lock.json | .venv/installed
	@echo "Installing what the studio is built with"
	@$(NPM) ci --silent --ignore-scripts --workspace clients/typescript --workspace studio
	@touch $@

$(STUDIO): $(STUDIO_SOURCES) | $(NODE_STUDIO)
	@echo "Building the studio"
	@$(BY_NODE) && cd clients/typescript && $(BY_NPM) run --silent build
	@$(BY_NODE) && cd studio && $(BY_NPM) run --silent build -- --logLevel warn

studio: $(STUDIO) ## build the web pages into .build/studio

layers: install ## build the Lambda layers, for Lambda and for this machine
	@$(BIN)/python -m infra.layers --target lambda
	@$(BIN)/python -m infra.layers --target host

check: format lint types fresh test ## all that CI runs

format: .venv/installed $(NODE_COMMANDS)
	$(BIN)/ruff format --check --quiet
	@$(BIOME) format

lint: .venv/installed $(NODE_COMMANDS)
	$(BIN)/ruff check --quiet
	@$(BIOME) lint --error-on-warnings
	@$(BIN)/lint-imports --no-logo --cache-dir .build/import-linter >.build/imports.log || { cat .build/imports.log; exit 1; }

types: .venv/installed $(STUDIO)
	$(BIN)/mypy
	@$(BY_NODE) && node_modules/.bin/tsc --project clients/typescript && node_modules/.bin/tsc --project studio

fresh: .venv/installed $(NODE_COMMANDS)
	@$(WITH_NODE) $(BIN)/python -m infra.docs --check
	@$(BIN)/python -m infra.translations --check
	@$(BIN)/python -m tools.python_client --check
	@$(BY_NODE) node_modules/.bin/redocly lint docs/openapi.json

test: layers $(NODE_COMMANDS) $(STUDIO) ## run the tests; PART=functions/styles those of a folder, ARGS="-k word" some
	@$(PYTEST) -m 'not long' $(addprefix tests/,$(PART)) $(ARGS)

test-fast: layers ## those that need no running stack: rules, documents, templates
	@$(PYTEST) -m 'not long and not stack and not slow' $(addprefix tests/,$(PART)) $(ARGS)

test-browser: layers $(NODE_COMMANDS) $(STUDIO) ## run all tests of the studio in a browser
	@$(WITH_NODE) $(BIN)/python -m pytest tests/browser $(ARGS)

prove: layers $(NODE_COMMANDS) ## attack and break the local stack, and write docs/reliability.md; ARGS=secrets one part
	@$(WITH_NODE) $(BIN)/python -m tools.prove $(ARGS)

run: install $(STUDIO) ## run SplashMy on this machine and show the main job; Ctrl-C ends it
	@$(WITH_NODE) $(BIN)/python -m local run $(ARGS)

start: install $(STUDIO) ## the same without the demo job
	@$(WITH_NODE) $(BIN)/python -m local start $(ARGS)

demo: .venv/installed ## the main job again, while it runs; ARGS="--image FILE --style NAME --prompt WORDS"
	@$(BIN)/python -m local demo $(ARGS)

invoke: .venv/installed ## run a scheduled task now: make invoke TASK=cleanup_old_jobs EVENT='{...}'
	$(if $(TASK),,$(error what? make invoke TASK=cleanup_old_jobs))
	@$(BIN)/python -m local invoke "$$TASK" $(if $(EVENT),"$$EVENT")

screenshots: layers $(NODE_COMMANDS) $(STUDIO) ## take the pictures of the studio in docs/studio
	@$(WITH_NODE) $(BIN)/python -m tests.browser.screenshots

gallery: .venv/installed ## paint the catalogue's examples and docs/gallery.jpg
	@$(BIN)/python -m local gallery $(ARGS)

grant-admin: .venv/installed ## make a user an administrator: make grant-admin EMAIL=... ENV=dev
	$(if $(EMAIL),,$(error whom? make grant-admin EMAIL=ana@example.com ENV=dev))
	@$(BIN)/python -m tools.grant_admin "$$EMAIL" --environment "$${ENV:-local}"

openai-key: .venv/installed ## set OpenAI's key, asked for or in OPENAI_API_KEY: make openai-key ENV=dev
	$(if $(ENV),,$(error which environment? make openai-key ENV=dev))
	@$(BIN)/python -m tools.openai_key "$$ENV"

docs: .venv/installed ## generate the pages, translations and the client that follow from the code
	@$(WITH_NODE) $(BIN)/python -m infra.docs
	@$(BIN)/python -m infra.translations
	@$(BIN)/python -m tools.python_client

cost: layers ## generate docs/cost.md; ARGS=--check fails if it is stale
	@$(WITH_NODE) $(BIN)/python -m tools.cost $(ARGS)

scale: layers ## generate docs/scale.md; ARGS=--check fails if it is stale
	@$(WITH_NODE) $(BIN)/python -m tools.scale $(ARGS)

bench: layers ## measure functions against their floor and write docs/performance.md; ARGS=auth-get_profile some
	@$(WITH_NODE) $(BIN)/python -m tests.benchmarks.speed $(ARGS)

synth: install ## write the CloudFormation templates to cdk.out, of ENV=... or of every environment
	@$(WITH_NODE) SPLASHMY_ENVIRONMENT="$$ENV" $(BIN)/python app.py

deploy: install $(NODE_COMMANDS) $(STUDIO) ## deploy to AWS: make deploy ENV=dev
	$(if $(ENV),,$(error which environment? make deploy ENV=dev))
	@$(WITH_NODE) $(BIN)/python -m infra.qualifier "$$ENV" >/dev/null
	@$(BIN)/python -m infra.layers --target lambda --require-bytecode
	@$(BIN)/python -m tools.edge_secret "$$ENV"
	@$(CDK) deploy "SplashMy-$$ENV/*" --context environment="$$ENV" --app '$(BIN)/python app.py' $(ARGS)
	@$(BIN)/python -m tools.publish_studio --environment "$$ENV"

destroy: .venv/installed ## remove an environment and all it stores, unless it retains it: make destroy ENV=dev
	$(if $(ENV),,$(error which environment? make destroy ENV=dev))
	@$(BIN)/python -m tools.destroy "$$ENV" $(ARGS)

bootstrap: .venv/installed $(NODE_COMMANDS) ## prepare an account for an environment, once: make bootstrap ACCOUNT=... REGION=... ENV=dev
	$(if $(and $(ACCOUNT),$(REGION),$(ENV)),,$(error where? make bootstrap ACCOUNT=123456789012 REGION=eu-west-1 ENV=dev))
	@qualifier=$$($(WITH_NODE) $(BIN)/python -m infra.qualifier "$$ENV") && \
		$(CDK) bootstrap "aws://$$ACCOUNT/$$REGION" --qualifier "$$qualifier" \
		--toolkit-stack-name "CDKToolkit-$$qualifier" $(ARGS)

verify-deploy: .venv/installed ## check a deployment over HTTP: make verify-deploy URL=... [ARGS="--email ..."]
	$(if $(URL),,$(error which deployment? make verify-deploy URL=https://...))
	@$(BIN)/python -m tools.verify_deploy "$$URL" $(ARGS)

prove-arm64: layers ## import every handler on Lambda's processor and serve one event each; needs Debian's apt-get
	@$(WITH_NODE) $(BIN)/python -m tools.prove_arm64

trace: .venv/installed ## show the timeline of a job, an image or a request: make trace ID=... ENV=dev
	$(if $(ID),,$(error of what? make trace ID=... with the id of a job, an image or a request))
	@$(BIN)/python -m tools.trace "$$ID" --environment "$${ENV:-local}" $(ARGS)

lock: .venv/installed ## pin every package again after a change to a requirements.in; ARGS=--upgrade for the newest
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt
	for wanted in layers/*/requirements.in; do \
		$(LOCK) "$$wanted" --constraint requirements.txt --output-file "$${wanted%.in}.txt" || exit; \
	done
	for wanted in local/requirements.in local/runtime/requirements.in; do \
		$(LOCK) "$$wanted" --output-file "$${wanted%.in}.txt" || exit; \
	done
	$(NPM) install --package-lock-only --ignore-scripts
	cd tests/prove/dynamodb && $(NPM) install --package-lock-only --ignore-scripts

clean: ## remove all that was built or installed, but not what the local stack remembers
	rm -rf .build .venv .venv-emulator .venv-runtime node_modules clients/typescript/dist cdk.out .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

clean-local: .venv/installed ## forget all that the local stack remembers
	@$(BIN)/python -m local clean $(ARGS)
