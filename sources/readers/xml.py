"""XML files: declared elements become rows as the parser passes them, without building a tree.

Stray text between elements and elements nobody declared are passed over, because real returns
hold both, and the latter are told; a DOCTYPE, another root, too deep nesting or an early end refuse
the file. What an element means is worked out once, in `places`.
"""

from pathlib import Path
from xml.parsers import expat

import pyarrow as pa

from sources.declaration import RawTable, Xml
from sources.readers.places import Places, PlacesError, Record
from sources.readers.reading import FileRefusedError, TableRead, refuse

_CUT_SHORT = tuple(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
# Longer text arrives in pieces of this many bytes.
_TEXT_PIECE = 1 << 16


class _DoctypeError(ValueError):
    """The document has a DOCTYPE; caught and told with the file's name."""


def read_xml(
    path: Path, data: bytes, layout: Xml, tables: tuple[RawTable, ...]
) -> tuple[tuple[TableRead, ...], tuple[str, ...]]:
    """Read the declared tables of an XML file.

    Returns:
        The tables, and the paths of elements that hold text and that nobody declared.

    Raises:
        FileRefusedError: a DOCTYPE, an early end, another root, too deep, an unreadable
            encoding, or no records.
    """
    places = Places(tables, layout)
    try:
        _parse(data, places)
    except _DoctypeError:
        raise refuse(path, "it carries a DOCTYPE or entities, which no export needs") from None
    except expat.ExpatError as error:
        raise _broken(path, error) from None
    except PlacesError as error:
        raise refuse(path, str(error)) from None
    except (LookupError, ValueError):
        # What the parser raises for an encoding it does not know, or cannot read.
        raise refuse(path, "it declares an encoding that cannot be read") from None
    reads = tuple(
        TableRead(table=record.table, rows=_rows(record), rejected=(), records=record.count)
        for record in places.records
    )
    empty = [read.table.name for read in reads if read.table.key and not read.records]
    if empty:
        raise refuse(path, f"it holds no record of {', '.join(empty)}")
    return reads, places.undeclared


def _parse(data: bytes, places: Places) -> None:
    """Run the parser over a document, and fill the records of its places.

    What is called for every element is called millions of times: closures and a list's own `append`
    take half the time that methods take.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.buffer_size = _TEXT_PIECE
    place = places.document
    text: list[str] = []
    clear = text.clear

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal place
        above = place
        place = above.children.get(tag) or places.undeclared_in(above, tag)
        if place.record is not None:
            place.record.open(parser.CurrentLineNumber)
        elif place.is_undeclared:
            places.begin_undeclared(above, text)
            return
        clear()

    def end(_tag: str) -> None:
        nonlocal place
        filled = place.row_of
        if filled is not None:
            if filled.row[place.position] is None:
                filled.row[place.position] = "".join(text).strip()
            clear()
        elif place.is_undeclared:
            places.end_undeclared(place, text)
        else:
            clear()
        place = place.above

    def refuse_doctype(*_: object) -> int:
        raise _DoctypeError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.EntityDeclHandler = refuse_doctype
    parser.ExternalEntityRefHandler = refuse_doctype
    parser.Parse(data, True)  # noqa: FBT003 - this is all of it.


def _broken(path: Path, error: expat.ExpatError) -> FileRefusedError:
    if error.code in _CUT_SHORT:
        return refuse(path, f"it ends in the middle, at line {error.lineno}: the file is cut short")
    return refuse(path, f"it is not well-formed XML at line {error.lineno}")


def _rows(record: Record) -> pa.Table:
    return pa.concat_tables(record.parts())
