//! L5: the application without a screen.
