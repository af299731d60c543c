"""Short builders for columns and exports, so that a declaration reads like what it describes.

A name may be an XML path: the column is then called after the last step of the path.
"""

from typing import TypedDict, Unpack

from sources.declaration import CodeList, Column, Delimited, Export, Kind, RawTable, Shape


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


class Options(TypedDict, total=False):
    """What any column may say beside its name and meaning."""

    name: str
    required: bool
    optional: bool
    aliases: tuple[str, ...]
    pattern: str
    nulls: tuple[str, ...]
    shape: Shape | None
    born: bool


def _column(
    path: str, description: str, kind: Kind, options: Options, codes: CodeList | None = None
) -> Column:
    named: Options = {"name": _name(path), **options}
    return Column(path=path, description=description, kind=kind, codes=codes, **named)


def text(path: str, description: str, **options: Unpack[Options]) -> Column:
    """Declare a column that is kept as the text it is."""
    return _column(path, description, Kind.TEXT, options)


def date(path: str, description: str, **options: Unpack[Options]) -> Column:
    """Declare a date, written as the format writes its dates."""
    return _column(path, description, Kind.DATE, options)


def birth(path: str, description: str, **options: Unpack[Options]) -> Column:
    """Declare a date of birth: not before 1900, not after the delivery."""
    return _column(path, description, Kind.DATE, {**options, "born": True})


def flag(path: str, description: str, **options: Unpack[Options]) -> Column:
    """Declare a yes or no, in the words the format uses."""
    return _column(path, description, Kind.FLAG, options)


def number(path: str, description: str, **options: Unpack[Options]) -> Column:
    """Declare a whole number."""
    return _column(path, description, Kind.NUMBER, options)


def code(path: str, description: str, codes: CodeList, **options: Unpack[Options]) -> Column:
    """Declare a code with the list that says what it means."""
    return _column(path, description, Kind.CODE, options, codes)


def csv_export(  # noqa: PLR0913 - an export, read across
    name: str,
    description: str,
    columns: tuple[Column, ...],
    *,
    key: tuple[str, ...] = (),
    table: str = "",
    optional: bool = False,
    layout: Delimited | None = None,
    file_pattern: str = "",
    by_header: bool = False,
) -> Export:
    """Declare a CSV export of a single table, in files that begin with the export's name."""
    return Export(
        name=name,
        description=description,
        file_pattern=file_pattern or f"{name}*.csv",
        layout=layout or Delimited(),
        tables=(RawTable(name=table or name, description=description, columns=columns, key=key),),
        optional=optional,
        by_header=by_header,
    )
