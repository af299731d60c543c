"""JSON files are read in whatever form resources come; what cannot be believed is set aside."""

import json
from pathlib import Path

import pytest

from sources.columns import text
from sources.declaration import Export, Json, RawTable
from sources.readers.files import read_file
from sources.readers.reading import FileRead, FileRefusedError

CANARY = "Quillfeather"
CAT = RawTable(
    name="cat",
    description="Cats.",
    element="Cat",
    key=("id",),
    columns=(
        text("id", "Id.", required=True),
        text("lives", "How many lives."),
        text("fed", "Whether it was fed."),
    ),
)
KITTEN = RawTable(
    name="kitten",
    description="Kittens.",
    element="Cat/litter/kitten",
    columns=(text("name", "Name."),),
)
TOY = RawTable(
    name="toy", description="Toys.", element="Cat/litter/kitten/toy", columns=(text("kind", "K."),)
)
DOG = RawTable(
    name="dog",
    description="Dogs.",
    element="Dog",
    columns=(text("id", "Id."),),
)
ZOO = Export(
    name="zoo",
    description="A zoo.",
    file_pattern="*json",
    layout=Json(maximum_depth=8),
    tables=(CAT, TOY, KITTEN, DOG),
)
TOM = {"resourceType": "Cat", "id": "tom", "lives": 9, "fed": True}
REX = {"resourceType": "Dog", "id": "rex"}


def read(tmp_path: Path, data: bytes | str) -> FileRead:
    path = tmp_path / "zoo.json"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    file = read_file(path, ZOO)
    for table in file.tables:
        assert table.records == len(table.rows) + len(table.rejected), table.table.name
    return file


def rows(file: FileRead, name: str) -> list[dict[str, object]]:
    (table,) = [table for table in file.tables if table.table.name == name]
    return [dict(row) for row in table.rows.to_pylist()]


def rejected(file: FileRead) -> list[tuple[str, int, str]]:
    return [
        (table.table.name, bad.line, bad.reason) for table in file.tables for bad in table.rejected
    ]


def refusal(tmp_path: Path, data: bytes | str) -> str:
    with pytest.raises(FileRefusedError) as caught:
        read(tmp_path, data)
    assert CANARY not in str(caught.value)
    parsers_own = caught.value.__context__
    assert parsers_own is None or caught.value.__suppress_context__, "it may quote the file"
    return str(caught.value).removeprefix("zoo.json: ")


def lines(*resources: object) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in resources)


def bundle(*resources: object, **more: object) -> str:
    entries = [{"fullUrl": "urn:x", "resource": each} for each in resources]
    return json.dumps({"resourceType": "Bundle", "entry": entries, **more}, indent=1)


@pytest.mark.parametrize("data", [json.dumps(TOM), json.dumps(TOM, indent=4), lines(TOM)])
def test_one_resource_is_read_however_it_is_laid_out(tmp_path: Path, data: str) -> None:
    (tom,) = rows(read(tmp_path, data), "cat")
    assert (tom["id"], tom["lives"], tom["fed"]) == ("tom", "9", "true")
    assert (tom["_line"], tom["_record"], tom["_parent"]) == (1, 1, None)


@pytest.mark.parametrize("kind", ["searchset", "collection", "batch"])
def test_a_bundle_is_its_entries(tmp_path: Path, kind: str) -> None:
    file = read(tmp_path, bundle(TOM, REX, {**TOM, "id": "kit"}, type=kind))
    assert [(cat["id"], cat["_line"]) for cat in rows(file, "cat")] == [("tom", 1), ("kit", 3)]
    assert [dog["id"] for dog in rows(file, "dog")] == ["rex"]


def test_a_line_is_a_resource_or_a_bundle_and_blank_ones_are_none(tmp_path: Path) -> None:
    inner = json.loads(bundle(REX, REX))
    file = read(tmp_path, f"\n{lines(TOM)}\r\n \n{lines(inner)}")
    assert [cat["_line"] for cat in rows(file, "cat")] == [2]
    assert [dog["_line"] for dog in rows(file, "dog")] == [5, 5]


def test_records_within_know_the_record_around_them(tmp_path: Path) -> None:
    def kitten(name: str, *toys: str) -> dict[str, object]:
        return {"name": name, "toy": [{"kind": toy} for toy in toys]}

    litters = [{"kitten": [kitten("a", "ball"), kitten("b", "mouse", "bell")]}, {"born": "x"}]
    single = {"kitten": kitten("c", "string")}
    file = read(
        tmp_path, lines({**TOM, "litter": litters}, TOM, {**TOM, "id": "k", "litter": single})
    )
    kittens = [(each["name"], each["_parent"]) for each in rows(file, "kitten")]
    assert kittens == [("a", 1), ("b", 1), ("c", 3)]
    toys = [(each["kind"], each["_parent"], each["_record"]) for each in rows(file, "toy")]
    assert toys == [("ball", 1, 1), ("mouse", 2, 2), ("bell", 2, 3), ("string", 3, 4)]


