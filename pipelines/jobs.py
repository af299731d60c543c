"""The nightly job and its schedule. What the steps do is in the assets.

It runs in one process: every step opens the same warehouse file, which one process may hold.
"""

import dagster as dg

from pipelines.assets.common import ZONE

NIGHT_JOB = dg.define_asset_job(
    "night",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="One night, from exports to a night that is current.",
)


_AT_HALF_PAST_TWO = "30 2 * * *"


@dg.schedule(
    job=NIGHT_JOB,
    cron_schedule=_AT_HALF_PAST_TWO,
    execution_timezone=ZONE,
    # A schedule that waits to be switched on is a night that silently never runs.
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at half past two, as at that day.",
)
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Ask for the night of the scheduled day, whenever the tick is evaluated."""
    day = context.scheduled_execution_time.date().isoformat()
    return dg.RunRequest(run_key=day, partition_key=day)
