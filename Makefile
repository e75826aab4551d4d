# What the README names. Each target says what it does; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

TARGET := $(or $(CARGO_TARGET_DIR),target)
PROGRAM := $(TARGET)/release/loopdock
DEMO := target/demo
SERVED := target/served
TYPES := ui/src/lib/api/types.ts
NPM_CI := npm ci --no-audit --no-fund
HAS_DISPLAY := { [ "$$(uname)" != Linux ] || [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; }
TAURI := cd src-tauri && ../ui/node_modules/.bin/tauri
DEB := $(if $(filter Linux,$(shell uname)),--bundles deb)
HAS_WINDOW := [ "$$(.ci/members 2>/dev/null)" = --workspace ]

.PHONY: help run build demo test judge bench lint fmt types pictures deps ui

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: deps ui ## build the window and loopdock, and open the window on the demo hub, made first where there is none; without a display, serve its screens
	@if $(HAS_DISPLAY) && $(HAS_WINDOW); then \
	  cargo build --release -p loopdock-cli -p loopdock-desktop && exec $(TARGET)/release/loopdock-desktop --demo; \
	else \
	  cargo build --release -p loopdock-cli; \
	  if [ ! -f $(SERVED)/hub.db ]; then \
	    rm -rf $(SERVED) $(SERVED).new && mkdir -p $(SERVED).new; \
	    $(PROGRAM) --hub $(SERVED).new/hub.db init --name "Demo hub" --demo >/dev/null && mv $(SERVED).new $(SERVED); \
	  fi; \
	  echo "No window can be opened here: a browser on this computer shows the same screens. Ctrl-C stops them."; \
	  $(PROGRAM) serve --hub $(SERVED)/hub.db --addr 127.0.0.1:4280; \
	fi

build: deps ui ## a release bundle of the window: on Linux a .deb, and an AppImage where its tools can be had
	@$(HAS_WINDOW) || { echo "The window can't be built here; see above."; exit 1; }
	$(TAURI) build $(DEB)
	@# What makes an AppImage is fetched by the bundler, which not every network allows.
	@if [ "$$(uname)" = Linux ]; then \
	  ($(TAURI) build --bundles appimage) || echo "No AppImage: its tools could not be had. The .deb is whole."; \
	fi
	@ls $(TARGET)/release/bundle/*/*.deb $(TARGET)/release/bundle/*/*.AppImage 2>/dev/null || true

demo: deps ## the whole way of a parcel on the demo data, by scans alone, into target/demo
	rm -rf $(DEMO)
	cargo run --release -p loopdock-cli -- demo --dir $(DEMO)

test: deps ui ## every test, those of the long tier with a fixed sample
	@# The tests of the window start the program itself.
	if $(HAS_WINDOW); then cargo build -p loopdock-desktop; fi
	cargo test $$(.ci/members)

lint: deps ui ## format, clippy, stale types, TypeScript, house rules
	cargo fmt --all --check
	cargo clippy $$(.ci/members) --all-targets -- -D warnings
	@echo "$(TYPES) is what 'make types' writes:"
	cargo run -q -p loopdock-cli -- types | diff -u $(TYPES) -
	cargo test -p loopdock-tests --test it house::

fmt: ## format the Rust code
	cargo fmt --all

types: ## write the TypeScript types from the table of commands
	cargo run -q -p loopdock-cli -- types > $(TYPES).new || { rm -f $(TYPES).new; exit 1; }
	mv $(TYPES).new $(TYPES)

bench: ## measure a scan, sleeves that come back, an allocation and labels
	cargo build --release -p loopdock-cli
	$(PROGRAM) bench scan --json
	$(PROGRAM) bench returns --json
	$(PROGRAM) bench allocate --json
	$(PROGRAM) bench labels --json

pictures: deps ui ## take the README's pictures of the real window anew
	cargo build -p loopdock-desktop
	LOOPDOCK_PICTURES=$(CURDIR)/docs/pictures cargo test -p loopdock-tests --test e2e pictures:: -- --nocapture

deps: ## install what the tests and the demo need besides Rust and Node.js
	@.ci/deps

ui: ui/dist/index.html ## check, test and build the screens, which the programs carry inside

ui/dist/index.html: $(shell find ui -type f -not -path '*/node_modules/*' -not -path 'ui/dist/*')
	cd ui && $(NPM_CI) && npm run check && npm test && npm run build

# The long tier. Each part builds first, then has half an hour.
PARTS := days kills fleet bench demo paper scans screens sizes window
HALF_AN_HOUR := $(shell command -v timeout >/dev/null && echo timeout 30m)
LONG_TEST = cargo test --release -p loopdock-tests --test it
# What is driven is a release, as an owner's; where there is no graphics processor, its layers are put together otherwise
# (tests/e2e/window.rs). The tests that drive it need not be quick themselves.
WINDOW_TEST = cargo test -p loopdock-tests --test e2e
AN_OWNERS_WINDOW = LOOPDOCK_WINDOW=$(abspath $(TARGET))/release/loopdock-desktop

judge: ## the long tier, in parts of at most 30 minutes: make judge PART=kills
	@case " $(PARTS) " in \
	  *" $(or $(PART),none) "*) $(MAKE) --no-print-directory judge-$(PART) ;; \
	  *) printf '%s\n' \
	    'make judge PART=...' \
	    '  days   5,000 random days of scans, undo included; check and replay after each' \
	    '  kills  500 times kill -9 in the middle of a day; check after each' \
	    '  fleet  100,000 loans of sleeves over three years, against simple books, hledger and beancount; a million invented serials' \
	    '  bench  a scan, a sleeve that comes back after a million others, and an allocation against the bare disk and the bare SQL; labels' \
	    '  demo   the demo, with every page of its PDFs read by zbar at 203 dpi' \
	    '  paper  every document x size x printer x sample: codes by zbar and zxing-cpp (CONTRIBUTING.md installs it), words in place, text as typed' \
	    '  scans  10,000 scans typed into the real window, the focus anywhere: all heard, in order' \
	    '  screens every screen in every state and size against its kept picture; axe-core; the console' \
	    '  sizes  the same in the smallest window and the largest, without pictures to compare' \
	    '  window suffix key to painted answer, start, idle and scrolling of the real window, against bare ones'; \
	    [ -z "$(PART)" ] ;; \
	esac