def test_numbers_stay_the_text_that_they_are(tmp_path: Path) -> None:
    spelt = ["0.10", "1e3", "-0", "100023456789012345678"]
    file = read(tmp_path, "".join(f'{{"resourceType":"Cat","lives":{n}}}\n' for n in spelt))
    assert [cat["lives"] for cat in rows(file, "cat")] == spelt


@pytest.mark.parametrize("nothing", ['""', '"  "', "null", "[]", "[null]", '["", null]'])
def test_a_blank_value_is_none(tmp_path: Path, nothing: str) -> None:
    (cat,) = rows(read(tmp_path, f'{{"resourceType":"Cat","id":"a","fed":{nothing}}}'), "cat")
    assert cat["fed"] is None


def test_other_resources_are_counted_and_passed_over(tmp_path: Path) -> None:
    outcome = {"resourceType": "OperationOutcome"}
    file = read(tmp_path, bundle(TOM, outcome, outcome, {"resourceType": "Fish"}))
    assert file.tables[0].notes == (
        "1 of Fish are passed over",
        "2 of OperationOutcome are passed over",
    )
    assert [table.records for table in file.tables] == [1, 0, 0, 0]


def test_members_that_nobody_declared_are_told(tmp_path: Path) -> None:
    cat = {**TOM, "photo": CANARY, "litter": {"kitten": [{"name": "a", "eyes": 2}]}}
    assert read(tmp_path, lines(cat, cat)).undeclared == ("Cat/litter/kitten/eyes", "Cat/photo")
    assert read(tmp_path, lines(TOM, REX)).undeclared == ()


BAD_LINES = {
    "it is not well-formed JSON": b'{"resourceType":"Cat" "id":"Quillfeather"}',
    "it ends in the middle": b'{"resourceType":"Cat","id":"Quillf',
    "a key stands twice in an object": b'{"resourceType":"Cat","id":"a","id":"Quillfeather"}',
    "NaN or Infinity stands for a number": b'{"resourceType":"Cat","lives":-Infinity}',
    "a number has more than 40 digits": b'{"resourceType":"Cat","lives":%s}' % (b"1" * 41),
    "it nests deeper than 8 levels": b'{"resourceType":"Cat","a":%s%s}' % (b"[" * 8, b"]" * 8),
    "it is not utf-8 text": b'{"resourceType":"Cat","id":"Zo\xeb Quillfeather"}',
}


@pytest.mark.parametrize("reason", BAD_LINES)
def test_a_bad_line_is_set_aside_and_the_rest_is_read(tmp_path: Path, reason: str) -> None:
    file = read(tmp_path, lines(TOM).encode() + BAD_LINES[reason] + b"\n" + lines(REX).encode())
    assert rejected(file) == [("cat", 2, reason)]
    assert (len(rows(file, "cat")), len(rows(file, "dog"))) == (1, 1)


def test_lines_are_known_as_such_though_the_first_is_damaged(tmp_path: Path) -> None:
    file = read(tmp_path, b"{\n" + lines(TOM).encode())
    assert rejected(file) == [("cat", 1, "it ends in the middle")]
    assert len(rows(file, "cat")) == 1


@pytest.mark.parametrize("reason", BAD_LINES)
def test_a_document_with_the_same_fault_is_refused(tmp_path: Path, reason: str) -> None:
    # In a bundle everything is nested three levels deeper.
    data = b'{"resourceType":"Bundle","entry":[\n{"resource":\n%s\n}]}' % BAD_LINES[reason]
    told = reason if reason != "it ends in the middle" else "it is not well-formed JSON"
    assert refusal(tmp_path, data) == told


BAD_RESOURCES = {
    "a control character stands in a value": {**REX, "id": f"{CANARY}\x01"},
    "a value holds half a character": {**REX, "id": f"{CANARY}\ud800"},
    "a value is longer than 64 kB": {**REX, "id": "x" * 70_000},
    "id is not a single value": {**REX, "id": {"value": CANARY}},
}


@pytest.mark.parametrize("reason", BAD_RESOURCES)
def test_a_bad_resource_is_set_aside_with_those_of_its_type(tmp_path: Path, reason: str) -> None:
    bad = BAD_RESOURCES[reason]
    for data in (lines(TOM, bad, REX), bundle(TOM, bad, REX)):
        file = read(tmp_path, data)
        assert rejected(file) == [("dog", 2, reason)]
        assert [dog["id"] for dog in rows(file, "dog")] == ["rex"]


def test_a_record_is_set_aside_with_all_that_is_within_it(tmp_path: Path) -> None:
    bad = {**TOM, "litter": {"kitten": [{"name": "a"}, {"name": {"first": "b"}}]}}
    worse = {**TOM, "litter": {"kitten": ["a", "b"]}}
    file = read(tmp_path, lines(bad, TOM, worse))
    assert rejected(file) == [
        ("cat", 1, "name is not a single value"),
        ("cat", 3, "litter/kitten is no list of records"),
    ]
    assert rows(file, "kitten") == []


