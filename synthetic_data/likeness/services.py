"""How many people services work with, at `service_multiplier` 1."""

from collections.abc import Callable

from synthetic_data.facts import Enrolment, Stage
from synthetic_data.likeness.measure import Concern, Measure, Unit
from synthetic_data.likeness.survey import Survey

_IN_NEED_2024 = "DfE, Children in need, 2024"
_SPECIAL_NEEDS_2024 = "DfE, Special educational needs in England, 2023/24"
_PERSISTENT = 0.1
"""The share of sessions missed from which absence is called persistent; a DfE definition."""


def _adults_in_year(survey: Survey) -> float:
    return float(survey.adults.index.isin(survey.open_in_year(Stage.MENTAL_HEALTH)).mean())


def _parents_among_served(survey: Survey) -> float:
    served = survey.open_now(Stage.MENTAL_HEALTH) & set(survey.adults.index)
    return len(served & survey.parents) / len(served)


def _children_at(*stages: Stage) -> Callable[[Survey], float]:
    return lambda survey: float(survey.children.index.isin(survey.open_now(*stages)).mean())


def _pupils(is_so: Callable[[Enrolment], bool]) -> Callable[[Survey], float]:
    def share(survey: Survey) -> float:
        pupils = survey.town.world.enrolments.values()
        return sum(map(is_so, pupils)) / len(pupils)

    return share


SERVICES = Concern(
    title="Services",
    measures=(
        Measure(
            name="adults open to mental health services in the year",
            low=0.045,
            high=0.055,
            unit=Unit.SHARE,
            source="NHS England, Mental Health Services Monthly Statistics",
            reason="about one adult in twenty, in secondary services",
            spread=0.0015,
            of=_adults_in_year,
        ),
        Measure(
            name="parents of a dependent child, of adults open to mental health services",
            low=0.25,
            high=0.35,
            unit=Unit.SHARE,
            source="Ofsted and Care Quality Commission, 2013",
            reason="about 30%",
            spread=0.02,
            of=_parents_among_served,
        ),
        Measure(
            name="children in need, all episodes that are open",
            low=0.030,
            high=0.040,
            unit=Unit.SMALL_SHARE,
            source=_IN_NEED_2024,
            reason="333 in 10,000 on 31 March",
            spread=0.003,
            of=_children_at(Stage.IN_NEED),
        ),
        Measure(
            name="children on a child protection plan",
            low=0.003,
            high=0.005,
            unit=Unit.SMALL_SHARE,
            source=_IN_NEED_2024,
            reason="42 in 10,000",
            spread=0.001,
            of=_children_at(Stage.PROTECTION_PLAN),
        ),
        Measure(
            name="children looked after",
            low=0.005,
            high=0.009,
            unit=Unit.SMALL_SHARE,
            source="DfE, Children looked after in England, 2024",
            reason="70 in 10,000",
            spread=0.0016,
            of=_children_at(Stage.LOOKED_AFTER),
        ),
        Measure(
            name="children with early help",
            low=0.025,
            high=0.045,
            unit=Unit.SMALL_SHARE,
            source="our own judgement; councils count early help in ways of their own",
            reason="3% to 4%, about as many as are in need",
            spread=0.004,
            of=_children_at(Stage.EARLY_HELP),
        ),
        Measure(
            name="pupils with SEN support",
            low=0.12,
            high=0.15,
            unit=Unit.SHARE,
            source=_SPECIAL_NEEDS_2024,
            reason="13.6%",
            spread=0.006,
            of=_pupils(lambda pupil: pupil.provision == "K"),
        ),
        Measure(
            name="pupils with an education, health and care plan",
            low=0.038,
            high=0.058,
            unit=Unit.SHARE,
            source=_SPECIAL_NEEDS_2024,
            reason="4.8%, and rising",
            spread=0.0022,
            of=_pupils(lambda pupil: pupil.provision == "E"),
        ),
        Measure(
            name="pupils persistently absent",
            low=0.17,
            high=0.23,
            unit=Unit.SHARE,
            source="DfE, Pupil absence in schools in England, 2023/24",
            reason="about 20% missed a tenth of their sessions or more",
            spread=0.007,
            of=_pupils(lambda pupil: pupil.absence >= _PERSISTENT),
        ),
        Measure(
            name="pupils with free school meals",
            low=0.21,
            high=0.29,
            unit=Unit.SHARE,
            source="DfE, Schools, pupils and their characteristics, 2023/24",
            reason="24.6%",
            spread=0.007,
            of=_pupils(lambda pupil: pupil.free_meals),
        ),
        Measure(
            name="pupils recorded as young carers",
            low=0.005,
            high=0.015,
            unit=Unit.SMALL_SHARE,
            source="DfE, School census, 2024",
            reason="0.6% in a census known to miss many; up to 1.5% is asked",
            spread=0.0017,
            of=_pupils(lambda pupil: pupil.young_carer),
        ),
    ),
)
