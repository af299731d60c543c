"""How an error reaches people: our own in words, any other as its kind and place only.

Our messages name source, file, column and count. Messages of libraries may quote a row, so no log
ever receives one. What Dagster may keep of an error is in `masking.py`.
"""

import traceback
from pathlib import Path

from governance.boundaries import BoundariesError
from governance.refusal import ReleaseError
from governance.register.errors import DecisionError, RegisterError
from linkage_models.calibration.sheets import LabelError
from linkage_models.model import UntrainedModelError
from linkage_models.person.decision_list import DecisionsError
from pipelines.alerts.sending import AlertError
from pipelines.config import ConfigError
from pipelines.deliveries.finding import NoDeliveryError
from pipelines.deliveries.ledger import LedgerError
from pipelines.deliveries.trying import NotHeldError
from pipelines.night_lock import NightLockedError
from pipelines.nights import NoNightError
from pipelines.refusal import NotAllowedError as NotAllowedError  # noqa: PLC0414 - theirs too
from pipelines.warehouse import WarehouseError, WarehouseKeyError
from sources.opt_outs import OptOutListError
from sources.readers.files import DeliveryRefusedError

# Raised by us, with messages that are safe to store and to show.
TOLD_IN_WORDS = (
    AlertError,
    BoundariesError,
    ConfigError,
    DecisionError,
    DecisionsError,
    DeliveryRefusedError,
    LabelError,
    LedgerError,
    NightLockedError,
    NoDeliveryError,
    NoNightError,
    NotAllowedError,
    NotHeldError,
    OptOutListError,
    RegisterError,
    ReleaseError,
    UntrainedModelError,
    WarehouseError,
    WarehouseKeyError,
)


def kind_and_place(error: BaseException | None) -> str:
    """Say what kind of error it is and where in our code it arose, without its message."""
    if error is None:
        return "unknown error"
    while error.__cause__ is not None:  # Dagster wraps what a step raises.
        error = error.__cause__
    root = Path(__file__).parent.parent
    ours = [
        f"{Path(frame.filename).relative_to(root)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(root) and "site-packages" not in frame.filename
    ]
    return f"{type(error).__name__} at {ours[-1] if ours else 'a library'}"
