//! L3: what a definition gets wrong or could do better.
