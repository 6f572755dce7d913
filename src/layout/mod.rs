//! L4: where states and edges are drawn.
