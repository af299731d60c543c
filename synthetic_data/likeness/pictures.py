"""Which pictures of a town there are, in the order of the page."""

from synthetic_data.likeness.drawing import Picture
from synthetic_data.likeness.map import ward_map
from synthetic_data.likeness.pattern_pictures import services_by_deprivation, surnames
from synthetic_data.likeness.population_pictures import age_pyramid, family_types, household_sizes
from synthetic_data.likeness.survey import Survey

_PICTURES = (
    age_pyramid,
    household_sizes,
    family_types,
    surnames,
    ward_map,
    services_by_deprivation,
)


def draw_pictures(survey: Survey) -> tuple[Picture, ...]:
    """Draw every picture of a town."""
    return tuple(draw(survey) for draw in _PICTURES)
