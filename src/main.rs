//! The web entry; everything it shows is in [`asl_studio::ui`].

fn main() {
    console_error_panic_hook::set_once();
    asl_studio::ui::mount();
}
