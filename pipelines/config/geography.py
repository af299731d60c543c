"""Where a council's own boundaries are, and how they call a ward."""

from pathlib import Path

from pipelines.config.values import Part, Words


class Geography(Part):
    """Boundaries of wards, for the map of a release.

    `boundaries` is a GeoJSON file in the data folder. `ward` is the property that holds a ward as
    the postcode lookup calls it (its code); `name`, where given, the one with its name for readers.
    """

    boundaries: Path
    ward: Words
    name: str = ""
