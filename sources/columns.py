"""Short builders for columns and exports, so that a declaration reads like what it describes.

A name may be an XML path: the column is then called after the last step of the path.
"""

from sources.declaration import CodeList, Column, Delimited, Export, Kind, RawTable


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def text(
    path: str,
    description: str,
    *,
    required: bool = False,
    name: str = "",
    aliases: tuple[str, ...] = (),
) -> Column:
    """Declare a column that is kept as the text it is."""
    return Column(
        name=name or _name(path),
        description=description,
        path=path,
        required=required,
        aliases=aliases,
    )


def date(path: str, description: str, *, required: bool = False) -> Column:
    """Declare a date, written as the format writes its dates."""
    return Column(
        name=_name(path), description=description, path=path, kind=Kind.DATE, required=required
    )


def flag(path: str, description: str) -> Column:
    """Declare a yes or no, in the words the format uses."""
    return Column(name=_name(path), description=description, path=path, kind=Kind.FLAG)


def number(path: str, description: str, *, aliases: tuple[str, ...] = ()) -> Column:
    """Declare a whole number."""
    return Column(
        name=_name(path), description=description, path=path, kind=Kind.NUMBER, aliases=aliases
    )


def code(path: str, description: str, codes: CodeList) -> Column:
    """Declare a code with the list that says what it means."""
    return Column(name=_name(path), description=description, path=path, kind=Kind.CODE, codes=codes)


def csv_export(  # noqa: PLR0913 - an export, read across
    name: str,
    description: str,
    columns: tuple[Column, ...],
    *,
    key: tuple[str, ...] = (),
    table: str = "",
    optional: bool = False,
) -> Export:
    """Declare a CSV export of a single table, in files that begin with the export's name."""
    return Export(
        name=name,
        description=description,
        file_pattern=f"{name}*.csv",
        layout=Delimited(),
        tables=(RawTable(name=table or name, description=description, columns=columns, key=key),),
        optional=optional,
    )
