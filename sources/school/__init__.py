"""Formats of the school systems, one folder each."""
