"""All that a release shows, once it is controlled: what its tables, charts and pages share."""

from dataclasses import dataclass

from governance.charting.chart import Chart
from governance.disclosure.checking import Checked
from governance.estimate import ShownChange, ShownEstimate
from governance.rows import ReleaseRow


@dataclass(frozen=True, kw_only=True)
class Content:
    """Rows in reading order, how they were checked, what is said beside headlines, the charts."""

    rows: tuple[ReleaseRow, ...]
    checked: Checked
    estimates: tuple[ShownEstimate, ...]
    changes: tuple[ShownChange, ...]
    charts: tuple[Chart, ...]
