"""The sensor that notices deliveries, and the small job that assesses one as soon as it is there.

Somebody learns in the morning, and not at half past two at night, that a file is refused. Nothing
is published here, and no warehouse is opened: what a night makes of a delivery is in `deliveries`.
"""

import json
from datetime import date

import dagster as dg

from pipelines.clock import now
from pipelines.deliveries.arrivals import arrivals_of, find_arrival
from pipelines.deliveries.choosing import told_of
from pipelines.deliveries.ledger import open_ledger
from pipelines.deliveries.trying import assess_delivery
from pipelines.errors import NotAllowedError
from pipelines.masking import told_in_words
from pipelines.resources import NightResource

ASSESS_JOB = "assess_delivery"
ASSESS = "assess"
_EVERY_MINUTE = 60
# Older deliveries have been looked at, and a night looks at them again only when it needs them.
_NEWEST = 3


class AssessConfig(dg.Config):
    """Which delivery is to be assessed."""

    source: str
    delivered: str


@dg.op(name=ASSESS)
def assess(context: dg.OpExecutionContext, config: AssessConfig, night: NightResource) -> None:
    """Assess a delivery, and note in the ledger what came of it.

    A delivery that is refused or held fails the run: somebody has to do something about it, and
    failed runs are what alerts are set on. Any other outcome is a success that says which.
    """
    with told_in_words():
        source = next((each for each in night.config.source if each.name == config.source), None)
        if source is None:
            msg = f"no source is called {config.source}"
            raise NotAllowedError(msg)
        ledger = open_ledger(night.config.data)
        day = date.fromisoformat(config.delivered)
        facts = assess_delivery(night.config, source, day, ledger, now())
    context.add_output_metadata(
        {"outcome": facts.outcome.value, "records": sum(facts.records_by_export.values())}
    )
    if facts.outcome.needs_a_person:
        raise dg.Failure(description=told_of(facts), allow_retries=False)


@dg.job(
    name=ASSESS_JOB,
    executor_def=dg.in_process_executor,
    description="Read one delivery as a night would, and note in the ledger what came of it.",
)
def assess_job() -> None:
    """Assess one delivery."""
    assess()


def notice_deliveries(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Ask for the assessment of each of the newest deliveries that looks otherwise than before."""
    night: NightResource = context.resources.night
    known: dict[str, str] = json.loads(context.cursor or "{}")
    moment = now()
    looks: dict[str, str] = {}
    requests = []
    for source in night.config.source:
        for day in arrivals_of(night.config.data, source)[:_NEWEST]:
            arrival = find_arrival(night.config.data, source, day)
            key = f"{source.name}/{day}"
            if arrival is None or arrival.waits_for(moment):
                continue
            looks[key] = arrival.looks
            if known.get(key) != arrival.looks:
                requests.append(_request(key, source.name, day, arrival.looks))
    return dg.SensorResult(run_requests=requests, cursor=json.dumps(looks, sort_keys=True))


def _request(key: str, source: str, day: date, looks: str) -> dg.RunRequest:
    config = {"config": {"source": source, "delivered": day.isoformat()}}
    return dg.RunRequest(run_key=f"{key}/{looks}", run_config={"ops": {ASSESS: config}})


# By the name of its job, and without the decorator: otherwise Dagster warns of its own doing.
new_deliveries = dg.SensorDefinition(
    name="new_deliveries",
    job_name=ASSESS_JOB,
    evaluation_fn=notice_deliveries,
    required_resource_keys={"night"},
    minimum_interval_seconds=_EVERY_MINUTE,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Notices new and changed deliveries, once they are finished.",
)
