"""Formats of the gp systems, one folder each."""
