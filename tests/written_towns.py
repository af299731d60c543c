"""Towns on disk and their truth, for the tests of nights and of regions."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

from synthetic_data.deliveries import write_town
from synthetic_data.exports.delivery import USUAL
from synthetic_data.families.people import PEOPLE_OF_A_TOWN
from synthetic_data.plan import TownPlan
from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.counts import true_figures
from synthetic_data.truth.family_units import true_families
from synthetic_data.world import World


def write(plan: TownPlan, folder: Path) -> Path:
    write_town(plan, folder / "exports", folder / "truth")
    return folder


def truth_table(folder: Path, night: date, name: str) -> list[dict[str, str]]:
    path = folder / "truth" / night.isoformat() / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(folder: Path, night: date) -> Counter[tuple[str, str]]:
    """Return the true figures of a night, without its changes against the night before."""
    return Counter(
        {
            (row["count_id"], row["measure"]): int(row["value"])
            for row in truth_table(folder, night, "figure")
            if row["count_id"] != "E2"
        }
    )


def town_of(person_id: str) -> int:
    return (int(person_id[1:]) - 1) // PEOPLE_OF_A_TOWN


def ledger_of(folder: Path, night: date, town: int = 0) -> Ledger:
    """Return what was noted of the records of one town of a night."""
    sources = {source.name: source for source in USUAL}
    ledger = Ledger()
    for row in truth_table(folder, night, "record"):
        if row["person_id"] and town_of(row["person_id"]) == town:
            is_excluded = row["excluded"] == "true"
            source = sources[row["source"]]
            ledger.add(source, row["record_id"], row["person_id"], excluded=is_excluded)
    return ledger


def counted(world: World, ledger: Ledger) -> Counter[tuple[str, str]]:
    """Count what is true of one town anew."""
    counted, _ = true_figures(true_families(world, ledger.people()), ledger)
    return Counter({(count_id, measure): value for count_id, measure, value in counted})
