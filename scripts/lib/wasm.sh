# Which compiler makes the page's WebAssembly. Sourced after common.sh.
# shellcheck shell=bash
#
# Ways, in this order:
#   rustc    the active rustc has the wasm32-unknown-unknown standard library
#   rustup   `rustup target add` fetches it (after which the way is `rustc`)
#   distro   Debian's or Ubuntu's current Rust with its source package; the standard library is built from source
# ASL_STUDIO_WASM=rustc|rustup|distro asks for one of them.

WASM=wasm32-unknown-unknown

# Prints the way that is open now, without installing anything; nothing where none is.
wasm_way() {
  case ${ASL_STUDIO_WASM:-} in
    '') if rustc_has_wasm; then echo rustc; elif distro_has_wasm; then echo distro; fi ;;
    rustc | rustup) if rustc_has_wasm; then echo rustc; fi ;;
    distro) if distro_has_wasm; then echo distro; fi ;;
    *) die "ASL_STUDIO_WASM is '$ASL_STUDIO_WASM'; it may be rustc, rustup or distro" ;;
  esac
}

rustc_has_wasm() {
  have rustc && at_least "$MINIMUM_RUST" "$(rust_version rustc)" &&
    [ -d "$(rustc --print sysroot)/lib/rustlib/$WASM/lib" ]
}

distro_has_wasm() {
  [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && at_least "$MINIMUM_RUST" "$(rust_version /usr/bin/rustc)" &&
    [ -f "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library/std/Cargo.toml" ] && [ -n "$(wasm_linker)" ]
}

# The newest wasm-ld of the distribution, else rustup's own.
wasm_linker() {
  local found
  found=$({ compgen -G '/usr/lib/llvm-*/bin/wasm-ld' || true; compgen -G '/usr/bin/wasm-ld-*' || true; } | sort -V | tail -n 1)
  if [ -z "$found" ] && have rustc; then
    found=$(compgen -G "$(rustc --print sysroot)/lib/rustlib/*/bin/rust-lld" | head -n 1 || true)
  fi
  echo "$found"
}

# Opens a way if none is; says in one line which it took.
setup_wasm() {
  local way
  way=$(wasm_way)
  if [ -z "$way" ] && [ "${ASL_STUDIO_WASM:-rustup}" = rustup ] && add_rustup_target; then way=rustc; fi
  if [ -z "$way" ] && [ "${ASL_STUDIO_WASM:-distro}" = distro ] && install_distro_rust; then way=distro; fi
  case $way in
    rustc) note "WebAssembly: $(rustc --version | cut -d' ' -f1-2), which has the target $WASM" ;;
    distro) note "WebAssembly: $(/usr/bin/rustc --version | cut -d' ' -f1-2) of this distribution, standard library from source" ;;
    *) die "no Rust compiler here can build WebAssembly" \
      "Either rustup with a network:   rustup target add $WASM" \
      "or Debian/Ubuntu packages:      rustc-web cargo-web rust-web-src lld   (Rust $MINIMUM_RUST or newer)" \
      "or any rustc of that version whose sysroot holds lib/rustlib/$WASM" ;;
  esac
}

add_rustup_target() {
  have rustup || return 1
  note "rustup target add $WASM (seconds)"
  run_limited 300 rustup target add "$WASM" >&2 || return 1
  rustc_has_wasm
}

# A proxy that swallows connections must not hold the set-up for ever.
run_limited() {
  local seconds=$1
  shift
  if have timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

# Debian carries a second, current Rust for its browsers (rustc-web); elsewhere plain rustc may be new enough.
install_distro_rust() {
  have apt-get || return 1
  local linker names
  if is_root; then apt-get update -qq -o DPkg::Lock::Timeout=300 >&2 || true; fi
  linker=$(apt-cache search --names-only '^lld-[0-9]+$' | awk '{ print $1 }' | sort -V | tail -n 1)
  for names in 'rustc-web cargo-web rust-web-src' 'rustc cargo rust-src'; do
    at_least "$MINIMUM_RUST" "$(apt_candidate "${names%% *}")" || continue
    note "the distribution's current Rust (about 1 minute)"
    # shellcheck disable=SC2086 # the names are words
    apt_install $names ${linker:+"$linker"} && distro_has_wasm && return
  done
  return 1
}

# The version that apt would install, bare; 0 where it knows none.
apt_candidate() {
  local version
  version=$(apt-cache policy "$1" 2>/dev/null | awk '$1 == "Candidate:" { sub(/^[0-9]+:/, "", $2); sub(/[+~-].*/, "", $2); print $2 }')
  case $version in '' | '(none)') echo 0 ;; *) echo "$version" ;; esac
}