def test_what_is_no_resource_is_set_aside(tmp_path: Path) -> None:
    odd = [5, None, ["Cat"], {"id": "a"}, {"resourceType": 7}]
    for data in (lines(TOM, *odd), bundle(TOM, *odd)):
        found = rejected(read(tmp_path, data))
        assert found == [("cat", n, "it has no resourceType") for n in range(2, 7)]


def test_letters_and_emoji_are_no_damage(tmp_path: Path) -> None:
    for is_plain in (True, False):
        cat = json.dumps({**TOM, "id": "Zoë \U0001f431 a\tb\nc\\u0001"}, ensure_ascii=is_plain)
        file = read(tmp_path, f"\ufeff{cat}")
        assert [each["id"] for each in rows(file, "cat")] == ["Zoë \U0001f431 a\tb\nc\\u0001"]


def test_lines_in_another_encoding_refuse_the_file(tmp_path: Path) -> None:
    data = lines(TOM).encode() + b'{"resourceType":"Cat","id":"Zo\xeb"}\n' * 2
    assert refusal(tmp_path, data) == "2 of its lines are not utf-8 text"
    assert refusal(tmp_path, lines(TOM).encode("utf-16")) == "it is not utf-8 text"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("[]", "it is no resource and no bundle of them"),
        (f'"{CANARY}"', "it is no resource and no bundle of them"),
        ('{"id": "a"}', "it is no resource and no bundle of them"),
        (lines(TOM)[:-3], "it ends in the middle"),
        ('{"resourceType": "Fish"}', "it holds no resource of Cat, Dog"),
        (bundle({"resourceType": "Fish"}), "it holds no resource of Cat, Dog"),
        ("[" * 100_000, "it nests deeper than 8 levels"),
        (f"name,born\n{CANARY},2001\n", "it is not well-formed JSON"),
        ("<html>", "it is a web page, not the file that was asked for"),
    ],
)
def test_a_file_of_no_resources_is_refused(tmp_path: Path, data: str, told: str) -> None:
    assert refusal(tmp_path, data) == told


def test_a_search_that_found_nobody_is_no_fault(tmp_path: Path) -> None:
    for data in (bundle(total=0), '{"resourceType":"Bundle","type":"searchset","total":0}'):
        assert [table.records for table in read(tmp_path, data).tables] == [0, 0, 0, 0]


def test_a_page_that_others_follow_is_noted(tmp_path: Path) -> None:
    link = [{"relation": "self", "url": "a"}, {"relation": "next", "url": "b"}]
    (note,) = read(tmp_path, bundle(TOM, link=link)).tables[0].notes
    assert note == "it is a page of a bundle, and there is a further one"
    assert read(tmp_path, bundle(TOM, link=link[:1])).tables[0].notes == ()
    pages = [json.loads(bundle(TOM, link=each)) for each in (link, link, link[:1])]
    (note,) = read(tmp_path, lines(*pages)).tables[0].notes
    assert note == "in 2 of its lines it is a page of a bundle, and there is a further one"


@pytest.mark.parametrize(
    ("more", "noted"),
    [
        ({"type": "searchset", "total": 2}, True),
        ({"type": "searchset", "total": 1}, False),
        ({"type": "searchset"}, False),
        ({"type": "collection", "total": 2}, False),
        ({"type": "searchset", "total": 2, "link": [{"relation": "previous"}]}, False),
        ({"type": "searchset", "total": CANARY}, False),
    ],
)
def test_a_search_that_found_more_than_it_holds_is_noted(
    tmp_path: Path, more: dict[str, object], noted: bool
) -> None:
    notes = read(tmp_path, bundle(TOM, **more)).tables[0].notes
    assert [note.endswith("names no further page") for note in notes] == [True] * noted


@pytest.mark.parametrize("entry", [{}, {"resource": TOM}, CANARY, "", 0])
def test_a_bundle_whose_entries_are_no_list_is_not_taken_for_empty(
    tmp_path: Path, entry: object
) -> None:
    odd = {"resourceType": "Bundle", "entry": entry}
    assert refusal(tmp_path, json.dumps(odd)) == "the entry of its bundle is no list"
    found = rejected(read(tmp_path, lines(TOM, odd)))
    assert found == [("cat", 2, "the entry of its bundle is no list")]


@pytest.mark.parametrize("type_", ["quillfeather", "Zoë", "A", "Q" * 42])
def test_a_type_that_is_none_is_counted_and_not_shown(tmp_path: Path, type_: str) -> None:
    file = read(tmp_path, lines(TOM, {"resourceType": type_}))
    assert file.tables[0].notes == ("1 of others are passed over",)


def test_many_resources_are_read_whole_and_in_order(tmp_path: Path) -> None:
    cats = [{**TOM, "id": str(n), "litter": {"kitten": [{"name": f"k{n}"}]}} for n in range(9_000)]
    file = read(tmp_path, lines(*cats))
    assert [cat["id"] for cat in rows(file, "cat")] == [str(n) for n in range(9_000)]
    kittens = rows(file, "kitten")
    assert all(each["name"] == f"k{n}" for n, each in enumerate(kittens))
    assert [each["_parent"] for each in kittens] == list(range(1, 9_001))
