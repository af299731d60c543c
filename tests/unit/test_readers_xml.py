"""XML returns are read as they come, dirt included; what no return needs refuses the file."""

from itertools import pairwise
from pathlib import Path

import pytest

from sources.declaration import Format
from sources.readers.files import read_file
from sources.readers.reading import FileRefusedError
from sources.registry import FORMATS

CANARY = "Quillfeather"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "cin_census"
CIN, CTF = FORMATS["cin_census"], FORMATS["ctf"]

Tables = dict[str, list[dict[str, str | int | None]]]


def read(path: Path, format_: Format = CIN) -> Tables:
    (export,) = format_.exports
    file = read_file(path, export)
    for table in file.tables:
        assert (table.records, table.rejected) == (len(table.rows), ())
    return {table.table.name: table.rows.to_pylist() for table in file.tables}


def read_text(tmp_path: Path, text: str | bytes, format_: Format = CIN) -> Tables:
    path = tmp_path / "CIN.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, format_)


def refusal(tmp_path: Path, text: str | bytes, format_: Format = CIN) -> str:
    with pytest.raises(FileRefusedError) as caught:
        read_text(tmp_path, text, format_)
    assert CANARY not in str(caught.value)
    parsers_own = caught.value.__context__
    assert parsers_own is None or caught.value.__suppress_context__, "it may quote the file"
    return str(caught.value).removeprefix("CIN.xml: ")


def child(within: str) -> str:
    return f"<Message><Children><Child>{within}</Child></Children></Message>"


def ids(tables: Tables) -> list[str | int | None]:
    return [row["LAchildID"] for row in tables["cin_child"]]


TWO_CHILDREN = """<?xml version="1.0" encoding="UTF-8"?>
<Message>
 <Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header>
 <Children>
  <Child>
   <ChildIdentifiers><LAchildID> C1 </LAchildID><UPN/></ChildIdentifiers>
   <CINdetails>
    <CINreferralDate>2024-09-11</CINreferralDate>
    <Assessments>
     <AssessmentActualStartDate>2024-09-12</AssessmentActualStartDate>
     <FactorsIdentifiedAtAssessment>
      <AssessmentFactors>4B</AssessmentFactors>
      <AssessmentFactors>3A</AssessmentFactors>
     </FactorsIdentifiedAtAssessment>
    </Assessments>
   </CINdetails>
   <CINdetails><CINreferralDate>2025-01-07</CINreferralDate></CINdetails>
  </Child>
  <Child>
   <ChildIdentifiers><LAchildID>C2</LAchildID></ChildIdentifiers>
   <CINdetails>
    <CINreferralDate>2025-02-03</CINreferralDate>
    <Assessments>
     <FactorsIdentifiedAtAssessment><AssessmentFactors>4B</AssessmentFactors></FactorsIdentifiedAtAssessment>
    </Assessments>
   </CINdetails>
  </Child>
 </Children>
</Message>
"""


def test_nested_records_know_their_parent_and_their_line(tmp_path: Path) -> None:
    tables = read_text(tmp_path, TWO_CHILDREN)

    def places(table: str) -> list[tuple[str | int | None, ...]]:
        return [(row["_record"], row["_parent"], row["_line"]) for row in tables[table]]

    assert places("cin_header") == [(1, None, 3)]
    assert places("cin_child") == [(1, None, 5), (2, None, 19)]
    assert places("cin_details") == [(1, 1, 7), (2, 1, 17), (3, 2, 21)]
    assert places("cin_assessment") == [(1, 1, 9), (2, 3, 23)]
    assert places("cin_assessment_factor") == [(1, 1, 12), (2, 1, 13), (3, 2, 24)]
    assert [row["AssessmentFactors"] for row in tables["cin_assessment_factor"]] == [
        "4B",
        "3A",
        "4B",
    ]


