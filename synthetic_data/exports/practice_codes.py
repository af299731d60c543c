"""The codes by which systems other than EMIS call the practices of the town."""

from synthetic_data.services.practices import practice_of


def practice_code(ward: str) -> str:
    """Return the code of the practice of a ward; no organisation's code begins so."""
    return f"ZZ{int(practice_of(ward)[1:9], 16):05}"
