"""The sensor that tells people of a run that failed: which, for which night, and how much of it.

What a step said stays in Dagster: it names files and columns.
"""

from collections.abc import Iterator

import dagster as dg

from pipelines.alerts.alert import Alert
from pipelines.alerts.sending import send
from pipelines.resources import NightResource


@dg.run_failure_sensor(
    name="failed_runs",
    monitor_all_code_locations=True,  # A night of the command line is of none.
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells the targets of [alerts] that a run of any job failed.",
)
def failed_runs(context: dg.RunFailureSensorContext, night: NightResource) -> None:
    """Send an alert of a failed run; where it cannot be sent, the sensor's tick fails visibly."""
    if night.config.alerts.has_targets:
        send(night.config, about_run(context))


def about_run(context: dg.RunFailureSensorContext) -> Alert:
    """Tell of a run that failed."""
    run = context.dagster_run
    day = run.tags.get("dagster/partition", "")
    title = f"thinkfamily: {run.job_name.replace('_', ' ')} {day}".strip()
    return Alert(title=f"{title} failed", lines=sorted({*_steps(context), *_claims(context)}))


def _steps(context: dg.RunFailureSensorContext) -> Iterator[str]:
    for event in context.get_step_failure_events():
        yield f"step {str(event.step_key).replace('__', ' / ')} failed"


def _claims(context: dg.RunFailureSensorContext) -> Iterator[str]:
    found = context.instance.all_logs(
        context.dagster_run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION
    )
    for entry in found:
        check = entry.asset_check_evaluation
        if check and check.blocking and not check.passed:
            count = check.metadata["contradictions"].value
            claim = check.check_name.replace("_", " ")
            yield f"{check.asset_key.to_user_string()}: not {claim} ({count})"
