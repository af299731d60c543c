"""The charts of a release. What each is drawn with is in `governance.drawing`.

A chart is made of releasable figures only, and comes with its numbers as a table.
"""
