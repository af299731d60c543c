"""Eclipse's views while they are filled; the rows are made by the modules beside this one."""

from sources.childrens_social_care.eclipse import ECLIPSE
from synthetic_data.exports.writing import Row


class EclipseViews:
    """The rows of all views."""

    def __init__(self) -> None:
        """Start with empty views."""
        self.rows: dict[str, list[Row]] = {export.name: [] for export in ECLIPSE.exports}

    def add(self, view: str, row: Row) -> None:
        """Add a row."""
        self.rows[view].append(row)
