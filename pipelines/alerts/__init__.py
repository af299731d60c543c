"""Telling people outside the machine that something needs them: in counts, never in values."""
