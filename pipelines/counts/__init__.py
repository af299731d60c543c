"""The counts: one SELECT per count in `sql/`, its meaning declared in `definitions.py`."""