def test_an_empty_element_is_blank_and_an_absent_one_is_null(tmp_path: Path) -> None:
    first = read_text(tmp_path, TWO_CHILDREN)["cin_child"][0]
    assert (first["LAchildID"], first["UPN"], first["FormerUPN"]) == ("C1", "", None)


def test_stray_text_between_elements_belongs_to_none(tmp_path: Path) -> None:
    text = child(
        "stray<ChildIdentifiers>stray<UPNunknown>UN3</UPNunknown>PersonBirthDate"
        "<PersonBirthDate>2015-03-27</PersonBirthDate>stray"
        "<LAchildID>C1</LAchildID></ChildIdentifiers>"
    )
    (row,) = read_text(tmp_path, text)["cin_child"]
    assert (row["UPNunknown"], row["PersonBirthDate"]) == ("UN3", "2015-03-27")
    assert row["LAchildID"] == "C1"


def test_the_first_of_a_repeated_element_counts(tmp_path: Path) -> None:
    text = child(
        "<ChildIdentifiers><LAchildID>C1</LAchildID><LAchildID>C2</LAchildID></ChildIdentifiers>"
    )
    assert ids(read_text(tmp_path, text)) == ["C1"]


def test_elements_nobody_declared_are_passed_over_with_all_that_is_in_them(tmp_path: Path) -> None:
    text = child(
        "<Nickname>x</Nickname><Other><LAchildID>no</LAchildID></Other>"
        "<ChildIdentifiers><LAchildID>C<Note>x</Note>1<!-- y --></LAchildID></ChildIdentifiers>"
    )
    assert ids(read_text(tmp_path, text)) == ["C1"]


def test_an_element_in_another_place_is_another_element(tmp_path: Path) -> None:
    contact = "<Contact><Order>1</Order><Surname>Whitlock</Surname></Contact>"
    text = (
        "<CTfile><CTFpupilData><Pupil><UPN>Q999400119001</UPN>"
        f"<Contacts>{contact}</Contacts><Surname>Whitlock-Brennan</Surname>"
        "</Pupil></CTFpupilData></CTfile>"
    )
    tables = read_text(tmp_path, text, CTF)
    assert [row["Surname"] for row in tables["pupil"]] == ["Whitlock-Brennan"]
    assert [row["Surname"] for row in tables["pupil_contact"]] == ["Whitlock"]


def test_contacts_and_their_phones_belong_to_their_own_pupil(tmp_path: Path) -> None:
    def pupil(upn: str, *surnames: str) -> str:
        phone = "<Phones><Phone><PhoneNo>07700 900999</PhoneNo></Phone></Phones>"
        contacts = "".join(f"<Contact><Surname>{s}</Surname>{phone}</Contact>" for s in surnames)
        return f"<Pupil><UPN>{upn}</UPN><Contacts>{contacts}</Contacts></Pupil>"

    pupils = pupil("Q999400119001", "Whitlock", "Brennan") + pupil("E999400119002", "Okafor")
    text = f"<CTfile><CTFpupilData>{pupils}</CTFpupilData></CTfile>"
    tables = read_text(tmp_path, text, CTF)
    assert [(row["Surname"], row["_parent"]) for row in tables["pupil_contact"]] == [
        ("Whitlock", 1),
        ("Brennan", 1),
        ("Okafor", 2),
    ]
    assert [row["_parent"] for row in tables["pupil_contact_phone"]] == [1, 2, 3]


