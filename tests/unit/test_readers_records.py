"""Records of a text are found whole, whatever stands within their quotes."""

import pytest

from sources.readers.records import RecordIndex, UnclosedQuoteError, index_records


def records(data: bytes, delimiter: str = ",") -> list[tuple[bytes, int, int]]:
    """Return each record with its line and its number of fields."""
    index = index_records(data, delimiter)
    return [
        (data[start:end], int(line), int(fields))
        for start, end, line, fields in zip(
            index.starts, index.ends, index.lines, index.fields, strict=True
        )
    ]


def test_every_line_is_a_record_with_its_line_number() -> None:
    assert records(b"a,b\n1,2\n3,4\n") == [(b"a,b", 1, 2), (b"1,2", 2, 2), (b"3,4", 3, 2)]


def test_the_last_record_needs_no_newline() -> None:
    assert records(b"a,b\n1,2") == [(b"a,b", 1, 2), (b"1,2", 2, 2)]


def test_a_newline_within_quotes_belongs_to_the_value_and_still_counts_as_a_line() -> None:
    assert records(b'1,"Flat 3\n12 Larch Rise"\n2,x\n') == [
        (b'1,"Flat 3\n12 Larch Rise"', 1, 2),
        (b"2,x", 3, 2),
    ]


def test_a_delimiter_within_quotes_parts_no_fields() -> None:
    assert records(b'1,"Larch Rise, Oldmoor",x\n') == [(b'1,"Larch Rise, Oldmoor",x', 1, 3)]


def test_a_doubled_quote_does_not_end_the_value() -> None:
    text = b'1,"the ""Old\nMill"", x"\n2,y\n'
    assert records(text) == [(b'1,"the ""Old\nMill"", x"', 1, 2), (b"2,y", 3, 2)]


def test_an_empty_quoted_value_is_a_field() -> None:
    assert records(b'"",""\n""\n') == [(b'"",""', 1, 2), (b'""', 2, 1)]


def test_blank_lines_are_no_records_and_keep_their_numbers() -> None:
    assert records(b"\n\na\n\nb\n\n") == [(b"a", 3, 1), (b"b", 5, 1)]


def test_fields_are_counted_by_the_declared_delimiter() -> None:
    assert records(b"a;b,c;d\n", delimiter=";") == [(b"a;b,c;d", 1, 3)]


def test_a_text_of_blank_lines_holds_no_record() -> None:
    index = index_records(b"\n\n", ",")
    assert isinstance(index, RecordIndex)
    assert len(index) == 0


@pytest.mark.parametrize("text", [b'1,"open\n2,x\n3,y\n', b'"', b'1,"a"",b\n', b'O"Brien\n'])
def test_a_quote_that_is_never_closed_is_noticed(text: bytes) -> None:
    with pytest.raises(UnclosedQuoteError):
        index_records(text, ",")
