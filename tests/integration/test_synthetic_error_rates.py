"""Records of one person in two sources differ as often as published comparisons found.

What is measured is what was written: a town's exports are read, landed and cleaned as on any
night, and the two records of one person are compared in their cleaned form. Each interval is the
published figure with some room; the noise of a sample comes on top.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from sources.landing import land
from sources.mapping import conform
from sources.readers.files import read_delivery
from sources.registry import FORMATS
from synthetic_data.exports.delivery import Delivery
from synthetic_data.likeness.error_rates import EXPECTED, MISSING_NHS_NUMBER
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.ledger import Ledger
from synthetic_data.town import Town, imagine_town
from synthetic_data.world import ADULT_AGE
from tests.builders import empty_warehouse

pytestmark = pytest.mark.slow

PLAN = TownPlan(people=12_000, seed=3, service_multiplier=4.0)
STANDARD_ERRORS = 2.6
FORMATS_OF = {
    "adult_mental_health": ("rio",),
    "childrens_social_care": ("ssd",),
    "school": ("ctf",),
    "gp": ("emis",),
}

# Numbers with a wrong figure are not valid, and so are missing as well.
INVALID = {ErrorLevel.CLINICAL: 0.1, ErrorLevel.MIXED: 0.5, ErrorLevel.HOSTILE: 1.5}

_ROLES = """
create table role as
select r.source, r.record_id, r.person_id, p.is_adult, p.sex as true_sex
from record_truth as r inner join person as p on r.person_id = p.person_id
"""

# One record of a person and source: that of a client or a pupil, never a contact's.
_RECORDS = """
create table one_record as
select
    r.person_id, r.is_adult, r.true_sex, c.*,
    a.postcode, a.postcode_as_received, a.line
from conformed.person_record as c
inner join role as r on c.source = r.source and c.record_id = r.record_id
left join (
    select source, record_id, postcode, postcode_as_received, line
    from conformed.address
    where use <> 'correspondence'
    qualify row_number() over (
            partition by source, record_id
            order by from_date desc nulls last, postcode, line
        ) = 1
) as a on c.source = a.source and c.record_id = a.record_id
where c.is_client and not c.is_restricted
qualify row_number() over (partition by c.source, r.person_id order by c.record_id) = 1
"""

# What stands in an address, with its short forms written out, against where the person has lived.
_IN_FULL = """
create macro in_full(line) as
    list_reduce(
        [line, 'RD ROAD', 'ST STREET', 'AVE AVENUE', 'CL CLOSE', 'DR DRIVE', 'LA LANE'],
        lambda words, form: regexp_replace(
            words, '\\b' || split_part(form, ' ', 1) || '\\b', split_part(form, ' ', 2), 'g'
        )
    )
"""

_ADDRESSES = """
create table address_check as
with expanded as (
    select
        source, record_id, person_id, postcode, line,
        ' ' || in_full(line) || ' ' as words
    from one_record
    where postcode is not null and line is not null and not regexp_matches(line, 'PO BOX|WITHHELD')
)
select
    e.source, e.person_id,
    not bool_or(e.postcode = clean_postcode(s.postcode)) as wrong_postcode,
    not bool_or(contains(e.words, ' ' || in_full(clean_line(s.line)) || ' ')) as wrong_line
from expanded as e inner join true_stay as s on e.person_id = s.person_id
group by all
"""

_PAIRS = """
create table pair as
select
    a.person_id, a.source, a.is_adult, a.true_sex,
    a.date_of_birth as a_born, b.date_of_birth as b_born,
    a.given_name as a_given, b.given_name as b_given,
    a.family_name as a_family, b.family_name as b_family,
    a.sex as a_sex, b.sex as b_sex,
    a.postcode as a_postcode, b.postcode as b_postcode,
    coalesce(x.wrong_postcode or y.wrong_postcode) as wrong_postcode,
    coalesce(x.wrong_line or y.wrong_line) as wrong_line,
    'default' in (a.date_of_birth_quality, b.date_of_birth_quality) as is_default
from one_record as a
inner join one_record as b on a.person_id = b.person_id and b.source = 'gp'
left join address_check as x on a.person_id = x.person_id and a.source = x.source
left join address_check as y on b.person_id = y.person_id and b.source = y.source
where (a.source = 'adult_mental_health' and a.is_adult)
    or (a.source in ('childrens_social_care', 'school') and not a.is_adult)
"""

_PARTS = """
(year(a_born) <> year(b_born))::int + (month(a_born) <> month(b_born))::int
    + (day(a_born) <> day(b_born))::int
