"""The sections of a pack, one module each: what is told from the facts, in which words."""
