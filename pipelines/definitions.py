"""Everything Dagster knows, assembled from the configuration in one place."""

import os
from pathlib import Path

import dagster as dg

from pipelines.alert_sensor import failed_runs
from pipelines.assets import calibration, counts, current, family, linkage, measures, ranges
from pipelines.assets.conformed import conformed_asset, geography_asset
from pipelines.assets.raw import night_begun, raw_asset
from pipelines.checks.build import checks_of
from pipelines.config import Config, load_config
from pipelines.counts.definitions import DEFINITIONS
from pipelines.jobs import NIGHT_JOB, nightly
from pipelines.keeping_job import kept_no_longer, retention_job
from pipelines.masking import mask_errors
from pipelines.resources import NightResource
from pipelines.sensors import assess_job, new_deliveries
from pipelines.training import train_models

CONFIG_VARIABLE = "THINKFAMILY_CONFIG"


def config_file() -> Path:
    """Return where the configuration is: the working folder, unless the environment says."""
    return Path(os.environ.get(CONFIG_VARIABLE, "thinkfamily.toml")).resolve()


def build_definitions(config: Config, file: Path) -> dg.Definitions:
    """Assemble assets, checks, jobs, schedule and sensor from a configuration."""
    mask_errors()
    assets = [
        night_begun,
        *[raw_asset(source) for source in config.source],
        *[conformed_asset(source) for source in config.people_sources],
        *[geography_asset(source) for source in config.reference_sources],
        # What kind of place an address is must be known before anybody is linked by it.
        linkage.record_asset(source.name for source in config.source),
        linkage.last_night,
        linkage.pair,
        calibration.pair_probability,
        linkage.person,
        linkage.identity,
        family.family_person,
        family.family_pair,
        family.care_tie,
        family.unit,
        family.unit_identity,
        measures.measure,
        counts.profile_asset(config.reference_source.name),
        *[counts.count_asset(definition) for definition in DEFINITIONS],
        counts.figure,
        ranges.figure_range,
        current.current_asset(config.health.night_by),
    ]
    return dg.Definitions(
        assets=assets,
        asset_checks=checks_of(config),
        jobs=[NIGHT_JOB, train_models, assess_job, retention_job],
        schedules=[nightly, kept_no_longer],
        sensors=[new_deliveries, failed_runs],
        executor=dg.in_process_executor,
        resources={"night": NightResource(config_file=str(file))},
    )


@dg.definitions
def defs() -> dg.Definitions:
    """Load the configuration and assemble; importing this module does nothing."""
    file = config_file()
    return build_definitions(load_config(file), file)
