# Shared by scripts/*: where things are, how they speak. Sourced, never run.
# shellcheck shell=bash disable=SC2034

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Built tools and compiled dependencies; shared by all clones of a user.
TOOLS=${ASL_STUDIO_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/asl-studio}
TRUNK_VERSION=0.21.14
WASM_SPLIT_VERSION=0.2.4
MINIMUM_RUST=1.95

say() { printf '%s\n' "$*" >&2; }
note() { say "  $*"; }
die() {
  say "error: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# with_lock NAME COMMAND…: one process of this user at a time does COMMAND; the others wait.
with_lock() {
  local name=$1
  shift
  mkdir -p "$TOOLS/locks"
  if have flock; then
    (
      flock 9
      "$@"
    ) 9>"$TOOLS/locks/$name"
  else
    "$@"
  fi
}

# at_least 1.95 1.96.0: whether the second version is the first or newer.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# "rustc 1.96.0 (…)" → "1.96.0"
rust_version() { "$1" --version 2>/dev/null | awk '{ sub(/-.*/, "", $2); print $2 }'; }

# The version that Cargo.lock pins a crate to.
locked_version() { awk -v name="\"$1\"" '$1 == "name" && $3 == name { getline; gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock"; }

is_root() { [ "$(id -u)" = 0 ]; }

# apt_install PACKAGE…: installs where that needs no password; else says what to type.
apt_install() {
  if ! have apt-get; then return 1; fi
  if is_root; then
    apt_get "$@"
  else
    die "these packages are missing: $*" "Install them, then run this again:" "sudo apt-get install --no-install-recommends $*"
  fi
}

apt_get() {
  note "apt-get install $*"
  local install=(apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300)
  DEBIAN_FRONTEND=noninteractive "${install[@]}" "$@" >&2 && return
  # The package lists may be missing or old.
  apt-get update -qq -o DPkg::Lock::Timeout=300 >&2 || true
  DEBIAN_FRONTEND=noninteractive "${install[@]}" "$@" >&2
}
