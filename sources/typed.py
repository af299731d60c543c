"""Reading a column's text as what it means: date, flag, number, code.

The expressions are built from the declaration, so no SELECT repeats a date format or a null
spelling. Landing uses them to find records that break a rule, mapping to type the rest.
"""

from datetime import date

from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    Expression,
    FunctionExpression,
)

from sources.declaration import CodeList, Column, Format, Kind

NULL = ConstantExpression(None)
# What may stand around a value and mean nothing.
BLANKS = " \t\r\n\u00a0"

# A spreadsheet keeps a date as the number of days since this one; serial 60 is a 29 February 1900
# that never was, so numbers up to it are no dates.
SERIAL = r"[0-9]{2,6}(\.0+)?"
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = 61
_LAST_SERIAL = (date(2200, 12, 31) - _SERIAL_ZERO).days


def text_of(column: Column, format_: Format) -> Expression:
    """Return the value without surrounding space, null where the format or column means none.

    The format's words mean none as they are spelt, for a surname may be Null; a column's own do
    in any case.
    """
    trimmed = FunctionExpression("trim", ColumnExpression(column.name), ConstantExpression(BLANKS))
    blank: Expression | None = None
    if format_.nulls:
        blank = trimmed.isin(*[ConstantExpression(null) for null in format_.nulls])
    if column.nulls:
        words = [ConstantExpression(null.lower()) for null in column.nulls]
        own = FunctionExpression("lower", trimmed).isin(*words)
        blank = own if blank is None else blank | own
    return trimmed if blank is None else CaseExpression(blank, NULL).otherwise(trimmed)


def typed(column: Column, format_: Format) -> Expression:
    """Return the value as what it means; null where it cannot be read as that."""
    text = text_of(column, format_)
    if column.kind is Kind.DATE:
        return date_of(text, format_)
    if column.kind is Kind.NUMBER:
        return FunctionExpression("whole_number", text)
    if column.kind is Kind.FLAG:
        return _flag(text, format_)
    if column.codes is not None:
        return _decoded(text, column)
    return text


def date_of(text: Expression, format_: Format) -> Expression:
    """Return a date from text in one of the format's spellings; the time of day is left out."""
    spelt = as_date(text, format_.date_formats)
    if not format_.excel_dates:
        return spelt
    serial = FunctionExpression("whole_number", text)
    is_serial = (
        FunctionExpression("regexp_full_match", text, ConstantExpression(SERIAL))
        & (serial >= ConstantExpression(_FIRST_SERIAL))
        & (serial <= ConstantExpression(_LAST_SERIAL))
    )
    return CaseExpression(is_serial, ConstantExpression(_SERIAL_ZERO) + serial).otherwise(spelt)


def as_date(text: Expression, spellings: tuple[str, ...]) -> Expression:
    """Return a date from text in the first of these spellings that it has."""
    formats = ConstantExpression(list(spellings))
    return FunctionExpression("try_strptime", text, formats).cast("date")


def _flag(text: Expression, format_: Format) -> Expression:
    word = FunctionExpression("lower", text)
    true = word.isin(*[ConstantExpression(word) for word in format_.true_words])
    false = word.isin(*[ConstantExpression(word) for word in format_.false_words])
    return CaseExpression(true, ConstantExpression(True)).when(false, ConstantExpression(False))  # noqa: FBT003


def _decoded(text: Expression, column: Column) -> Expression:
    """Look a code up; an unlisted one is what the list says it is."""
    codes = column.codes
    if codes is None:
        return text
    case: Expression | None = None
    for (length, word), listed in _meanings(codes).items():
        part = FunctionExpression("left", text, ConstantExpression(length)) if length else text
        hit = part.isin(*[ConstantExpression(code) for code in listed])
        value = ConstantExpression(word)
        case = CaseExpression(hit, value) if case is None else case.when(hit, value)
    if case is None:
        return text
    return case.when(text.isnotnull(), ConstantExpression(codes.default))


def _meanings(codes: CodeList) -> dict[tuple[int, str], list[str]]:
    """Gather codes by their word and, where beginnings count, by length: the longest come first."""
    meanings: dict[tuple[int, str], list[str]] = {}
    for code, word in sorted(codes.values.items(), key=lambda each: -len(each[0])):
        meanings.setdefault((len(code) if codes.by_beginning else 0, word), []).append(code)
    return meanings
