//! The web entry; everything it shows is in [`asl_studio::ui`].
fn main() {}
