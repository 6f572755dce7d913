//! L1: how values are found and made: JSONPath, Reference Paths, Intrinsic Functions, Payload Templates.
