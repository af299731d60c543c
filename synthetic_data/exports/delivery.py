"""A town's delivery: one folder for each source, named after the day it is about."""

from collections.abc import Callable, Iterator
from pathlib import Path

from synthetic_data.chance import Chance
from synthetic_data.errors import ErrorLevel
from synthetic_data.exports.cin_census import write_cin_census
from synthetic_data.exports.ctf import write_ctf
from synthetic_data.exports.emis import Practices, write_emis
from synthetic_data.exports.nspl import write_nspl
from synthetic_data.exports.rio import RioTables
from synthetic_data.exports.rio_details import RioClients, write_rio
from synthetic_data.exports.rio_relatives import RioRelatives
from synthetic_data.exports.ssd import SocialCareRecords, write_ssd
from synthetic_data.exports.ssd_people import SocialCarePeople
from synthetic_data.exports.ssd_spells import SocialCareSpells
from synthetic_data.exports.ssd_ties import SocialCareTies
from synthetic_data.habits import ADULT_MENTAL_HEALTH, CHILDRENS_SOCIAL_CARE, GP, SCHOOL, Source
from synthetic_data.ledger import Ledger
from synthetic_data.places import Places
from synthetic_data.records import Observer
from synthetic_data.schooling import School
from synthetic_data.world import World

REFERENCE = "reference"


class Delivery:
    """Writes a town's exports, and notes in a ledger whom each record is about."""

    def __init__(self, world: World, seed: int, level: ErrorLevel, exports: Path) -> None:
        """Deliver into a folder of all sources."""
        self._world = world
        self._seed = seed
        self._level = level
        self._exports = exports
        self._stamp = f"{world.as_at:%Y%m%d}"
        self.ledger = Ledger()

    def steps(
        self, people: int, places: Places, schools: tuple[School, ...]
    ) -> Iterator[tuple[str, Callable[[], None]]]:
        """Give each source with what writes it."""
        yield ADULT_MENTAL_HEALTH.name, self._mental_health
        yield CHILDRENS_SOCIAL_CARE.name, self._social_care
        yield SCHOOL.name, lambda: self._school(schools)
        yield GP.name, lambda: self._practices(people)
        yield REFERENCE, lambda: write_nspl(places, self.folder(REFERENCE), self._stamp)

    def folder(self, source: str) -> Path:
        """Return the folder of a source's delivery, made if need be."""
        folder = self._exports / source / self._world.as_at.isoformat()
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _observer(self, source: Source) -> Observer:
        return Observer(self._world, source, self._level, Chance(self._seed, source.name))

    def _mental_health(self) -> None:
        tables = RioTables(self._observer(ADULT_MENTAL_HEALTH), self.ledger)
        RioClients(self._world, tables).add_clients()
        RioRelatives(self._world, tables).add_relatives()
        write_rio(tables, self.folder(ADULT_MENTAL_HEALTH.name), self._stamp)

    def _social_care(self) -> None:
        records = SocialCareRecords(self._world, self._observer(CHILDRENS_SOCIAL_CARE))
        records.gather()
        SocialCarePeople(records, self.ledger).add_people()
        SocialCareTies(records).add_ties()
        SocialCareSpells(records).add_spells()
        folder = self.folder(CHILDRENS_SOCIAL_CARE.name)
        write_ssd(records, folder, self._stamp)
        write_cin_census(records, Chance(self._seed, "census"), folder)

    def _school(self, schools: tuple[School, ...]) -> None:
        observer, folder = self._observer(SCHOOL), self.folder(SCHOOL.name)
        write_ctf(self._world, observer, self.ledger, schools, folder)

    def _practices(self, people: int) -> None:
        practices = Practices(self._world, self._observer(GP), self.ledger, people)
        practices.register_patients()
        names = Chance(self._seed, "practice files")
        write_emis(practices, names, self.folder(GP.name), self._stamp)
