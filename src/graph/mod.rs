//! L3: the flow graph of a definition.
