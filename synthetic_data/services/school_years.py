"""The school year: when it begins, and which year group somebody is in."""

from datetime import date

SEPTEMBER = 9
RECEPTION_AGE, SECONDARY_YEAR, LAST_YEAR = 4, 7, 11


def year_group(born: date, day: date) -> int:
    """Return the year group of the school year at a date; 0 is reception."""
    return school_year(day) - reception_year(born)


def reception_year(born: date) -> int:
    """Return the calendar year in which a child starts school."""
    return school_year(born) + RECEPTION_AGE + 1


def school_year(day: date) -> int:
    """Return the calendar year in which a day's school year began."""
    return day.year if day.month >= SEPTEMBER else day.year - 1
