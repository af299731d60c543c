"""The truth about records: whom each one is about, noted while it is written."""

from dataclasses import dataclass, field

from synthetic_data.records.habits import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordTruth:
    """Whom a record is about; an excluded one is dirt or withheld."""

    source: str
    record_id: str
    person_id: str
    excluded: bool


@dataclass(kw_only=True)
class Ledger:
    """The truth about every record written, filled while the exports are."""

    rows: list[RecordTruth] = field(default_factory=list)

    def add(
        self, source: Source, record_id: str, person_id: str, *, excluded: bool = False
    ) -> None:
        """Note whom a record is about."""
        self.rows.append(
            RecordTruth(
                source=source.name, record_id=record_id, person_id=person_id, excluded=excluded
            )
        )

    def people(self) -> set[str]:
        """Return everybody whom a record is about."""
        return {row.person_id for row in self.rows}
