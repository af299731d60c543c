"""Towns with much of one thing, and files that were spoilt as a whole."""
