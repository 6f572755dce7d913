# The build's programs: Rust itself, Trunk, wasm-bindgen, Node packages, Chromium. Sourced after common.sh.
# shellcheck shell=bash
#
# A cargo-built tool stands in $TOOLS/NAME-VERSION/bin. It is installed beside and renamed into place, so what stands
# there is whole; a lock keeps two set-ups from building the same thing twice.

setup_rust() {
  { have cargo && have rustc; } || die "Rust is missing" "Install it from https://rustup.rs, or your distribution's Rust $MINIMUM_RUST or newer"
  at_least "$MINIMUM_RUST" "$(rust_version rustc)" ||
    die "rustc $(rust_version rustc) is too old; $MINIMUM_RUST or newer is needed" "With rustup: rustup update stable"
  have cc || apt_install gcc libc6-dev || die "a C linker (cc) is missing" "Install gcc or clang"
  note "Rust: $(rustc --version | cut -d' ' -f1-2)"
}

# Prints the bin folder of a tool if that version is there: on PATH or in the cache.
tool_folder() {
  local name=$1 version=$2 folder="$TOOLS/$1-$2/bin"
  if [ -x "$folder/$name" ]; then
    echo "$folder"
  elif have "$name" && [ "$("$name" --version 2>/dev/null | awk '{ print $2 }')" = "$version" ]; then
    dirname "$(command -v "$name")"
  fi
}

# setup_tool NAME CRATE VERSION MINUTES [CARGO-INSTALL-OPTION…]
setup_tool() {
  local name=$1 version=$3
  if [ -z "$(tool_folder "$name" "$version")" ]; then with_lock "$name-$version" install_tool "$@"; fi
  note "$name $version"
}

install_tool() {
  local name=$1 crate=$2 version=$3 minutes=$4 whole="$TOOLS/$1-$3" part="$TOOLS/.part-$1-$3"
  shift 4
  [ -x "$whole/bin/$name" ] && return
  note "building $name $version (about $minutes minutes on two cores)"
  rm -rf "$whole" "$part"
  # The tools run for a moment each; what counts is how fast they are built.
  (
    unset RUSTC CARGO RUSTFLAGS CARGO_BUILD_TARGET CARGO_TARGET_DIR
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
      cargo install "$crate@$version" --root "$part" "$@" >&2
  ) || die "$name could not be built" "Run this again; with a network trouble it may work then"
  mv "$part" "$whole"
}

setup_trunk() {
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 setup_tool trunk trunk "$TRUNK_VERSION" 3 --locked
}

# Without --locked: the lock file inside that crate may name releases that a registry mirror does not have yet.
setup_wasm_bindgen() {
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 setup_tool wasm-bindgen wasm-bindgen-cli "$(locked_version wasm-bindgen)" 4
}

setup_wasm_split() {
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 setup_tool wasm-split-cli wasm_split_cli_support "$WASM_SPLIT_VERSION" 1 --features build-binary
}

setup_node() {
  if ! have node || ! have npm; then
    apt_install nodejs npm || die "Node.js is missing" "Install Node.js 20 or newer, with npm"
  fi
  at_least 20 "$(node --version | tr -d v)" || die "Node.js $(node --version) is too old; 20 or newer is needed"
  setup_node_packages
  note "Node.js $(node --version), packages of package-lock.json"
}

setup_node_packages() {
  local stamp="$ROOT/node_modules/.installed-from"
  cmp -s "$ROOT/package-lock.json" "$stamp" && return
  note "npm ci (seconds)"
  (cd "$ROOT" && npm ci --no-audit --no-fund --loglevel=error >&2) || die "npm ci failed"
  cp "$ROOT/package-lock.json" "$stamp"
}

# Prints the browser that the tests drive.
chromium_path() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then
    echo "$CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if have "$name"; then
      command -v "$name"
      return
    fi
  done
}

setup_chromium() {
  if [ -z "$(chromium_path)" ]; then
    note "Chromium (about 1 minute)"
    apt_install chromium || die "no Chromium or Google Chrome found" "Install one, or set CHROMIUM to its path"
  fi
  note "browser: $(chromium_path)"
}
