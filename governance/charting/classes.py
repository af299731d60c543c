"""Classes for a map: few, never parting equal numbers, each named by what it holds."""

from collections.abc import Mapping


def classed(
    values: Mapping[str, float], most: int, suffix: str = ""
) -> tuple[list[str], dict[str, int]]:
    """Put values into at most `most` classes, each of about as many different values.

    Returns:
        The name of each class, the lowest first, and the number of the class of each key.
    """
    ordered = sorted(set(values.values()))
    starts = sorted(
        {ordered[len(ordered) * part // most] for part in range(most)} if ordered else ()
    )
    of_key = {
        key: max(number for number, start in enumerate(starts) if value >= start)
        for key, value in values.items()
    }
    names = []
    for number in range(len(starts)):
        inside = [value for key, value in values.items() if of_key[key] == number]
        names.append(_range(min(inside), max(inside), suffix))
    return names, of_key


def _range(low: float, high: float, suffix: str) -> str:
    return f"{low:,g}{suffix}" if low == high else f"{low:,g}{suffix} to {high:,g}{suffix}"
