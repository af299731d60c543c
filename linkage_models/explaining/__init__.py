"""Why two records are one person or two: every weight of a pair, in words and without names."""
