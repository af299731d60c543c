"""All that a release shows, once it is controlled: what its tables, charts and pages share."""

from dataclasses import dataclass

from governance.charting.chart import Chart
from governance.estimate import ShownChange, ShownEstimate
from governance.tables import ReleaseRow


@dataclass(frozen=True, kw_only=True)
class Content:
    """Rows in reading order, what is said of headline figures beside them, and the charts."""

    rows: tuple[ReleaseRow, ...]
    estimates: tuple[ShownEstimate, ...]
    changes: tuple[ShownChange, ...]
    charts: tuple[Chart, ...]