.PHONY: judge-days judge-kills judge-fleet judge-bench judge-demo judge-paper judge-scans judge-screens judge-sizes judge-window

judge-days: deps
	$(LONG_TEST) --no-run
	LOOPDOCK_DAYS=5000 $(HALF_AN_HOUR) $(LONG_TEST) days:: -- --nocapture

judge-kills: deps
	$(LONG_TEST) --no-run
	LOOPDOCK_KILLS=500 $(HALF_AN_HOUR) $(LONG_TEST) kills:: -- --nocapture

judge-fleet: deps
	$(LONG_TEST) --no-run
	LOOPDOCK_JUDGED=1 LOOPDOCK_LOANS=100000 $(HALF_AN_HOUR) $(LONG_TEST) fleet:: -- --nocapture
	LOOPDOCK_JUDGED=1 LOOPDOCK_SERIALS=1000000 $(HALF_AN_HOUR) $(LONG_TEST) decode:: epcis:: following:: torn:: -- --nocapture

judge-bench: deps
	cargo build --release -p loopdock-cli
	$(HALF_AN_HOUR) $(SHELL) $(.SHELLFLAGS) 'kept=0; $(PROGRAM) bench scan --json || kept=1; $(PROGRAM) bench returns --json || kept=1; $(PROGRAM) bench allocate --json; $(PROGRAM) bench labels --json; exit $$kept'

judge-demo: deps
	$(LONG_TEST) --no-run
	LOOPDOCK_PAGES=all $(HALF_AN_HOUR) $(LONG_TEST) paper:: -- --nocapture

judge-paper: deps
	$(LONG_TEST) --no-run
	LOOPDOCK_PAPER=all $(HALF_AN_HOUR) $(LONG_TEST) readback:: -- --nocapture

judge-scans: deps ui
	cargo build --release -p loopdock-desktop
	$(WINDOW_TEST) --no-run
	$(AN_OWNERS_WINDOW) LOOPDOCK_SCANS=10000 $(HALF_AN_HOUR) $(WINDOW_TEST) storm:: -- --nocapture

judge-screens: deps ui
	cargo build --release -p loopdock-desktop
	$(WINDOW_TEST) --no-run
	$(AN_OWNERS_WINDOW) LOOPDOCK_GOLDEN=all $(HALF_AN_HOUR) $(WINDOW_TEST) screens:: -- --nocapture --test-threads=1

judge-sizes: deps ui
	cargo build --release -p loopdock-desktop
	$(WINDOW_TEST) --no-run
	$(AN_OWNERS_WINDOW) LOOPDOCK_GOLDEN=look $(HALF_AN_HOUR) $(WINDOW_TEST) screens:: -- --nocapture --test-threads=1

judge-window: deps ui
	cargo build --release -p loopdock-cli -p loopdock-desktop
	$(WINDOW_TEST) --no-run
	$(AN_OWNERS_WINDOW) LOOPDOCK_BUDGETS=all $(HALF_AN_HOUR) $(WINDOW_TEST) budgets:: -- --nocapture
