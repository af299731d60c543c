"""Counts in words: one row has, two rows have. What is counted is the business of whoever tells."""


def counted(count: int, one: str, many: str) -> str:
    """Say how many, with the words for one or for several."""
    return f"{count:,} {one if count == 1 else many}"
