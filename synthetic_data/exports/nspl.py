"""The postcode lookup of the town and around it."""

from collections.abc import Iterator

from sources.reference.nspl import NSPL
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row
from synthetic_data.places.places import Places


def _rows(places: Places) -> Iterator[Row]:
    for postcode in (*places.postcodes, *places.outside_postcodes):
        yield {
            "pcds": postcode.pcds,
            "dointr": "198001",
            "wd25cd": postcode.ward,
            "lsoa21cd": postcode.lsoa,
            "lad25cd": postcode.council,
            "ctry25cd": "E92000001",
            "imd20ind": postcode.imd_rank,
        }


def write_nspl(desk: Desk) -> None:
    """Write the lookup."""
    (export,) = NSPL.exports
    desk.outbox.write_rows(NSPL, export, _rows(desk.town.places), f"NSPL_{desk.stamp}.csv")
