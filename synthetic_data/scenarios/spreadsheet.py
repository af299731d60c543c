"""What a spreadsheet makes of a text it takes for a number, a date or a formula.

One value at a time, as British Excel shows it in a narrow column and so saves it as CSV. Which
files it happens to is `faults`.
"""

import re
from datetime import date, datetime
from functools import lru_cache

MOST_ROWS = 1_048_576
"""A sheet has no more rows; the rest of a longer file is lost when it is saved."""

_DIGITS_SHOWN = 9
_DIGITS_KEPT = 6
_FIRST_YEAR, _LEAP_YEAR = 1900, 2024
_MOST_KNOWN = 50_000

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.[0-9]+|[+-]?[0-9]+\.")
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}):[0-9]{2}(\.[0-9]+)?")
_TWO_NUMBERS = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})")
_FORMULA = re.compile(r"=.+|[+-][A-Za-z_]\w*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=_MOST_KNOWN)
def shown(text: str) -> str:
    """Return what a cell shows, and so what is saved, when a file with this text is opened."""
    if not text or (text[0].isalpha() and text.lower() not in ("true", "false")):
        return text
    if text.lower() in ("true", "false"):
        return text.upper()
    number = _number(text.removeprefix("="))
    if number is not None:
        return number
    if _FORMULA.fullmatch(text):
        return "#NAME?"
    return _as_date(text) or text


def _number(text: str) -> str | None:
    """Return a number as General format shows it: no leading zeros, and no long ones."""
    if _SCIENTIFIC.fullmatch(text):
        return f"{float(text):.2E}"
    if _WHOLE.fullmatch(text):
        digits = str(int(text))
        return digits if len(digits.lstrip("-")) <= _DIGITS_SHOWN else _shortened(int(text))
    if _DECIMAL.fullmatch(text):
        return f"{float(text):.{_DIGITS_SHOWN}g}"
    return None


def _shortened(number: int) -> str:
    """Return a long number in scientific notation, without the zeros at the end of the digits."""
    digits, power = f"{number:.{_DIGITS_KEPT - 1}E}".split("E")
    return f"{digits.rstrip('0').rstrip('.')}E{power}"


def _as_date(text: str) -> str | None:
    """Return a date as it is shown, where the text is taken for one."""
    if _ISO_DATE.fullmatch(text):
        return _day_shown(text)
    moment = _ISO_MOMENT.fullmatch(text)
    if moment:
        day, minutes, fraction = moment.groups()
        if fraction:  # With parts of a second the cell shows minutes and seconds, and no day.
            return f"{text[14:19]}.{fraction[1]}"
        on = _day_shown(day)
        return f"{on} {minutes}" if on else None
    pair = _TWO_NUMBERS.fullmatch(text)
    return _day_or_month(int(pair[1]), pair[2]) if pair else None


def _day_shown(text: str) -> str | None:
    """Return a day in British order; there is none before 1900."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return None
    return f"{day:%d/%m/%Y}" if day.year >= _FIRST_YEAR else None


def _day_or_month(first: int, second: str) -> str | None:
    """Read two numbers as day and month, or else as month and year."""
    try:
        return f"{first:02}-{_MONTHS[date(_LEAP_YEAR, int(second), first).month - 1]}"
    except ValueError:
        is_month = 1 <= first <= len(_MONTHS) and len(second) == len("yy")
        return f"{_MONTHS[first - 1]}-{second}" if is_month else None
