"""Reading a column's text as what it means: date, flag, number, code.

The expressions are built from the declaration, so no SELECT repeats a date format or a null
spelling. Landing uses them to find records that break a rule, mapping to type the rest.
"""

from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    Expression,
    FunctionExpression,
)

from sources.declaration import Column, Format, Kind

NULL = ConstantExpression(None)
_BLANKS = ConstantExpression(" \t\r\n\u00a0")


def text_of(column: Column, format_: Format) -> Expression:
    """Return the value without surrounding space, null where the format means none."""
    trimmed = FunctionExpression("trim", ColumnExpression(column.name), _BLANKS)
    if not format_.nulls:
        return trimmed
    blank = trimmed.isin(*[ConstantExpression(null) for null in format_.nulls])
    return CaseExpression(blank, NULL).otherwise(trimmed)


def typed(column: Column, format_: Format) -> Expression:
    """Return the value as what it means; null where it cannot be read as that."""
    text = text_of(column, format_)
    if column.kind is Kind.DATE:
        formats = ConstantExpression(list(format_.date_formats))
        return FunctionExpression("try_strptime", text, formats).cast("date")
    if column.kind is Kind.NUMBER:
        return FunctionExpression("whole_number", text)
    if column.kind is Kind.FLAG:
        return _flag(text, format_)
    if column.codes is not None:
        return _decoded(text, column)
    return text


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
    by_word: dict[str, list[str]] = {}
    for code, word in codes.values.items():
        by_word.setdefault(word, []).append(code)
    case: Expression | None = None
    for word, listed in by_word.items():
        hit = text.isin(*[ConstantExpression(code) for code in listed])
        value = ConstantExpression(word)
        case = CaseExpression(hit, value) if case is None else case.when(hit, value)
    if case is None:
        return text
    return case.when(text.isnotnull(), ConstantExpression(codes.default))
