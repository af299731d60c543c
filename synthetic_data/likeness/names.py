"""How names are spread: what decides how much an agreement on a name is worth to a linkage."""

import pandas as pd

from synthetic_data.likeness.measure import Concern, Measure, Unit
from synthetic_data.likeness.survey import Survey

_MOST_POPULAR = 20
_FORTIES, _TWENTY_TENS = (1940, 1949), (2010, 2019)
_QUALITY = "`linkage-quality.md` of the design: surnames of the United Kingdom"


def clash(names: "pd.Series[str]") -> float:
    """Return the chance that two different people of a list have one name."""
    borne, people = names.value_counts(), len(names)
    return float((borne * (borne - 1)).sum() / (people * (people - 1)))


def _commonest(survey: Survey) -> float:
    return float(survey.people["family"].value_counts(normalize=True).iloc[0])


def _borne_by_one_household(survey: Survey) -> float:
    homes = survey.people.groupby("family")["household"].nunique()
    return float((homes == 1).mean())


def _popular(people: pd.DataFrame, sex: str, first: int, last: int) -> set[str]:
    of_age = people[(people["sex"] == sex) & people["born"].between(first, last)]
    return set(of_age["given"].value_counts().index[:_MOST_POPULAR])


def _still_popular(survey: Survey) -> float:
    """Return the share of the most popular forenames of the 1940s that are so of the 2010s."""
    kept = sum(
        len(_popular(survey.people, sex, *_FORTIES) & _popular(survey.people, sex, *_TWENTY_TENS))
        for sex in "FM"
    )
    return kept / (2 * _MOST_POPULAR)


NAMES = Concern(
    title="Names",
    measures=(
        Measure(
            name="chance that two people share a surname",
            low=0.0010,
            high=0.0014,
            unit=Unit.CHANCE,
            source=_QUALITY,
            reason="0.0012; Faker's list alone gives 0.005 and teaches a linkage the wrong worth",
            spread=4e-05,
            of=lambda survey: clash(survey.people["family"]),
        ),
        Measure(
            name="people with the commonest surname",
            low=0.011,
            high=0.015,
            unit=Unit.SMALL_SHARE,
            source=_QUALITY,
            reason="1.3% of people",
            spread=0.001,
            of=_commonest,
        ),
        Measure(
            name="surnames that only one household bears",
            low=0.5,
            high=0.9,
            unit=Unit.SHARE,
            source="our own judgement; no figure is published for a borough",
            reason="most surnames are rare; the larger the town, the fewer are borne once",
            spread=0.006,
            of=_borne_by_one_household,
        ),
        Measure(
            name="forenames popular in the 1940s and in the 2010s",
            low=0.0,
            high=0.2,
            unit=Unit.SHARE,
            source="ONS, baby names: the lists of 1944 and 2014",
            reason="of the twenty most popular of either sex three or four are on both lists",
            spread=0.03,
            of=_still_popular,
        ),
    ),
)
