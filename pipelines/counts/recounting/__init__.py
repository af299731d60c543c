"""Counting once more: the same records linked otherwise, or without some sources.

What comes of it is compared with the night's own figures. How a count is taken is in `counting.py`.
"""
