"""Which practice of the town looks after which ward; nothing of patients."""

_WARD_DIGITS = 3
_WARDS_PER_PRACTICE = 2


def practice_of(ward: str) -> str:
    """Return the id of the practice of a ward: every two wards, about 6,400 people, share one.

    Args:
        ward: the code of a ward of any town; other towns have other practices.
    """
    number = (int(ward[_WARD_DIGITS:]) - 1) // _WARDS_PER_PRACTICE
    return f"{{{number:08X}-0000-4000-8000-000000000000}}"
