"""The ledger remembers every content of a delivery, its files, and who decided about it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from pipelines.deliveries.facts import DeliveryFacts, FileFacts
from pipelines.deliveries.ledger import Decision, LedgerError, copy_of_ledger, open_ledger
from pipelines.deliveries.outcomes import Outcome
from tests.arriving import NOW

DAY = date(2026, 9, 30)
LATER = NOW + timedelta(days=1)
FILE = FileFacts(
    name="a.csv",
    sha256="ab",
    size=12,
    outcome=Outcome.ACCEPTED,
    export="Admin_Patient",
    format="emis",
    records=9,
    rejected=2,
    header="cd",
)
FACTS = DeliveryFacts(
    source="gp",
    delivered=DAY,
    outcome=Outcome.ACCEPTED,
    signature="one",
    declaration="d",
    stated_day=date(2026, 9, 29),
    files=(FILE,),
)


def test_what_is_noted_is_known_afterwards(tmp_path: Path) -> None:
    open_ledger(tmp_path).note(FACTS, NOW)
    (entry,) = open_ledger(tmp_path).entries()
    assert entry.facts == FACTS
    assert entry.facts.data_as_at == date(2026, 9, 29)
    assert entry.facts.files[0].loaded == 7
    assert entry.assessed_at == NOW.isoformat()
    assert entry.decision is None


def test_only_its_owner_can_read_the_ledger(tmp_path: Path) -> None:
    open_ledger(tmp_path)
    assert (tmp_path / "ledger.db").stat().st_mode & 0o777 == 0o600


def test_the_same_again_is_not_written(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ledger.note(FACTS, NOW)
    before = (tmp_path / "ledger.db").read_bytes()
    assert ledger.note(FACTS, LATER).assessed_at == NOW.isoformat()
    assert (tmp_path / "ledger.db").read_bytes() == before


def test_another_outcome_of_the_same_content_replaces_it(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ledger.note(replace(FACTS, outcome=Outcome.REFUSED, reasons=("one", "two")), NOW)
    ledger.note(FACTS, LATER)
    (entry,) = ledger.entries()
    assert (entry.facts.outcome, entry.facts.reasons) == (Outcome.ACCEPTED, ())
    assert entry.assessed_at == LATER.isoformat()


def test_another_content_of_the_same_delivery_is_another_entry(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ledger.note(FACTS, NOW)
    ledger.note(replace(FACTS, signature="two"), NOW)
    assert [entry.facts.signature for entry in ledger.accepted("gp")] == ["one", "two"]


def test_a_decision_stays_when_the_delivery_is_assessed_again(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    decision = Decision(by="A. Analyst", reason="moved", at=NOW.isoformat())
    ledger.note(FACTS, NOW, decision)
    assert ledger.note(replace(FACTS, declaration="e"), LATER).decision == decision


def test_folders_are_known_in_the_order_in_which_they_were_seen(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ledger.see("gp", [date(2026, 9, 30), date(2026, 9, 28)], NOW)
    ledger.see("gp", [date(2026, 9, 29), date(2026, 9, 30)], LATER)
    assert [ledger.seen("gp", date(2026, 9, day)) for day in (28, 30, 29, 27)] == [1, 2, 3, None]
    assert ledger.seen("school", DAY) is None


def test_a_copy_can_be_written_to_without_the_ledger(tmp_path: Path) -> None:
    assert copy_of_ledger(tmp_path).entries() == ()
    assert not (tmp_path / "ledger.db").exists()
    open_ledger(tmp_path).note(FACTS, NOW)
    copy = copy_of_ledger(tmp_path)
    copy.note(replace(FACTS, signature="two"), NOW)
    assert len(copy.entries()) == 2
    assert len(open_ledger(tmp_path).entries()) == 1


def test_a_delivery_is_forgotten_with_its_files(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ledger.see("gp", [DAY], NOW)
    ledger.note(FACTS, NOW)
    ledger.note(replace(FACTS, delivered=date(2026, 9, 29)), NOW)
    ledger.forget("gp", DAY)
    assert [entry.facts.delivered for entry in ledger.entries()] == [date(2026, 9, 29)]
    assert ledger.seen("gp", DAY) is None


def test_a_damaged_ledger_is_told_in_words_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_text("no database at all, and long enough to be one" * 99)
    with pytest.raises(LedgerError, match="cannot be read or written") as refusal:
        open_ledger(tmp_path)
    assert str(tmp_path) not in str(refusal.value)


@pytest.mark.parametrize(
    ("stated", "as_at"),
    [
        (None, "2026-09-30"),
        (date(2026, 8, 31), "2026-08-31"),
        (date(2027, 3, 31), "2026-09-30"),
    ],
)
def test_data_is_as_at_the_stated_day_unless_that_is_to_come(
    stated: date | None, as_at: str
) -> None:
    facts = replace(FACTS, delivered=date(2026, 9, 30), stated_day=stated)
    assert facts.data_as_at == date.fromisoformat(as_at)


def test_several_can_write_at_the_same_time(tmp_path: Path) -> None:
    writers, days = 6, [date(2026, 9, day) for day in range(1, 9)]
    ready = Barrier(writers)

    def write(number: int) -> None:
        ready.wait()
        ledger = open_ledger(tmp_path)
        for each in days:
            ledger.see("gp", days[: each.day], NOW)
            ledger.note(replace(FACTS, delivered=each), NOW)
            ledger.note(replace(FACTS, delivered=each, signature=str(number)), NOW)

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    ledger = open_ledger(tmp_path)
    assert len(ledger.entries()) == len(days) * (1 + writers)
    assert sorted(ledger.seen("gp", day) or 0 for day in days) == list(range(1, len(days) + 1))


def test_a_ledger_can_be_read_while_another_writes(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ledger.note(FACTS, NOW)
    with ledger._begin(writes=True):
        assert len(open_ledger(tmp_path).entries()) == 1
