"""Deliveries: what has arrived, whether it can be used, and what was decided about it.

What a file holds is read by `sources`; which delivery a night reads is chosen here, and a ledger
remembers every one. Nothing here holds a person's value.
"""
