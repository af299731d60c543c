"""Any mangling of a JSON file is read or refused in words, and every record is accounted for."""

import json
import os
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.columns import text
from sources.declaration import Json, RawTable
from sources.readers.reading import FileRefusedError
from sources.readers.resource_paths import finder
from sources.readers.resources import read_json
from sources.readers.strict_json import Value, parse

EXAMPLES = int(os.environ.get("THINKFAMILY_EXAMPLES", "300"))
CANARY = "Quillfeather"
LAYOUT = Json(maximum_depth=8)
CAT = RawTable(
    name="cat",
    description="Cats.",
    element="Cat",
    columns=(text("id", "Id."), text("name/*", "Names.", name="name")),
)
TOY = RawTable(name="toy", description="Toys.", element="Cat/toy", columns=(text("kind", "Kind."),))
WHOLE = b"".join(
    b'{"resourceType":"Cat","id":"%d","name":["%s"],"toy":[{"kind":"ball"}]}\n'
    % (n, CANARY.encode())
    for n in range(3)
)
BUNDLE = json.dumps(
    {"resourceType": "Bundle", "entry": [{"resource": json.loads(WHOLE.splitlines()[0])}]}
).encode()

leaves = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(max_size=5)
names = st.sampled_from(["resourceType", "id", "name", "toy", "kind", "entry", "Cat", "Bundle"])
values = st.recursive(
    leaves | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
lines = st.dictionaries(names, values, max_size=5).map(
    lambda record: {**record, "resourceType": "Cat"}
)


def take(data: bytes) -> int | None:
    """Read a file and return how many resources are in its tables, or None where it is refused."""
    told, reads = "", None
    try:
        reads = read_json(Path("zoo.json"), data, LAYOUT, (CAT, TOY))
    except FileRefusedError as refused:
        told = str(refused)
    assert CANARY not in told
    if reads is None:
        assert told
        return None
    (cat, toy), undeclared = reads
    for read in (cat, toy):
        read.rows.validate(full=True)
        assert read.records == len(read.rows) + len(read.rejected)
    parents = set(cat.rows["_record"].to_pylist())
    assert set(toy.rows["_parent"].to_pylist()) <= parents
    assert CANARY not in "".join(undeclared)
    assert CANARY not in "".join(bad.reason for bad in cat.rejected)
    return cat.records


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.binary(max_size=60))
@example(data=b"\xef\xbb\xbf")
@example(data=b"\x00")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    take(data)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    whole=st.sampled_from([WHOLE, BUNDLE]),
    at=st.integers(0, len(WHOLE)),
    cut=st.integers(0, 6),
    put=st.binary(max_size=4) | st.sampled_from([b"\n", b'"', b"\\", b"{}", b"[[[[[[[[", b"\xff"]),
)
def test_a_mangled_file_is_read_or_refused(whole: bytes, at: int, cut: int, put: bytes) -> None:
    take(whole[:at] + put + whole[at + cut :])


@settings(max_examples=EXAMPLES, deadline=None)
@given(records=st.lists(lines, min_size=1, max_size=5))
def test_every_line_is_a_row_or_set_aside(records: list[dict[str, object]]) -> None:
    data = "".join(f"{json.dumps(record)}\n" for record in records).encode()
    assert take(data) == len(records)


@settings(max_examples=EXAMPLES, deadline=None)
@given(value=values)
def test_what_is_written_is_parsed_with_numbers_as_text(value: object) -> None:
    def told(each: object) -> Value:
        if isinstance(each, dict):
            return {name: told(inner) for name, inner in each.items()}
        if isinstance(each, list):
            return [told(inner) for inner in each]
        is_plain = each is None or isinstance(each, bool | str)
        return each if is_plain else str(each)  # type: ignore[return-value]

    assert parse(json.dumps(value).encode(), 50) == told(value)


@settings(max_examples=EXAMPLES, deadline=None)
@given(texts=st.lists(st.text(min_size=1, max_size=3), max_size=4))
def test_a_star_tells_every_value_that_is_not_blank(texts: list[str]) -> None:
    found = finder("name/*")({"name": list(texts)})
    assert found == ("\n".join(each for each in texts if not each.isspace()) or None)
