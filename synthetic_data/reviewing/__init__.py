"""A reviewer who knows the truth, for towns of people who do not exist."""