def test_characters_written_as_entities_of_xml_itself_are_read(tmp_path: Path) -> None:
    text = child("<ChildIdentifiers><LAchildID>C&lt;&#233;&amp;</LAchildID></ChildIdentifiers>")
    assert ids(read_text(tmp_path, text)) == ["C<é&"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_understood(tmp_path: Path, encoding: str) -> None:
    text = child("<ChildIdentifiers><LAchildID>Cé</LAchildID></ChildIdentifiers>")
    assert ids(read_text(tmp_path, text.encode(encoding))) == ["Cé"]


LAUGHS = (
    '<!DOCTYPE Message [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcde"))
    + "]>"
    + child("<ChildIdentifiers><LAchildID>&e;</LAchildID></ChildIdentifiers>")
)
DOCTYPE = "it carries a DOCTYPE or entities, which no export needs"


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE Message>" + child(""),
        '<!DOCTYPE Message SYSTEM "file:///etc/passwd">' + child(""),
        '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + child("<ChildIdentifiers><LAchildID>&x;</LAchildID></ChildIdentifiers>"),
        LAUGHS,
    ],
    ids=["plain", "external", "external entity", "billion laughs"],
)
def test_any_doctype_refuses_the_file(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text) == DOCTYPE


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_file_cut_short_is_told_with_its_line(tmp_path: Path, share: float) -> None:
    kept = TWO_CHILDREN.strip()[: int(len(TWO_CHILDREN.strip()) * share)]
    line = kept.count("\n") + 1
    told = refusal(tmp_path, kept)
    assert told == f"it ends in the middle, at line {line}: the file is cut short"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"<Message>\n<a>{CANARY}</b></Message>", "it is not well-formed XML at line 2"),
        (f"<Message>\n\n&{CANARY};</Message>", "it is not well-formed XML at line 3"),
        (b"<Message>\xff</Message>", "it is not well-formed XML at line 1"),
        (f"{CANARY},1\n", "it is not well-formed XML at line 1"),
        (f"<{CANARY}/>", "its root element is not Message"),
        (
            f'<Message xmlns="{CANARY}"><Children/></Message>',
            "its root element Message is in a namespace, and none is declared",
        ),
        ("<CTfile><CTFpupilData/></CTfile>", "its root element is not Message"),
        (child("<a>" * 9 + "</a>" * 9), None),
        (child("<a>" * 10 + "</a>" * 10), "it nests deeper than 12 elements"),
        (child("<a>" * 100_000), "it nests deeper than 12 elements"),
        ("<Message><Children/></Message>", "it holds no record of cin_child"),
        ("", "it is empty"),
    ],
    ids=[
        "mismatched tags",
        "unknown entity",
        "broken character",
        "not XML",
        "another root",
        "another namespace",
        "another return",
        "as deep as allowed",
        "too deep",
        "endless",
        "no children",
        "empty",
    ],
)
def test_what_is_no_return_is_refused(tmp_path: Path, text: str | bytes, told: str | None) -> None:
    if told is None:
        assert len(read_text(tmp_path, text)["cin_child"]) == 1
    else:
        assert refusal(tmp_path, text) == told


@pytest.mark.parametrize("encoding", ["no-such-encoding", "shift_jis", "idna", "hex"])
def test_an_encoding_the_parser_cannot_read_refuses_the_file(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + child("")
    assert refusal(tmp_path, text) == "it declares an encoding that cannot be read"


needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the published sample returns are not beside the project"
)


@needs_samples
@pytest.mark.parametrize("name", ["CIN_Census_2021.xml", "CIN2rows.xml"])
def test_a_published_return_of_one_child_is_read_in_spite_of_its_dirt(name: str) -> None:
    (row,) = read(SAMPLES / name)["cin_child"]
    assert row["UPNunknown"] == "UN3"
    assert str(row["PersonBirthDate"]).endswith("-03-27")


@needs_samples
def test_a_published_return_of_many_children_is_read_whole() -> None:
    tables = read(SAMPLES / "fake_CIN_data.xml")
    assert (len(tables["cin_child"]), len(tables["cin_details"])) == (332, 402)
    children = {row["_record"] for row in tables["cin_child"]}
    assert {row["_parent"] for row in tables["cin_details"]} <= children
    details = {row["_record"] for row in tables["cin_details"]}
    assert {row["_parent"] for row in tables["cin_assessment"]} <= details
