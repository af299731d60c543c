"""Keeping what cannot be made anew: decisions, the ledger, releases, the last good night.

Exports are their sources' to keep, and earlier nights go by age. The key is in no backup: whoever
has both could read everybody.
"""
