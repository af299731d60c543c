"""People and their families: kinds of household, ties of care, and how families change."""
