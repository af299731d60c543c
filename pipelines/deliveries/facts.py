"""What is known of a delivery and its files once they were assessed; plain facts, no reading."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipelines.deliveries.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """One file: what it is taken for, and what came of its records."""

    name: str
    sha256: str
    size: int
    outcome: Outcome
    reason: str = ""
    export: str = ""
    format: str = ""
    records: int | None = None
    rejected: int | None = None
    header: str = ""
    undeclared: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def loaded(self) -> int | None:
        """How many of its records were loaded."""
        if self.records is None or self.rejected is None:
            return None
        return self.records - self.rejected


@dataclass(frozen=True, kw_only=True)
class DeliveryFacts:
    """A delivery as it was assessed.

    `set_aside` counts records that break a rule, by table and reason. `declaration` is a sign of
    how it was read: with another declaration it is assessed again.
    """

    source: str
    delivered: date
    outcome: Outcome
    signature: str
    declaration: str
    reasons: tuple[str, ...] = ()
    stated_day: date | None = None
    files: tuple[FileFacts, ...] = ()
    set_aside: tuple[tuple[str, str, int], ...] = ()

    @property
    def data_as_at(self) -> date:
        """The day that the data is of: what the export says, or else the delivery's date.

        A return may state a day that is still to come, as a census does of its year's end.
        """
        return min(self.stated_day or self.delivered, self.delivered)

    @property
    def records_by_export(self) -> Mapping[str, int]:
        """How many records each export holds."""
        return records_by_export(self.files)

    @property
    def files_by_export(self) -> Mapping[str, int]:
        """How many files each export came in."""
        return Counter(file.export for file in self.files if file.export)

    @property
    def unread(self) -> int:
        """How many files no format read; a copy of a file that was read is none of them."""
        read = {file.sha256 for file in self.files if file.export}
        return sum(not file.export and file.sha256 not in read for file in self.files)


def records_by_export(files: tuple[FileFacts, ...]) -> Mapping[str, int]:
    """Add up the records of files by their export."""
    counts: Counter[str] = Counter()
    for file in files:
        if file.export and file.records is not None:
            counts[file.export] += file.records
    return counts
