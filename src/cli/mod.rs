//! L5: the `asl` command line.
