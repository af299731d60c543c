"""One night's delivery: which sources write what, each into a folder of its own."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from sources.declaration import Format
from sources.registry import format_named
from synthetic_data.chance import Chance
from synthetic_data.exports.addressbase import write_addressbase
from synthetic_data.exports.annex_a import write_annex_a
from synthetic_data.exports.cin_census import write_cin_census
from synthetic_data.exports.class_list import write_class_list
from synthetic_data.exports.completion import complete
from synthetic_data.exports.ctf import write_ctf
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.exports.early_help_list import write_early_help_list
from synthetic_data.exports.eclipse import write_eclipse
from synthetic_data.exports.emis import write_emis
from synthetic_data.exports.fhir import write_fhir
from synthetic_data.exports.liquidlogic import write_liquidlogic
from synthetic_data.exports.mhsds import write_mhsds
from synthetic_data.exports.mis_contacts import write_mis_contacts
from synthetic_data.exports.nspl import write_nspl
from synthetic_data.exports.rio import write_rio
from synthetic_data.exports.school_census import write_school_census
from synthetic_data.exports.ssd import write_ssd
from synthetic_data.exports.ssda903 import write_ssda903
from synthetic_data.exports.systmone import write_systmone_gp, write_systmone_mental_health
from synthetic_data.exports.vision import write_vision
from synthetic_data.plan import TownPlan
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

WRITERS: Mapping[str, Write] = MappingProxyType(
    {
        "rio": write_rio,
        "systmone_mental_health": write_systmone_mental_health,
        "mhsds": write_mhsds,
        "ssd": write_ssd,
        "liquidlogic": write_liquidlogic,
        "eclipse": write_eclipse,
        "cin_census": write_cin_census,
        "ssda903": write_ssda903,
        "annex_a": write_annex_a,
        "early_help_list": write_early_help_list,
        "ctf": write_ctf,
        "mis_contacts": write_mis_contacts,
        "class_list": write_class_list,
        "school_census": write_school_census,
        "emis": write_emis,
        "systmone_gp": write_systmone_gp,
        "vision": write_vision,
        "fhir_uk_core": write_fhir,
        "nspl": write_nspl,
        "addressbase": write_addressbase,
    }
)
"""How each format is written; a format of the registry that is not here fails a contract test."""

USUAL: Mapping[Source, tuple[str, ...]] = MappingProxyType(
    {
        ADULT_MENTAL_HEALTH: ("rio",),
        CHILDRENS_SOCIAL_CARE: ("ssd", "cin_census"),
        SCHOOL: ("ctf",),
        GP: ("emis",),
        REFERENCE: ("nspl",),
    }
)
"""The formats that the sources of a borough write unless a plan names others."""


def formats_of(named: tuple[str, ...]) -> Mapping[Source, tuple[str, ...]]:
    """Return what each source writes: the formats named for its system, or else the usual ones."""
    by_system = {
        source: tuple(name for name in named if format_named(name).system == source.name)
        for source in USUAL
    }
    return {source: chosen or USUAL[source] for source, chosen in by_system.items()}


def declared_formats(named: tuple[str, ...] = ()) -> Mapping[str, tuple[Format, ...]]:
    """Return the formats that each source writes, by the name of the source."""
    return {
        source.name: tuple(format_named(name) for name in names)
        for source, names in formats_of(named).items()
    }


def write_format(  # noqa: PLR0913, PLR0917 - who writes what of whom, and where
    name: str, source: Source, town: Town, plan: TownPlan, outbox: Outbox, ledger: Ledger
) -> None:
    """Write a town's export in one format, as one source sees it."""
    observer = Observer(town.world, source, plan.level, Chance(plan.seed, source.name))
    WRITERS[name](Desk(town=town, observer=observer, ledger=ledger, outbox=outbox))


class Delivery:
    """Writes the exports of one night; the towns of a region go into the same files."""

    def __init__(self, exports: Path, as_at: date, plan: TownPlan) -> None:
        """Open a folder for every source."""
        self._plan = plan
        self._formats = formats_of(plan.formats)
        self._outboxes: dict[Source, Outbox] = {}
        for source in self._formats:
            folder = exports / source.name / as_at.isoformat()
            folder.mkdir(parents=True, exist_ok=True)
            self._outboxes[source] = Outbox(folder=folder)

    def write(self, town: Town, on_step: Callable[[str], None]) -> Ledger:
        """Write a town's exports, and return whom each record is about."""
        ledger = Ledger()
        for source, formats in self._formats.items():
            on_step(source.name)
            for name in formats:
                write_format(name, source, town, self._plan, self._outboxes[source], ledger)
        return ledger

    def complete(self) -> None:
        """Say in every folder that its delivery is finished; nothing may be written after it."""
        for source, formats in self._formats.items():
            complete(self._outboxes[source].folder, formats)

    def files(self) -> dict[str, int]:
        """Count the files of every source."""
        return {source.name: len(outbox.begun) for source, outbox in self._outboxes.items()}
