"""Judging families against a truth: care ties and units, whoever made them."""
