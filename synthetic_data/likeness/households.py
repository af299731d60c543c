"""How large households are, and who brings up the children."""

from collections.abc import Callable

from synthetic_data.likeness.homes import FamilyType
from synthetic_data.likeness.measure import Concern, Measure, Unit
from synthetic_data.likeness.survey import Survey

_CENSUS = "Census 2021, England and Wales (ONS)"
_FAMILIES = "ONS, Families and households in the UK, 2021"
_THREE_POINTS = 0.03
_MOST, _TWO, _LARGE = 6, 2, 3

SIZES = (0.30, 0.34, 0.16, 0.13, 0.05, 0.025)
"""Private households of one person, of two and so on, the last with six and more; census 2021."""


def share_of_size(survey: Survey, size: int) -> float:
    """Return the share of private households that have so many people; 6 is six and more."""
    return float((survey.household_sizes.clip(upper=_MOST) == size).mean())


def _of_size(size: int, share: float) -> Measure[Survey]:
    more = " or more" if size == _MOST else ""
    return Measure(
        name=f"private households of {size}{more}",
        low=max(share - _THREE_POINTS, 0.0),
        high=share + _THREE_POINTS,
        unit=Unit.SHARE,
        source=_CENSUS,
        reason=f"the census counted {share:.1%}; three points either way",
        spread=0.0045,
        of=lambda survey: share_of_size(survey, size),
    )


def _children(fact: str) -> Callable[[Survey], float]:
    return lambda survey: float(survey.children[fact].mean())


def _families(type_: FamilyType) -> Callable[[Survey], float]:
    return lambda survey: float((survey.families["type"] == type_).mean())


def _same_sex(survey: Survey) -> float:
    couples = survey.families[survey.families["type"].isin([FamilyType.COUPLE, FamilyType.STEP])]
    return float(couples["is_same_sex"].mean())


def _three_children(survey: Survey) -> float:
    return float((survey.families["children"] >= _LARGE).mean())


def _in_communal_places(survey: Survey) -> float:
    return float((~survey.people["is_private"]).mean())


def _moved(survey: Survey) -> float:
    return float(survey.people["moved"].mean())


HOUSEHOLDS = Concern(
    title="Households and families",
    measures=(
        *(_of_size(size, share) for size, share in enumerate(SIZES, start=1)),
        Measure(
            name="families with dependent children that have one parent at home",
            low=0.20,
            high=0.29,
            unit=Unit.SHARE,
            source=_FAMILIES,
            reason="about a quarter; families are counted by home here",
            spread=0.009,
            of=_families(FamilyType.LONE),
        ),
        Measure(
            name="families with three or more dependent children",
            low=0.11,
            high=0.19,
            unit=Unit.SHARE,
            source=_FAMILIES,
            reason="one in seven",
            spread=0.005,
            of=_three_children,
        ),
        Measure(
            name="dependent children with a step-parent at home",
            low=0.10,
            high=0.14,
            unit=Unit.SHARE,
            source="Census 2011, as `linkage-quality.md` quotes it",
            reason="about one in ten; at least a tenth is asked of this town",
            spread=0.0065,
            of=_children("has_step_parent"),
        ),
        Measure(
            name="dependent children with a parent in a second home in the town",
            low=0.03,
            high=0.20,
            unit=Unit.SHARE,
            source="Census 2011, as `linkage-quality.md` quotes it",
            reason="3% had a second parental address; more have a parent there and sleep at one",
            spread=0.007,
            of=_children("has_second_home"),
        ),
        Measure(
            name="children who live in two homes",
            low=0.025,
            high=0.06,
            unit=Unit.SMALL_SHARE,
            source="Census 2011, as `linkage-quality.md` quotes it",
            reason="3% had a second parental address; a few more do not, and still live at both",
            spread=0.004,
            of=_children("lives_in_two_homes"),
        ),
        Measure(
            name="dependent children brought up by kin",
            low=0.006,
            high=0.025,
            unit=Unit.SMALL_SHARE,
            source="ONS, Kinship care in England and Wales: Census 2021",
            reason="1.1%; a little more here, so that a small town has some",
            spread=0.0019,
            of=_children("is_with_kin"),
        ),
        Measure(
            name="couples with dependent children who are of one sex",
            low=0.004,
            high=0.02,
            unit=Unit.SMALL_SHARE,
            source=_CENSUS,
            reason="0.6%; raised to about 1%, so that a small town has some",
            spread=0.002,
            of=_same_sex,
        ),
        Measure(
            name="dependent children who are twins or triplets",
            low=0.02,
            high=0.05,
            unit=Unit.SMALL_SHARE,
            source="ONS, Birth characteristics in England and Wales, 2022",
            reason="14.6 in 1,000 maternities, and so 3% of the children",
            spread=0.004,
            of=_children("is_of_multiple_birth"),
        ),
        Measure(
            name="people at communal places and without an address",
            low=0.01,
            high=0.03,
            unit=Unit.SMALL_SHARE,
            source=_CENSUS,
            reason="the census counted 1.7%",
            spread=0.001,
            of=_in_communal_places,
        ),
        Measure(
            name="people who moved in the last year",
            low=0.08,
            high=0.14,
            unit=Unit.SHARE,
            source=_CENSUS,
            reason="about one in ten had another address a year before",
            spread=0.003,
            of=_moved,
        ),
    ),
)
