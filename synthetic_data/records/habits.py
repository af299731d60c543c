"""What is particular to how each source keeps its records."""

from dataclasses import dataclass
from types import MappingProxyType

TITLES = MappingProxyType({"M": ("Mr",), "F": ("Mrs", "Ms", "Miss")})
NO_FIXED_ABODE = "ZZ99 3VZ"


@dataclass(frozen=True, kw_only=True)
class Source:
    """The habits of one source; the reference lookup sees places and nobody.

    `error_factor` multiplies every noise. `lag_years` is how long ago, on average, an address was
    last taken down: at the values below a third of the pairs of records of one person differ in
    postcode. `keeps_old_names` is the share of surnames changed in the last years that are still
    the old ones. A phone number is written with the country's code, or without its space, as often
    as the office has the habit.
    """

    name: str
    error_factor: float
    missing_nhs_number: float
    lag_years: float
    keeps_old_names: float
    has_email: float
    writes_country_code: float = 0.0
    joins_phone: float = 0.0


ADULT_MENTAL_HEALTH = Source(
    name="adult_mental_health",
    error_factor=1.0,
    missing_nhs_number=0.05,
    lag_years=2.5,
    keeps_old_names=0.2,
    has_email=0.3,
    writes_country_code=0.04,
    joins_phone=0.25,
)
CHILDRENS_SOCIAL_CARE = Source(
    name="childrens_social_care",
    error_factor=1.2,
    missing_nhs_number=0.5,
    lag_years=2.0,
    keeps_old_names=0.15,
    has_email=0.0,
)
SCHOOL = Source(
    name="school",
    error_factor=0.9,
    missing_nhs_number=1.0,
    lag_years=1.5,
    keeps_old_names=0.1,
    has_email=0.5,
    writes_country_code=0.03,
    joins_phone=0.35,
)
GP = Source(
    name="gp",
    error_factor=0.8,
    missing_nhs_number=0.01,
    lag_years=13.0,
    keeps_old_names=0.15,
    has_email=0.4,
    writes_country_code=0.05,
    joins_phone=0.45,
)
REFERENCE = Source(
    name="reference",
    error_factor=0.0,
    missing_nhs_number=1.0,
    lag_years=0.0,
    keeps_old_names=0.0,
    has_email=0.0,
)
