"""Formats of the childrens social care systems, one folder each."""
