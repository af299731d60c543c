"""Formats of the reference systems, one folder each."""
