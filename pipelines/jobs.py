"""The nightly job, the training jobs and the schedule. What the steps do is in the assets.

All run in one process: every step opens the same warehouse file, which one process may hold.
"""

import dagster as dg

from pipelines.assets.common import TRAINING
from pipelines.assets.training import FAMILY_TRAINING, PERSON_TRAINING

NIGHT_JOB = dg.define_asset_job(
    "night",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups(TRAINING),
    executor_def=dg.in_process_executor,
    description="One night, from exports to a published release.",
)


# Each lands and maps a delivery and learns from it; nothing is published. The family model is
# learnt from persons, so from a trained person model.
TRAINING_JOBS = tuple(
    dg.define_asset_job(
        name,
        selection=dg.AssetSelection.assets(asset).upstream(),
        executor_def=dg.in_process_executor,
        description="Learn the numbers of a model from the records of a night.",
    )
    for name, asset in (
        ("train_person_model", PERSON_TRAINING),
        ("train_family_model", FAMILY_TRAINING),
    )
)

_AT_HALF_PAST_TWO = "30 2 * * *"


@dg.schedule(
    job=NIGHT_JOB,
    cron_schedule=_AT_HALF_PAST_TWO,
    execution_timezone="Europe/London",
    description="Every night at half past two, as at that day.",
)
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Ask for the night of the scheduled day, whenever the tick is evaluated."""
    day = context.scheduled_execution_time.date().isoformat()
    return dg.RunRequest(run_key=day, partition_key=day)
