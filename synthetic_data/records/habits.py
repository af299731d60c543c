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
    the old ones.
    """

    name: str
    error_factor: float
    missing_nhs_number: float
    lag_years: float
    keeps_old_names: float
    has_email: float


ADULT_MENTAL_HEALTH = Source(
    name="adult_mental_health",
    error_factor=1.0,
    missing_nhs_number=0.05,
    lag_years=4.5,
    keeps_old_names=0.2,
    has_email=0.3,
)
CHILDRENS_SOCIAL_CARE = Source(
    name="childrens_social_care",
    error_factor=1.2,
    missing_nhs_number=0.5,
    lag_years=3.0,
    keeps_old_names=0.15,
    has_email=0.0,
)
SCHOOL = Source(
    name="school",
    error_factor=0.9,
    missing_nhs_number=1.0,
    lag_years=2.5,
    keeps_old_names=0.1,
    has_email=0.5,
)
GP = Source(
    name="gp",
    error_factor=0.8,
    missing_nhs_number=0.01,
    lag_years=11.0,
    keeps_old_names=0.15,
    has_email=0.4,
)
REFERENCE = Source(
    name="reference",
    error_factor=0.0,
    missing_nhs_number=1.0,
    lag_years=0.0,
    keeps_old_names=0.0,
    has_email=0.0,
)
