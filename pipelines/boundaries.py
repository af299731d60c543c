"""The boundaries that a council configured, for the maps of a release."""

from governance.boundaries import Boundaries, read_boundaries
from pipelines.config import Config


def boundaries_of(config: Config) -> Boundaries | None:
    """Read the configured boundaries, or return nothing where none are.

    Raises:
        BoundariesError: the file is missing or cannot be used.
    """
    geography = config.geography
    if geography is None:
        return None
    return read_boundaries(config.data / geography.boundaries, geography.ward, geography.name)
