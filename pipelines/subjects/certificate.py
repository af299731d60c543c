"""What the certificate of an erasure says of each store: found what, and left what, and why.

It names nobody. When one is given is in `certifying.py`.
"""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from governance.register.register import Register
from governance.register.suppressions import Suppression
from pipelines.config import Config
from pipelines.deliveries.finding import dated_folders
from pipelines.nights import Night
from pipelines.subjects.hashing import Hasher, of_record
from pipelines.subjects.register_records import PLACES, named_records

_LEFT_IN_REGISTER = (
    "the id of the record, sealed in the audit chain; no night holds that record any more. Where a "
    "source's ids are numbers of people, as a school's may be, the id is one"
)


@dataclass(frozen=True, kw_only=True)
class Store:
    """A place where data of a person can lie, and what was found there."""

    name: str
    searched: str
    found: str
    left: str


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What became of an erasure."""

    suppression: int
    decided_at: str
    certified_at: str
    night: date
    nights_removed: tuple[date, ...]
    stores: tuple[Store, ...]

    def as_json(self) -> str:
        """Return it for the file: the same certificate gives the same bytes."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, default=str) + "\n"


def write_certificate(certificate: Certificate, path: Path) -> None:
    """Write a certificate for its officer alone; one that is there is never written over."""
    with path.open("x", encoding="utf-8") as file:
        file.write(certificate.as_json())
    path.chmod(0o600)


def of_night(night: Night) -> Store:
    """Say what the current night holds of the person."""
    return Store(
        name=f"the night of {night.as_at}",
        searched="every record it holds or remembers, by keyed hash",
        found="nothing",
        left="nothing: it was built without the person, and keeps no row as it was received",
    )


def of_older_nights(others: int, removed: int) -> Store:
    """Say how many older nights held the person, and went."""
    return Store(
        name="older nights",
        searched=f"{others} nights, every record they hold or remember, by keyed hash",
        found=f"the person in {removed} of them",
        left="nothing: those nights were removed",
    )


def of_register(register: Register, erasure: Suppression, hasher: Hasher) -> tuple[Store, ...]:
    """Count what the register says about records of the person: it is sealed in the audit chain."""
    hashes = set(erasure.hashes)
    searched, about = Counter[str](), Counter[str]()
    with register.reading() as session:
        for place, keys in named_records(session):
            searched[place] += 1
            about[place] += any(hasher.hash(of_record(*key)) in hashes for key in keys)
    return tuple(
        Store(
            name=f"the register: {place}",
            searched=f"{searched[place]} entries, by keyed hash; none holds a name",
            found=f"{about[place]} about a record of the person" if about[place] else "nothing",
            left=_LEFT_IN_REGISTER if about[place] else "nothing",
        )
        for place in PLACES
    )


def of_figures_and_logs() -> tuple[Store, ...]:
    """Say what is not searched by person, and why nothing is there."""
    return (
        Store(
            name="releases",
            searched="not by person: they hold figures only",
            found="nothing that tells of a person",
            left="figures of earlier releases, in which the person was counted",
        ),
        Store(
            name="the ledger of deliveries, Dagster's history, logs, manifests",
            searched="not by person: they hold names of files, counts and reasons",
            found="nothing: a test plants a person and searches every byte of them",
            left="nothing",
        ),
    )


def of_deliveries(config: Config) -> Store:
    """Say which deliveries there are: what others handed over is not changed here."""
    counts = {each.name: len(dated_folders(config.data, each)) for each in config.people_sources}
    told = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
    return Store(
        name="deliveries",
        searched="not: they are their controllers' files",
        found=f"deliveries by source: {told}",
        left=(
            "the files as they were handed over; every night withholds the person. Ask the "
            "controllers to hand over others, and remove old deliveries and backups yourselves"
        ),
    )
