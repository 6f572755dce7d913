# ASL Studio. `make` alone lists the targets; docs/testing.md explains the tests.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8080
NATIVE := scripts/env native
WASM := scripts/env wasm
PAGE_SOURCES := $(shell find src style public code -type f) scripts/finish-dist.mjs scripts/lib/split/wasm-bindgen build.rs Cargo.toml Cargo.lock Trunk.toml index.html package-lock.json

.PHONY: help run test dist dev bench fuzz laws lint screenshots clean setup

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: ## set up, build and serve the studio (PORT=8080, the next free one if that is taken)
	@scripts/setup build
	@$(MAKE) --no-print-directory dist/index.html
	@node scripts/serve.mjs --dir dist --port $(PORT)

test: ## everything that CI checks: format, clippy, native tests, the page, the browser
	@scripts/test

dist: ## build the static site into dist/
	@scripts/setup build
	@$(MAKE) --no-print-directory dist/index.html

dist/index.html: $(PAGE_SOURCES)
	$(WASM) trunk build --release
	@scripts/env keep wasm

dev: ## build for debugging, serve, rebuild and reload on every change
	@scripts/setup build
	$(WASM) trunk serve --dist target/dev-site --port $(PORT)

bench: ## measure the engine, natively and as WebAssembly (docs/benchmarks.md)
	@scripts/bench/run

fuzz: ## look for panics and hangs, SECONDS=60 for each target (docs/testing.md)
	@scripts/fuzz/run --seconds $(or $(SECONDS),60)

laws: ## run 3,000 generated definitions natively and as WebAssembly, and compare their histories
	@scripts/bench/laws 3000

screenshots: dist ## take the pictures in docs/images of the page as built (the labs' need ../shared/labs)
	@node scripts/screenshots.mjs

lint: ## format check, clippy, shellcheck
	@scripts/test lint

setup: ## get the tools that a build and its tests need
	@scripts/setup

clean: ## remove what was built in this clone (the shared tools stay)
	rm -rf target dist node_modules test-results playwright-report
