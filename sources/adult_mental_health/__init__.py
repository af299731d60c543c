"""Formats of the adult mental health systems, one folder each."""
