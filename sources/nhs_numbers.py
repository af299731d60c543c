"""NHS numbers in Python, where no database is open: a list of objections, the looks of a value.

What becomes of a number in a record is the business of the macro `clean_nhs_number`. It is
stricter: one digit ten times passes the check and is never issued, but a line of a list, or a cell
of a header, that holds one was meant as a number all the same.
"""

_DIGITS, _MODULUS = 10, 11


def has_check_digit(text: str) -> bool:
    """Say whether a text is ten digits that end in the check digit of an NHS number."""
    if len(text) != _DIGITS or not (text.isascii() and text.isdigit()):
        return False
    *digits, check = map(int, text)
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
    return (_MODULUS - total % _MODULUS) % _MODULUS == check
