"""How old the people are, and of which sex."""

from collections.abc import Callable

from synthetic_data.likeness.measure import Concern, Measure, Unit
from synthetic_data.likeness.survey import YEAR, Survey

_CENSUS = "Census 2021, England and Wales (ONS)"
_TWO_POINTS = 0.02
_OLDEST = 200
_SCHOOL_AGE, _GROWN_FROM, _GREAT_AGE = 5, 15, 90


def _aged(first: int, last: int) -> Callable[[Survey], float]:
    return lambda survey: float(survey.people["age"].between(first, last).mean())


def _women(survey: Survey) -> float:
    return float((survey.people["sex"] == "F").mean())


def _young_children(survey: Survey) -> float:
    """Return the children under 5, as a share of those under 15."""
    ages = survey.people["age"]
    return float((ages < _SCHOOL_AGE).sum() / (ages < _GROWN_FROM).sum())


def _women_of_great_age(survey: Survey) -> float:
    oldest = survey.people[survey.people["age"] >= _GREAT_AGE]
    return float((oldest["sex"] == "F").mean())


def _died(survey: Survey) -> float:
    """Return the deaths of the last year, as a share of the people."""
    world = survey.town.world
    since = world.as_at - YEAR
    died = sum(
        person.died is not None and since < person.died <= world.as_at for person in world.people
    )
    return died / len(survey.people)


def _births_to_come(survey: Survey) -> float:
    """Return the children who are expected, as a share of those born in the last year."""
    world = survey.town.world
    expected = sum(world.people[n].expected and world.is_resident(n) for n in world.home)
    return expected / int((survey.people["age"] == 0).sum())


def _of_age(name: str, first: int, last: int, share: float) -> Measure[Survey]:
    return Measure(
        name=name,
        low=share - _TWO_POINTS,
        high=share + _TWO_POINTS,
        unit=Unit.SHARE,
        source=_CENSUS,
        reason=f"the census counted {share:.1%}; two points either way",
        spread=0.0045,
        of=_aged(first, last),
    )


AGES = Concern(
    title="Age and sex",
    measures=(
        _of_age("people aged 0 to 14", 0, 14, 0.174),
        _of_age("people aged 15 to 64", 15, 64, 0.642),
        _of_age("people aged 65 and over", 65, _OLDEST, 0.186),
        Measure(
            name="children under 5, of those under 15",
            low=0.28,
            high=0.34,
            unit=Unit.SHARE,
            source=_CENSUS,
            reason="5.4% of all people against 17.4%: 31%",
            spread=0.0075,
            of=_young_children,
        ),
        Measure(
            name="women, of the people aged 90 and over",
            low=0.60,
            high=0.74,
            unit=Unit.SHARE,
            source="ONS, Estimates of the very old, England and Wales, 2012",
            reason="2.6 women for each man in 2012, and fewer since",
            spread=0.025,
            of=_women_of_great_age,
        ),
        Measure(
            name="women and girls",
            low=0.495,
            high=0.525,
            unit=Unit.SHARE,
            source=_CENSUS,
            reason="the census counted 51.0%",
            spread=0.0018,
            of=_women,
        ),
        Measure(
            name="deaths in the last year, of all people",
            low=0.007,
            high=0.012,
            unit=Unit.SMALL_SHARE,
            source="ONS, deaths registered in England and Wales, 2023",
            reason="581,000 deaths among 60.9 million people are 0.95%",
            spread=0.0006,
            of=_died,
        ),
        Measure(
            name="children expected, for each child born in the last year",
            low=0.35,
            high=0.65,
            unit=Unit.RATIO,
            source="arithmetic",
            reason="a pregnancy is known for 28 weeks of 52: 0.54 at a steady rate of births",
            spread=0.045,
            of=_births_to_come,
        ),
    ),
)
