"""Calibration: from match weights to honest probabilities, by pairs that people have labelled.

Sampling pairs to label, reading labels, fitting, judging, applying. It links nobody: thresholds are
match weights, and what is made here says how often links at a weight are right.
"""
