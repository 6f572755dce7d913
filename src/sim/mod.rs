//! L4: a run with handlers, a clock and a past.
