//! The `asl` command line; everything it does is in [`asl_studio::cli`].
fn main() {}
