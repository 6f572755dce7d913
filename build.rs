//! The page's WebAssembly keeps its relocations: `scripts/lib/split/wasm-bindgen` needs them to tell the first part from the rest.

#[allow(clippy::disallowed_methods, reason = "this is how Cargo speaks to a build script")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bin=studio=--emit-relocs");
    }
}
