"""Makers of records whose identifiers and words are bad: rows 36 to 40 and 53."""

from tests.bad_input.bench import Bench
from tests.bad_input.cases import Becomes, Case, Row, in_turn
from tests.bad_input.makers.mapped import has, mapped, one_wrong
from tests.bad_input.senders import FAMILIES

_NEVER_ISSUED = {
    "a wrong check digit": "9991000411",
    "one digit ten times": "1" * 10,
    "all the digits in order": "".join(map(str, range(10))),
    "nine digits": "999100041",
}
# What it means in a phone number is nothing; a surname it may be.
_WORDS = {"NULL": "NULL", "None": "NONE", "Not known": None}


def _never_issued(bench: Bench) -> None:
    for place, number in enumerate(_NEVER_ISSUED.values()):
        bench.edit(place, NhsNumber=number)


def _people_are_kept(bench: Bench) -> None:
    for place in range(len(_NEVER_ISSUED)):
        has(f"pat-{place:04d}", "nhs_number", None)(bench)
        has(f"pat-{place:04d}", "family_name", bench.rows[place]["Surname"].upper())(bench)
    without = bench.conformed("person_record", "record_id", where="nhs_number is null")
    assert len(without) == len(_NEVER_ISSUED)


def _words_for_nothing(bench: Bench) -> None:
    for place, word in enumerate(_WORDS):
        bench.edit(place, Phone=word, Surname=word)


def _only_names_stay(bench: Bench) -> None:
    for place, surname in enumerate(_WORDS.values()):
        has(f"per-{place:04d}", "family_name", surname)(bench)
    numbers = bench.conformed("contact_point", "value", where="value is not null")
    assert len(numbers) == len(bench.rows) - len(_WORDS)


def _one_null(bench: Bench) -> None:
    bench.edit(6, MobilePhone="Null", Surname="Null")


def _null_is_a_name(bench: Bench) -> None:
    has("pat-0006", "family_name", "NULL")(bench)
    assert bench.conformed("contact_point", "value", where="record_id = 'pat-0006'") == [(None,)]


def _with_another_of(bench: Bench, number: int, **values: str) -> None:
    """Write a second record under the id of the first."""
    bench.rows.append({**bench.rows[number], **values})
    bench.sender.write(bench.rows, bench.path)


def _two_set_aside(bench: Bench) -> None:
    bench.assess()
    rejected = bench.con.table("raw.rejected").project("reason, content").fetchall()
    assert [reason for reason, _ in rejected] == ["different records under one PatientGuid"] * 2
    assert {"Desdemona" in content for _, content in rejected} == {True, False}
    kept = bench.con.table("raw.gp__emis_patient").project("PatientGuid").fetchall()
    assert ("pat-0003",) not in kept
    assert len(kept) == len(bench.rows) - 2


def _one_kept(bench: Bench) -> None:
    bench.assess()
    rejected = bench.con.table("raw.rejected").project("reason").fetchall()
    assert rejected == [("the same record again",)]
    kept = bench.con.table("raw.gp__emis_patient").project("PatientGuid").fetchall()
    assert kept.count(("pat-0003",)) == 1
    assert len(kept) == len(bench.rows) - 1


ROWS = (
    Row(
        number=36,
        arrives="an NHS number that was never issued",
        expected="the person is kept without it",
        cases=(
            Case(
                name=", ".join(_NEVER_ISSUED),
                becomes=Becomes.QUARANTINED,
                spoil=_never_issued,
                proof=mapped(_people_are_kept),
            ),
        ),
    ),
    Row(
        number=37,
        arrives="NHS numbers as a spreadsheet writes large numbers",
        expected="refused, for the whole column is spoilt; a single one is set aside",
        cases=(
            Case(
                name="the whole column",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.edit_all("NhsNumber", lambda n: f"{int(n):.5E}"),
                told=("emis_patient: column NhsNumber: 58 of 58 values are written as",),
            ),
            one_wrong(
                "one of 58",
                7,
                "NhsNumber is a NHS number that a spreadsheet has spoilt",
                NhsNumber="9.991E+09",
            ),
        ),
    ),
    Row(
        number=38,
        arrives="a leading zero lost",
        expected="refused where a column is known to have one",
        cases=(
            Case(
                name="phone numbers",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.edit_all("MobilePhone", lambda number: number[1:]),
                told=(
                    "emis_patient: column MobilePhone: 58 of 58 values have lost their leading 0",
                ),
            ),
        ),
    ),
    Row(
        number=39,
        arrives="NHS numbers with spaces",
        expected="the same number, beside the value as received",
        cases=(
            Case(
                name="3 3 4, and a dash",
                becomes=Becomes.NORMALISED,
                spoil=in_turn(
                    lambda bench: bench.edit(0, NhsNumber="999 100 0410"),
                    lambda bench: bench.edit(1, NhsNumber=" 999-100-0453 "),
                ),
                proof=mapped(
                    has("pat-0000", "nhs_number", "9991000410"),
                    has("pat-0001", "nhs_number", "9991000453"),
                ),
            ),
        ),
    ),
    Row(
        number=40,
        arrives="words for nothing, and the surname Null",
        expected="nothing where the column or format says so; a surname stays",
        cases=(
            Case(
                name=", ".join(_WORDS),
                sender=FAMILIES,
                becomes=Becomes.NORMALISED,
                spoil=_words_for_nothing,
                proof=mapped(_only_names_stay),
            ),
            Case(
                name="Null, where a format has no such word",
                becomes=Becomes.NORMALISED,
                spoil=_one_null,
                proof=mapped(_null_is_a_name),
            ),
        ),
    ),
    Row(
        number=53,
        arrives="two records under one id",
        expected="different ones are both set aside; of the same one is kept",
        cases=(
            Case(
                name="different people",
                becomes=Becomes.QUARANTINED,
                spoil=lambda bench: _with_another_of(bench, 3, GivenName="Ephraim"),
                proof=_two_set_aside,
            ),
            Case(
                name="the same person twice",
                becomes=Becomes.QUARANTINED,
                spoil=lambda bench: _with_another_of(bench, 3),
                proof=_one_kept,
            ),
        ),
    ),
)
