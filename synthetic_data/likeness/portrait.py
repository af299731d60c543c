"""The portrait of a town: every measure taken, every picture drawn, and the page that holds both.

What the page says is its template; no measured number is typed there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from synthetic_data.likeness.concerns import CONCERNS
from synthetic_data.likeness.drawing import Picture
from synthetic_data.likeness.measure import Concern, Reading, Subject, read
from synthetic_data.likeness.pictures import draw_pictures
from synthetic_data.likeness.records import RECORDS
from synthetic_data.likeness.speed import Speed
from synthetic_data.likeness.survey import Survey
from synthetic_data.likeness.written import write_and_read
from synthetic_data.plan import TownPlan
from synthetic_data.town import imagine_town

PAGE = "synthetic_population.md"

_RECORDED_PEOPLE = 40_000
"""Records are measured of a smaller town: every level is written, read and cleaned."""


@dataclass(frozen=True, kw_only=True)
class Readings:
    """The measures of one concern as they were taken."""

    title: str
    people: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """What a town looks like."""

    plan: TownPlan
    concerns: tuple[Readings, ...]
    pictures: tuple[Picture, ...]

    @property
    def unmet(self) -> tuple[str, ...]:
        """Name the measures that lie outside their interval."""
        return tuple(
            f"{concern.title}: {reading.name}"
            for concern in self.concerns
            for reading in concern.readings
            if not reading.is_met
        )


def take_portrait(plan: TownPlan, on_step: Callable[[str], None]) -> Portrait:
    """Measure and draw a town, and measure the records of a smaller one at every level.

    Args:
        plan: the town, of one night and at national prevalence.
        on_step: told what is being done, for a progress line.
    """
    on_step(f"making {plan.people:,} people")
    survey = Survey(town=imagine_town(plan))
    on_step("measuring and drawing them")
    concerns = [_taken(concern, survey, plan.people) for concern in CONCERNS]
    pictures = draw_pictures(survey)
    recorded = min(plan.people, _RECORDED_PEOPLE)
    for level, concern in RECORDS.items():
        on_step(f"writing and reading {recorded:,} people at level {level}")
        town = write_and_read(TownPlan(people=recorded, seed=plan.seed, level=level))
        concerns.append(_taken(concern, town, recorded))
    return Portrait(plan=plan, concerns=tuple(concerns), pictures=pictures)


def _taken(concern: Concern[Subject], subject: Subject, people: int) -> Readings:
    readings = tuple(read(measure, subject, people) for measure in concern.measures)
    return Readings(title=concern.title, people=people, readings=readings)


def page(portrait: Portrait, speeds: Iterable[Speed]) -> str:
    """Write the page of a portrait."""
    environment = Environment(
        loader=PackageLoader("synthetic_data.likeness"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown of our own words and numbers, no page of HTML.
    )
    return environment.get_template(f"{PAGE}.j2").render(
        portrait=portrait,
        pictures={picture.name: picture for picture in portrait.pictures},
        speeds=tuple(speeds),
    )
