"""The job that removes every morning what is older than it is to be kept, and its schedule."""

import dagster as dg

from governance.register.decision import Decision
from pipelines.assets.common import ZONE
from pipelines.clock import now
from pipelines.masking import told_in_words
from pipelines.register import operator
from pipelines.resources import NightResource
from pipelines.retention import remove_overdue

_REASON = "Older than [retention] of the configuration keeps it; removed by schedule."
_AT_HALF_PAST_FIVE = "30 5 * * *"


@dg.op
def remove(context: dg.OpExecutionContext, night: NightResource) -> None:
    """Remove what is overdue; who decided is the account that the machine runs it under."""
    with told_in_words():
        moment = now()
        decision = Decision(by=operator(night.config), at=moment.isoformat(), reason=_REASON)
        found = remove_overdue(night.config, moment.date(), decision)
    context.add_output_metadata(
        {
            "nights": len(found.nights),
            "releases": len(found.releases),
            "deliveries": len(found.deliveries),
        }
    )


@dg.job(
    name="retention",
    executor_def=dg.in_process_executor,
    description="Remove the nights, releases and deliveries that [retention] keeps no longer.",
)
def retention_job() -> None:
    """Remove what is overdue."""
    remove()


kept_no_longer = dg.ScheduleDefinition(
    name="kept_no_longer",
    job=retention_job,
    cron_schedule=_AT_HALF_PAST_FIVE,
    execution_timezone=ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every morning, after the night.",
)
