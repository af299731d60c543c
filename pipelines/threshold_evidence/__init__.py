"""What other levels would change, on a night that is there: it is read, and linked once more aside.

How a night is counted again is in `counts/recounting`; who decides on it is not known here.
"""

from pipelines.threshold_evidence.taking import Proposed, take_evidence
from pipelines.threshold_evidence.trading_off import trade_off_of

__all__ = ["Proposed", "take_evidence", "trade_off_of"]
