"""The portrait of a town: every measure taken, every picture drawn, and the page that holds both.

What the page says is its template; no measured number is typed there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from jinja2 import Environment, PackageLoader, StrictUndefined

from synthetic_data.likeness.concerns import CONCERNS
from synthetic_data.likeness.drawing import Picture
from synthetic_data.likeness.fingerprint import fingerprint
from synthetic_data.likeness.measure import Concern, Reading, read
from synthetic_data.likeness.pictures import draw_pictures
from synthetic_data.likeness.records import RECORDS
from synthetic_data.likeness.speed import Speed
from synthetic_data.likeness.survey import Survey
from synthetic_data.likeness.written import write_and_read
from synthetic_data.plan import TownPlan
from synthetic_data.town import imagine_town

PAGE = "synthetic_population.md"

_RECORDED_PEOPLE, _RECORDED_MULTIPLIER = 40_000, 4.0
"""Records are measured of a smaller town, as every level is written, read and cleaned, and of one
whose services know more people, so that there are enough pairs to judge rare things by."""


@dataclass(frozen=True, kw_only=True)
class Readings:
    """The measures of one concern as they were taken."""

    title: str
    people: int
    readings: tuple[Reading, ...]
    service_multiplier: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """What a town looks like."""

    plan: TownPlan
    fingerprint: str
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
    concerns.extend(_of_records(plan, on_step))
    return Portrait(
        plan=plan, fingerprint=fingerprint(), concerns=tuple(concerns), pictures=pictures
    )


def _taken(concern: Concern[Survey], survey: Survey, people: int) -> Readings:
    readings = tuple(read(measure, survey, people) for measure in concern.measures)
    return Readings(title=concern.title, people=people, readings=readings)


def _of_records(plan: TownPlan, on_step: Callable[[str], None]) -> Iterator[Readings]:
    """Measure the records of one town at every level."""
    people = min(plan.people, _RECORDED_PEOPLE)
    multiplied = replace(plan, people=people, service_multiplier=_RECORDED_MULTIPLIER)
    town = imagine_town(multiplied)
    for level, measures in RECORDS.items():
        on_step(f"writing and reading {people:,} people at level {level}")
        written = write_and_read(town, replace(plan, level=level))
        yield Readings(
            title=f"Records that differ, level `{level}`",
            people=people,
            readings=tuple(measure.read(written) for measure in measures),
            service_multiplier=_RECORDED_MULTIPLIER,
        )


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
