"""Named scenarios: towns in which one thing that is hard for linkage is common.

Only declarations: how much more frequent what is, and what happens to which delivery. The numbers
that are multiplied stay with the modules that draw; an emphasis of 1 leaves a town as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from synthetic_data.scenarios.emphasis import Emphasis
from synthetic_data.scenarios.faults import EXCEL_ROUND_TRIP, US_DATES, Fault


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A town that is hard in one way; `faults` spoil the last night's delivery of a source."""

    name: str
    description: str
    emphasis: Emphasis = field(default_factory=Emphasis)
    faults: Mapping[str, Fault] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the faults as they are given."""
        object.__setattr__(self, "faults", MappingProxyType(dict(self.faults)))


# Surnames that are titles, change with sex, stand first, or are neither parent's.
_WITH_OTHER_CUSTOMS = (
    *("african", "arabic", "chinese", "muslim", "polish"),
    *("portuguese", "sikh", "somali", "south_indian"),
)

ORDINARY = Scenario(name="", description="An ordinary town.")

_ALL = (
    Scenario(
        name="twins",
        description=(
            "Twins and triplets share surname, birth date, address and mother, so that only a "
            "given name and a number tell them apart."
        ),
        emphasis=Emphasis(multiple_births=15.0),
    ),
    Scenario(
        name="blended_families",
        description=(
            "Step-parents and half-siblings: one household bears several surnames, and a child's "
            "surname is not that of the adults it lives with."
        ),
        emphasis=Emphasis(households={"step_family": 8.0, "couple_children": 0.3}),
    ),
    Scenario(
        name="two_homes",
        description=(
            "Parents live apart, each source knows another address of the child, and the father "
            "is known only as a name on a form."
        ),
        emphasis=Emphasis(households={"lone_parent": 6.0, "couple_children": 0.2}),
    ),
    Scenario(
        name="looked_after",
        description=(
            "Looked-after children live with foster carers and other families' children: one "
            "address, and no family."
        ),
        emphasis=Emphasis(services=3.0, looked_after=2.5),
    ),
    Scenario(
        name="adoption",
        description=(
            "Adopted children have two identities that agree on the birth date and must never "
            "be linked."
        ),
        emphasis=Emphasis(households={"adoption": 20.0}),
    ),
    Scenario(
        name="movers",
        description=(
            "Families move often, so that two sources seldom hold the same address, and an "
            "address holds several families one after the other."
        ),
        emphasis=Emphasis(moves=5.0),
    ),
    Scenario(
        name="students",
        description=(
            "Many young adults of one age live at one address for a year and are nothing to each "
            "other."
        ),
        emphasis=Emphasis(households={"student_house": 12.0, "student_hall": 12.0}),
    ),
    Scenario(
        name="hostile_names",
        description=(
            "Names follow customs that break matching: titles as surnames, children who do not "
            "bear their father's surname, several spellings, given names in either order."
        ),
        emphasis=Emphasis(communities=dict.fromkeys(_WITH_OTHER_CUSTOMS, 12.0)),
    ),
    Scenario(
        name="namesakes",
        description=(
            "Sons bear their father's name at their father's address, so that only the birth date "
            "tells two people apart."
        ),
        emphasis=Emphasis(namesakes=20.0),
    ),
    Scenario(
        name="shared_buildings",
        description=(
            "Refuges, temporary accommodation, hostels and shared houses: many families and "
            "strangers at one address."
        ),
        emphasis=Emphasis(
            households={"refuge": 10.0, "temporary_rooms": 10.0, "hostel": 5.0, "shared_house": 5.0}
        ),
    ),
    Scenario(
        name="large_families",
        description=(
            "Six children and more: brothers and sisters whose names and birth dates are near "
            "each other, and blocks of many pairs."
        ),
        emphasis=Emphasis(large_families=15.0),
    ),
    Scenario(
        name="unborn",
        description=(
            "Children who are not born yet have no name, no number and a date that will change; "
            "some sources know them, others do not."
        ),
        emphasis=Emphasis(expected_children=10.0),
    ),
    Scenario(
        name="us_dates",
        description=(
            "The practices' extract was saved again on a desktop in the US locale: the third of "
            "April reads as the fourth of March."
        ),
        faults={"gp": US_DATES},
    ),
    Scenario(
        name="excel_round_trip",
        description=(
            "The trust's extract was opened in Excel and saved: NHS numbers and long ids are "
            "shortened, dates show minutes and seconds only, codes have lost a leading zero."
        ),
        faults={"adult_mental_health": EXCEL_ROUND_TRIP},
    ),
)

SCENARIOS = MappingProxyType({scenario.name: scenario for scenario in _ALL})