"""
_NO_MATCH = """
jaro_winkler_similarity(a_family, b_family) < 0.8
and not list_has_any(string_split(a_family, ' '), string_split(b_family, ' '))
"""
_BORN = "a_born is not null and b_born is not null and not is_default"
_ADULT = "source = 'adult_mental_health'"

# Which pairs are looked at, and which of them are counted.
MEASURES: Mapping[str, tuple[str, str]] = {
    "date of birth": (
        "a_born is not null and b_born is not null and not is_default",
        "a_born <> b_born",
    ),
    "one part of a differing date of birth": (
        "a_born <> b_born and not is_default",
        f"{_PARTS} = 1",
    ),
    "given name": ("a_given is not null and b_given is not null", "a_given <> b_given"),
    "first two letters of a differing given name": (
        "a_given <> b_given",
        "a_given[:2] = b_given[:2]",
    ),
    "surname of an adult": (_ADULT, "a_family <> b_family"),
    "surname of a woman, no match at all": (f"{_ADULT} and true_sex = 'F'", _NO_MATCH),
    "surname of a man, no match at all": (f"{_ADULT} and true_sex = 'M'", _NO_MATCH),
    "names swapped": ("true", "a_given = b_family and a_family = b_given and a_given <> b_given"),
    "sex": ("true", "a_sex <> b_sex"),
    "postcode": ("a_postcode is not null and b_postcode is not null", "a_postcode <> b_postcode"),
    "postcode written wrongly": ("wrong_postcode is not null", "wrong_postcode"),
    "address written wrongly": ("wrong_line is not null", "wrong_line"),
}


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of how many."""

    hits: int
    among: int

    def __str__(self) -> str:
        return f"{self.per_cent:.2f}% of {self.among}"

    @property
    def per_cent(self) -> float:
        return 100 * self.hits / max(self.among, 1)

    def fits(self, low: float, high: float) -> bool:
        """Say whether a true share in the interval, in per cent, could have given this one."""
        room = [
            100 * STANDARD_ERRORS * sqrt(p * (1 - p) / max(self.among, 1))
            for p in (low / 100, high / 100)
        ]
        return self.among > 0 and low - room[0] <= self.per_cent <= high + room[1]


def measured(town: Town, folder: Path, level: ErrorLevel) -> dict[str, Share]:
    """Write a town's exports, read them back, and measure every share."""
    con = empty_warehouse()
    ledger = Delivery(folder, town.world.as_at, 1, level).write(town, lambda _: None)
    for source, names in FORMATS_OF.items():
        formats = [FORMATS[name] for name in names]
        reads = read_delivery(source, folder / source / town.world.as_at.isoformat(), formats)
        land(con, source, town.world.as_at, formats, reads)
        for format_ in formats:
            conform(con, source, format_, {})
    tell_truth(con, town, ledger)
    for statement in (_ROLES, _RECORDS, _IN_FULL, _ADDRESSES, _PAIRS):
        con.execute(statement)
    return shares(con)


def tell_truth(con: DuckDBPyConnection, town: Town, ledger: Ledger) -> None:
    """Lay out whom each record is about, and where everybody has lived."""
    people = [person for person in town.world.people if person.number in town.world.stays]
    stays = [(person, stay) for person in people for stay in town.world.stays[person.number]]
    rows = [row for row in ledger.rows if not row.excluded]
    truth = {
        "record_truth": {
            "source": [row.source for row in rows],
            "record_id": [row.record_id for row in rows],
            "person_id": [row.person_id for row in rows],
        },
        "person": {
            "person_id": [person.person_id for person in people],
            "sex": [person.sex for person in people],
            "is_adult": [person.age_at(town.world.as_at) >= ADULT_AGE for person in people],
        },
        "true_stay": {
            "person_id": [person.person_id for person, _ in stays],
            "postcode": [stay.dwelling.postcode for _, stay in stays],
            "line": [f"{stay.dwelling.premises} {stay.dwelling.street}" for _, stay in stays],
        },
    }
    for name, columns in truth.items():
        con.from_arrow(pa.table(columns)).create(name)


def shares(con: DuckDBPyConnection) -> dict[str, Share]:
    """Count the pairs that differ, and the records that lack something."""
    found = {name: _share(con, "pair", *measure) for name, measure in MEASURES.items()}
    client = "source = 'adult_mental_health'"
    nowhere = "coalesce(starts_with(line, 'NO FIXED ABODE'), false)"
    found["no fixed abode of a client"] = _share(con, "one_record", client, nowhere)
    for source in MISSING_NHS_NUMBER:
        among = f"source = '{source}' and family_name is not null"
        found[f"no NHS number: {source}"] = _share(con, "one_record", among, "nhs_number is null")
    return found


def _share(con: DuckDBPyConnection, table: str, among: str, hits: str) -> Share:
    counted = con.table(table).filter(among)
    return Share(hits=len(counted.filter(hits)), among=len(counted))


@pytest.fixture(scope="module", params=list(ErrorLevel))
def level(request: pytest.FixtureRequest) -> ErrorLevel:
    return ErrorLevel(request.param)


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(PLAN)


@pytest.fixture(scope="module")
def found(
    town: Town, level: ErrorLevel, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Share]:
    return measured(town, tmp_path_factory.mktemp(level), level)


def test_pairs_differ_as_often_as_published(found: Mapping[str, Share], level: ErrorLevel) -> None:
    expected = EXPECTED[level].items()
    wrong = [
        f"{name}: {found[name]}"
        for name, (low, high) in expected
        if not found[name].fits(low, high)
    ]
    assert wrong == []


def test_nhs_numbers_are_missing_or_invalid_as_often_as_assumed(
    found: Mapping[str, Share], level: ErrorLevel
) -> None:
    for source, (low, high) in MISSING_NHS_NUMBER.items():
        share = found[f"no NHS number: {source}"]
        assert share.fits(low, min(high + INVALID[level], 100)), f"{source}: {share}"


def test_an_interval_has_room_for_the_noise_of_a_sample_and_no_more() -> None:
    assert Share(hits=5, among=1_000).fits(0.35, 0.65)
    assert Share(hits=12, among=1_000).fits(0.35, 0.65)
    assert not Share(hits=14, among=1_000).fits(0.35, 0.65)
    assert not Share(hits=60, among=20_000).fits(0.45, 0.65)
    assert not Share(hits=0, among=0).fits(0, 100)
