"""Records of a text are found whole, whatever stands within their quotes."""

import pytest

from sources.readers.records import (
    RecordIndex,
    UnclosedQuoteError,
    count_fields,
    index_records,
)


def records(data: bytes, delimiter: str = ",") -> list[tuple[bytes, int, int]]:
    """Return each record with its line and its number of fields."""
    index = index_records(data, delimiter)
    return [
        (data[start:end], int(line), int(fields))
        for start, end, line, fields in zip(
            index.starts,
            index.ends,
            index.lines,
            count_fields(data, index, delimiter),
            strict=True,
        )
    ]


def test_every_line_is_a_record_with_its_line_number() -> None:
    assert records(b"a,b\n1,2\n3,4\n") == [(b"a,b", 1, 2), (b"1,2", 2, 2), (b"3,4", 3, 2)]


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


@pytest.mark.parametrize(
    ("text", "line"), [(b'1,"open\n2,x\n3,y\n', 1), (b'"\n', 1), (b'0,z\n1,"a"",b\n', 2)]
)
def test_a_quote_that_is_never_closed_is_noticed(text: bytes, line: int) -> None:
    with pytest.raises(UnclosedQuoteError) as caught:
        index_records(text, ",")
    assert caught.value.line == line


def odd(data: bytes) -> list[tuple[bytes, bool]]:
    """Return each record with whether its quotes are out of order."""
    index = index_records(data, ",")
    return [
        (data[start:end], bool(is_odd))
        for start, end, is_odd in zip(index.starts, index.ends, index.odd, strict=True)
    ]


def test_a_quote_opens_nothing_but_where_a_value_begins() -> None:
    text = b'id,name\n1,O"Brien\n2,5" by 4"\n3,"b\nc"\n'
    assert odd(text) == [
        (b"id,name", False),
        (b'1,O"Brien', False),
        (b'2,5" by 4"', False),
        (b'3,"b\nc"', False),
    ]


def test_a_quote_left_open_does_not_swallow_the_next_record() -> None:
    text = b'id,name,x\n1,"left open,y\n2,"a","b"\n3,"c","d"\n'
    assert odd(text) == [
        (b"id,name,x", False),
        (b'1,"left open,y', True),
        (b'2,"a","b"', False),
        (b'3,"c","d"', False),
    ]


def test_a_quote_out_of_order_in_a_value_of_two_lines_spoils_both_lines_and_no_other() -> None:
    text = b'id,name,x\n1,"Flat 3\nThe "Mill" Rise",y\n2,a,b\n'
    assert odd(text) == [
        (b"id,name,x", False),
        (b'1,"Flat 3\nThe "Mill" Rise",y', True),
        (b"2,a,b", False),
    ]


def test_a_quote_that_would_swallow_records_further_on_is_unclosed() -> None:
    text = b'id,name,x\n1,"open,y\nlost\n2,a,b\n3,"c,d",e\n'
    with pytest.raises(UnclosedQuoteError):
        index_records(text, ",")


def test_quotes_in_two_values_of_a_record_may_be_one_value_whose_delimiter_was_lost() -> None:
    assert odd(b'id,name,x\n1,2"Rise, Oldmoor",y\n2,a,O"Brien\n') == [
        (b"id,name,x", False),
        (b'1,2"Rise, Oldmoor",y', True),
        (b'2,a,O"Brien', False),
    ]


def test_a_value_that_holds_a_whole_record_was_never_one() -> None:
    row = b"b0,b1,b2,b3,b4,b5"
    text = b'c0,c1,c2,c3,c4,c5\na0,a1,a2,a3,a4,"a5\n' + row + b'"\n' + row + b"\n"
    assert [is_odd for _, is_odd in odd(text)] == [False, True, False]


def test_a_record_of_two_lines_with_a_field_too_many_is_one_record() -> None:
    text = b'id,name,x\n1,"Flat 3\n12 Rise",y,z\n2,a,b\n'
    assert records(text) == [
        (b"id,name,x", 1, 3),
        (b'1,"Flat 3\n12 Rise",y,z', 2, 4),
        (b"2,a,b", 4, 3),
    ]
