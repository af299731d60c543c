"""Running a Dagster job in this process: progress while it runs, words when it fails."""

import os
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import dagster as dg
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipelines.checks.build import step_of
from pipelines.config import load_config
from pipelines.definitions import build_definitions
from pipelines.drift.holding import words_of_held
from pipelines.jobs import NIGHT_JOB
from pipelines.nights import Night
from pipelines.warehouse import key_from_environment

_UNEXPECTED = "an unexpected error, masked; see the log"
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


class RunFailedError(ValueError):
    """A run failed; the message holds every reason in words.

    `is_fault` says that a reason is a fault of ours and not of what the run was given.
    """

    def __init__(self, reasons: list[str], *, is_fault: bool) -> None:
        self.is_fault = is_fault
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run that succeeded: how long each step took, and what was unusual."""

    seconds: dict[str, float]
    warnings: tuple[str, ...]


def run_job(  # noqa: PLR0913 - what Dagster is told of a run
    job: str,
    config_file: Path,
    as_at: date,
    console: Console,
    *,
    ops: dict[str, object] | None = None,
    tags: Mapping[str, str] | None = None,
) -> Run:
    """Run a job for a night in this process.

    Raises:
        ConfigError: the configuration cannot be used.
        WarehouseKeyError: the key is missing, or too short to protect anything.
        RunFailedError: a step failed or a blocking claim does not hold; the last good night stays.
    """
    config = load_config(config_file)
    key_from_environment()  # Missing or too short: said before anything runs.
    os.umask(0o077)
    os.environ["DAGSTER_HOME"] = str(config_file.parent)
    (config.data / "dagster").mkdir(mode=0o700, parents=True, exist_ok=True)
    definitions = build_definitions(config, config_file)
    # Dagster takes the storage folder of `dagster.yaml` from the working folder.
    with (
        chdir(config_file.parent),
        dg.DagsterInstance.get() as instance,
        _bar(console) as progress,
    ):
        resolved = definitions.resolve_job_def(job)
        task = progress.add_task(job.replace("_", " "), total=len(resolved.nodes))
        run_id = str(uuid4())
        instance.add_event_listener(run_id, lambda entry: _advance(progress, task, entry))
        result = resolved.execute_in_process(
            run_id=run_id,
            partition_key=as_at.isoformat(),
            instance=instance,
            tags=dict(tags or {}),
            run_config=_QUIET | ({"ops": ops} if ops else {}),
            raise_on_error=False,
        )
    if not result.success:
        reasons = _reasons(result)
        if job == NIGHT_JOB.name:
            night = Night(data=config.data, as_at=as_at)
            night.abandon()
            reasons += words_of_held(night)
        raise RunFailedError(reasons, is_fault=any(_UNEXPECTED in reason for reason in reasons))
    return Run(seconds=_seconds(result), warnings=tuple(_warnings(result)))


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:<28}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total} steps"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )


def _advance(progress: Progress, task: TaskID, entry: dg.EventLogEntry) -> None:
    event = entry.dagster_event
    if event is None:
        return
    if event.event_type == dg.DagsterEventType.STEP_START:
        progress.update(task, description=str(event.step_key).replace("__", " · ")[:28])
    if event.event_type in (dg.DagsterEventType.STEP_SUCCESS, dg.DagsterEventType.STEP_FAILURE):
        progress.advance(task)


def _reasons(result: dg.ExecuteInProcessResult) -> list[str]:
    """Say why a run failed: our own words, or the kind and place of an unexpected error."""
    broken = [
        check
        for check in result.get_asset_check_evaluations()
        if check.blocking and not check.passed
    ]
    told_below = {step_of(check.asset_key) for check in broken}
    reasons = []
    for event in result.all_events:
        if event.event_type != dg.DagsterEventType.STEP_FAILURE:
            continue
        # Dagster fails the step of a claim that does not hold; the claim itself is told below.
        if event.step_key in told_below:
            continue
        data = event.step_failure_data
        told = data.user_failure_data.description if data.user_failure_data else None
        reasons.append(told or f"{event.step_key}: {_UNEXPECTED}")
    reasons += [_contradicted(check) for check in broken]
    return reasons or ["the run failed before its first step"]


def _contradicted(check: dg.AssetCheckEvaluation) -> str:
    claim = check.check_name.replace("_", " ")
    count = check.metadata["contradictions"].value
    return (
        f"{check.asset_key.to_user_string()}: it does not hold that {claim} ({count} contradict it)"
    )


def _warnings(result: dg.ExecuteInProcessResult) -> list[str]:
    return [
        _contradicted(check)
        for check in result.get_asset_check_evaluations()
        if not check.passed and not check.blocking
    ]


def _seconds(result: dg.ExecuteInProcessResult) -> dict[str, float]:
    return {
        str(event.step_key): event.step_success_data.duration_ms / 1000
        for event in result.all_events
        if event.event_type == dg.DagsterEventType.STEP_SUCCESS
    }
