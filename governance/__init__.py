"""What is allowed: what a count means, how small numbers are protected, what a release holds.

Nothing here knows Dagster, Splink or how a figure was counted.
"""
