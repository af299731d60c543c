"""Wards, streets and homes, who lives in which, and where they lived before."""
