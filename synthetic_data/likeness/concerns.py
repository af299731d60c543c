"""Every measure that is taken of a town as it is imagined, by concern."""

from synthetic_data.likeness.ages import AGES
from synthetic_data.likeness.households import HOUSEHOLDS
from synthetic_data.likeness.names import NAMES
from synthetic_data.likeness.places import PLACES
from synthetic_data.likeness.services import SERVICES

CONCERNS = (AGES, HOUSEHOLDS, NAMES, PLACES, SERVICES)
