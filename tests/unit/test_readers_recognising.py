"""Where names of files say nothing, the header says which export it is, and nothing is guessed."""

from pathlib import Path

import pytest

from sources.columns import csv_export, text
from sources.declaration import Column, Delimited, Export, Format, RawTable, Xlsx, Xml
from sources.readers.files import DeliveryRefusedError, read_delivery
from sources.readers.gathering import Reads

CANARY = "Quillfeather"


def by_header(name: str, *columns: str, optional: bool = True, extra: str = "") -> Export:
    declared: tuple[Column, ...] = tuple(text(column, "C.") for column in columns)
    if extra:
        declared += (text(extra, "E.", optional=True),)
    return csv_export(
        name, "A list.", declared, file_pattern="*.csv", by_header=True, optional=optional
    )


HEADER = by_header("header", "CHILD", "SEX", "DOB", optional=False, extra="UASC")
EPISODES = by_header("episodes", "CHILD", "DECOM", "RNE", "LS", optional=False)
MISSING = by_header("missing", "CHILD", "DOB", "MISSTART", "MISEND")
SHORT = by_header("short", "CHILD", "DOB")
NAMED = csv_export("lookup", "A lookup.", (text("CHILD", "C."), text("code", "C.")))


def read(folder: Path, files: dict[str, str], *exports: Export) -> Reads:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode("utf-8-sig" if "bom" in name else "utf-8"))
    format_ = Format(
        name="returns",
        system="shed",
        description="Returns.",
        package="returns",
        exports=exports or (HEADER, EPISODES, MISSING, SHORT, NAMED),
    )
    return read_delivery("shed", folder, [format_])


def refusal(folder: Path, files: dict[str, str], *exports: Export) -> tuple[str, ...]:
    with pytest.raises(DeliveryRefusedError) as caught:
        read(folder, files, *exports)
    assert CANARY not in str(caught.value)
    return caught.value.problems


def by_export(reads: Reads) -> dict[str, list[str]]:
    return {name: [file.path.name for file in files] for name, files in reads.items() if files}


WHOLE = {
    "a.csv": f"CHILD,SEX,DOB\n{CANARY},1,x\n",
    "b bom.csv": "LS,RNE,DECOM,CHILD\n1,2,3,4\n",
    "lookup.csv": "CHILD,code\n1,2\n",
}


def test_files_of_any_name_are_known_by_their_headers(tmp_path: Path) -> None:
    reads = read(tmp_path, WHOLE | {"c.csv": "DOB,CHILD,MISSTART,MISEND,NEW\n1,2,3,4,5\n"})
    assert by_export(reads) == {
        "header": ["a.csv"],
        "episodes": ["b bom.csv"],
        "missing": ["c.csv"],
        "lookup": ["lookup.csv"],
    }
    assert reads["missing"][0].undeclared == ("NEW",)


def test_the_export_with_most_of_the_columns_is_meant(tmp_path: Path) -> None:
    reads = read(
        tmp_path, WHOLE | {"c.csv": "CHILD,DOB\n1,2\n", "d.csv": "CHILD,DOB,UASC\n1,2,0\n"}
    )
    assert by_export(reads)["header"] == ["a.csv"]
    assert by_export(reads)["short"] == ["c.csv", "d.csv"]


def test_one_export_may_come_in_several_files(tmp_path: Path) -> None:
    reads = read(tmp_path, WHOLE | {"c.csv": "CHILD,SEX,DOB,UASC\n9,1,x,0\n"})
    assert by_export(reads)["header"] == ["a.csv", "c.csv"]


def test_a_file_with_no_column_of_any_export_is_told(tmp_path: Path) -> None:
    reads = read(tmp_path, WHOLE | {"c.csv": f"{CANARY},1\n"})
    assert [(each.file, each.reason) for each in reads.unread] == [
        ("c.csv", "its header is that of no export")
    ]


@pytest.mark.parametrize("content", [f"<html>{CANARY}</html>", f"<?xml?><a>{CANARY}</a>", "%PDF-1"])
def test_what_is_no_list_at_all_is_refused(tmp_path: Path, content: str) -> None:
    (told,) = refusal(tmp_path, WHOLE | {"c.csv": content})
    assert told.startswith("c.csv: it is ")


def test_a_list_with_a_renamed_column_is_refused_and_not_left_out(tmp_path: Path) -> None:
    told = refusal(tmp_path, WHOLE | {"c.csv": "CHILD,DOB2,MISSTART,MISEND\n1,2,3,4\n"})
    assert told == ("c.csv: its header is nearest to missing: missing or renamed column DOB",)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = refusal(tmp_path, {"a.csv": WHOLE["a.csv"]})
    assert told == ("episodes: no file has its columns", "lookup: no file is called lookup*.csv")


def test_a_header_of_two_exports_is_not_guessed_at(tmp_path: Path) -> None:
    one, other = by_header("one", "CHILD", "DOB"), by_header("other", "DOB", "CHILD")
    told = refusal(tmp_path, {"a.csv": "CHILD,DOB\n1,2\n"}, one, other)
    assert told == ("a.csv: it could be any of several exports: one, other",)


def test_the_export_of_which_nothing_is_left_out_is_meant(tmp_path: Path) -> None:
    one, other = by_header("one", "CHILD", "DOB"), by_header("other", "CHILD", "DOB", extra="UPN")
    reads = read(
        tmp_path, {"a.csv": "CHILD,DOB\n1,2\n", "b.csv": "UPN,CHILD,DOB\n1,2,3\n"}, one, other
    )
    assert by_export(reads) == {"one": ["a.csv"], "other": ["b.csv"]}


def test_a_file_of_another_system_under_a_declared_name_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, {"lookup.csv": f"NHS Number,Surname\n1,{CANARY}\n"}, NAMED)
    assert len(told) == 1
    assert told[0].startswith("lookup: lookup.csv: no column of lookup is in its first line")


def test_a_list_without_a_header_is_known_by_its_name_alone(tmp_path: Path) -> None:
    bare = csv_export(
        "bare",
        "No header.",
        (text("CHILD", "C."), text("DOB", "D.")),
        file_pattern="*.csv",
        by_header=True,
        layout=Delimited(has_header=False),
    )
    assert refusal(tmp_path, {"a.csv": "CHILD,DOB\n1,2\n"}, bare) == (
        "bare: no file has its columns",
    )


def test_xml_is_known_by_its_root_and_a_workbook_by_being_one(tmp_path: Path) -> None:
    table = RawTable(
        name="thing", description="T.", columns=(text("id", "I."),), element="Things/Thing"
    )
    things = Export(
        name="things",
        description="T.",
        file_pattern="*",
        layout=Xml(root="Things"),
        tables=(table,),
        by_header=True,
    )
    book = Export(
        name="book",
        description="B.",
        file_pattern="*",
        layout=Xlsx(),
        tables=(RawTable(name="sheet", description="S.", columns=(text("id", "I."),)),),
        by_header=True,
        optional=True,
    )
    content = '<?xml version="1.0"?>\n<Things><Thing><id>1</id></Thing></Things>'
    reads = read(tmp_path, {"export_17": content, "notes": "<Thingsome/>"}, things, book)
    assert by_export(reads) == {"things": ["export_17"]}
    assert [each.file for each in reads.unread] == ["notes"]
