"""Drift: what a night is like beside the last ones, and who accepted that it is otherwise.

A night that differs by more than is usual is held: it may be right, and a person says so. What
must hold of every night by itself is a claim in `pipelines/checks`.
"""
