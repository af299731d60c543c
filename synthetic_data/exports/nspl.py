"""The postcode lookup of the town and around it."""

from collections.abc import Iterator
from pathlib import Path

from sources.reference.nspl import NSPL
from synthetic_data.exports.writing import Row, write_delimited
from synthetic_data.places import Places


def _rows(places: Places) -> Iterator[Row]:
    for postcode in (*places.postcodes, *places.outside_postcodes):
        yield {
            "pcds": postcode.pcds,
            "dointr": "198001",
            "wd25cd": postcode.ward,
            "lsoa21cd": postcode.lsoa,
            "lad25cd": postcode.council,
            "imd20ind": postcode.imd_rank,
        }


def write_nspl(places: Places, folder: Path, stamp: str) -> None:
    """Write the lookup."""
    (export,) = NSPL.exports
    write_delimited(NSPL, export, _rows(places), folder / f"NSPL_{stamp}.csv")
