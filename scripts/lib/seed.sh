# Compiled dependencies for a fresh clone. Sourced after common.sh.
# shellcheck shell=bash
#
# A clone's target/ is its own, as Cargo wants it: two clones of one package must not share a build folder, since Cargo
# takes their files for the same ones and tells them apart by time only. What is shared is a copy of the compiled
# dependencies, taken after a build and laid into a new clone's target/. Cargo checks each of them as ever and compiles
# what does not fit, so a seed may be old or incomplete, never wrong.

# lay_seed COMPILER PART…: fills the parts of target/ that this clone has not built yet.
lay_seed() {
  local compiler=$1 part
  shift
  for part in "$@"; do
    if [ ! -d "$ROOT/target/$part" ] && [ -d "$TOOLS/seed/$compiler/$part" ]; then with_lock seed copy_seed "$compiler" "$part"; fi
  done
}

copy_seed() {
  note "target/$2: dependencies compiled by an earlier clone"
  mkdir -p "$ROOT/target/$2"
  cp -a --reflink=auto "$TOOLS/seed/$1/$2/." "$ROOT/target/$2/" 2>/dev/null || rm -rf "${ROOT:?}/target/$2"
}

# save_seed COMPILER PART…: keeps what this clone compiled, where what is kept is of other manifests.
save_seed() {
  local compiler=$1 part
  shift
  for part in "$@"; do
    if [ -d "$ROOT/target/$part/deps" ] && ! manifests | cmp -s - "$TOOLS/seed/$compiler/$part/manifests"; then
      with_lock seed save_part "$compiler" "$part"
    fi
  done
}

# What decides which dependencies are compiled, and how.
manifests() { cat "$ROOT/Cargo.lock" "$ROOT/Cargo.toml" "$ROOT/.cargo/config.toml"; }

save_part() {
  local whole="$TOOLS/seed/$1/$2" new="$TOOLS/.part-seed" name
  rm -rf "$new"
  mkdir -p "$new" "$whole"
  for name in .fingerprint build deps; do
    if [ -d "$ROOT/target/$2/$name" ]; then cp -a --reflink=auto "$ROOT/target/$2/$name" "$new/"; fi
  done
  # This package's own part would only take room.
  rm -rf "$new"/.fingerprint/asl-studio-* "$new"/deps/*asl_studio* "$new"/deps/studio* "$new"/deps/asl-* "$new"/deps/suite-*
  manifests >"$new/manifests"
  rm -rf "$whole"
  mv "$new" "$whole"
}
