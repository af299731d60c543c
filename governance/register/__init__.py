"""The register: what people decided, who and why, and the chain that shows when a word changed.

It holds keys, dates, checksums and the names of officers who decided, never a person's value.
Folders, pointers and warehouses are not here; nor is a clock: moments are given.
"""
