"""One night's delivery: which sources write what, each into a folder of its own."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from synthetic_data.chance import Chance
from synthetic_data.exports.cin_census import write_cin_census
from synthetic_data.exports.ctf import write_ctf
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.exports.emis import write_emis
from synthetic_data.exports.nspl import write_nspl
from synthetic_data.exports.rio import write_rio
from synthetic_data.exports.ssd import write_ssd
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.habits import (
    ADULT_MENTAL_HEALTH,
    CHILDRENS_SOCIAL_CARE,
    GP,
    REFERENCE,
    SCHOOL,
    Source,
)
from synthetic_data.records.ledger import Ledger
from synthetic_data.records.observer import Observer
from synthetic_data.town import Town

Write = Callable[[Desk], None]

WRITERS: Mapping[Source, tuple[Write, ...]] = MappingProxyType(
    {
        ADULT_MENTAL_HEALTH: (write_rio,),
        CHILDRENS_SOCIAL_CARE: (write_ssd, write_cin_census),
        SCHOOL: (write_ctf,),
        GP: (write_emis,),
        REFERENCE: (write_nspl,),
    }
)
"""What every source writes; a format of the registry that is not here fails a contract test."""


class Delivery:
    """Writes the exports of one night; the towns of a region go into the same files."""

    def __init__(self, exports: Path, as_at: date, seed: int, level: ErrorLevel) -> None:
        """Open a folder for every source."""
        self._seed = seed
        self._level = level
        self._outboxes: dict[Source, Outbox] = {}
        for source in WRITERS:
            folder = exports / source.name / as_at.isoformat()
            folder.mkdir(parents=True, exist_ok=True)
            self._outboxes[source] = Outbox(folder=folder)

    def write(self, town: Town, on_step: Callable[[str], None]) -> Ledger:
        """Write a town's exports, and return whom each record is about."""
        ledger = Ledger()
        for source, writers in WRITERS.items():
            on_step(source.name)
            for write in writers:
                chance = Chance(self._seed, source.name)
                desk = Desk(
                    town=town,
                    observer=Observer(town.world, source, self._level, chance),
                    ledger=ledger,
                    outbox=self._outboxes[source],
                )
                write(desk)
        return ledger

    def files(self) -> dict[str, int]:
        """Count the files of every source."""
        return {source.name: len(outbox.begun) for source, outbox in self._outboxes.items()}
