"""The gazetteer of the town's council: every place in the town and its class.

A council classes by what a building looks like and what it was told: lodgings without a licence
are a house to it, and so are most refuges, whose purpose nobody writes down.
"""

from collections.abc import Iterator, Sequence

from sources.reference.addressbase import ADDRESSBASE
from synthetic_data.chance import Chance
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Dwelling
from synthetic_data.places.places import OUTSIDE
from synthetic_data.town import Town

_HOUSES = ("RD02", "RD03", "RD03", "RD04", "RD04")
_CLASSES: dict[str, tuple[str, ...]] = {
    "care_home": ("RI01",),
    "hostel": ("RI02NC", "RI02NC", "RI02"),
    "student_hall": ("RI03",),
    "temporary": ("CH01", "CH01", "CH03"),
    "hmo": ("RH03", "RH03", "RH01", *_HOUSES),
    "refuge": (*_HOUSES, "RI02NC"),
}


def write_addressbase(desk: Desk) -> None:
    """Write the gazetteer."""
    (export,) = ADDRESSBASE.exports
    rows = _rows(desk.town, desk.observer.chance)
    name = f"AddressBase_FULL_{desk.town.world.as_at:%Y-%m-%d}_001.csv"
    desk.outbox.write_rows(ADDRESSBASE, export, rows, name)


def _rows(town: Town, chance: Chance) -> Iterator[Row]:
    for dwelling in _dwellings(town):
        # A place is classed once, whichever night it is looked at.
        chance.about("class", int(dwelling.uprn))
        yield {"UPRN": dwelling.uprn, "CLASSIFICATION_CODE": chance.pick(_classes(dwelling))}


def _dwellings(town: Town) -> Sequence[Dwelling]:
    """Return the homes of the town, and its other places where somebody lives or lived."""
    lived_in = (stay.dwelling for stays in town.world.homes.values() for stay in stays)
    places = {home.uprn: home for home in (*town.places.homes, *lived_in)}
    return [home for uprn, home in places.items() if uprn and home.town != OUTSIDE]


def _classes(dwelling: Dwelling) -> tuple[str, ...]:
    return _CLASSES.get(dwelling.kind, ("RD06",) if dwelling.flat else _HOUSES)
