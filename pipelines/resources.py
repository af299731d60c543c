"""What assets are given: the configuration, the night of their partition, its warehouse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

import dagster as dg
from duckdb import DuckDBPyConnection

from pipelines.config import Config, load_config
from pipelines.errors import told_in_words
from pipelines.nights import Delivery, Night, find_deliveries
from pipelines.warehouse import key_from_environment, open_warehouse

Context = dg.AssetExecutionContext | dg.AssetCheckExecutionContext | dg.OpExecutionContext


class NightResource(dg.ConfigurableResource["NightResource"]):
    """The data folder of a configuration, seen from one partition: a night."""

    config_file: str

    @cached_property
    def config(self) -> Config:
        """The council's configuration, checked."""
        return load_config(Path(self.config_file))

    def at(self, context: Context) -> Night:
        """Return the night of a run's partition."""
        return Night(data=self.config.data, as_at=as_at(context))

    @contextmanager
    def building(self, context: Context) -> Iterator[DuckDBPyConnection]:
        """Open the warehouse that the run is building; our errors are told in words."""
        with told_in_words():
            path = self.at(context).building_warehouse()
            with open_warehouse(path, key_from_environment(), self.config.engine) as con:
                yield con

    def deliveries(self, night: Night) -> tuple[Delivery, ...]:
        """Find the deliveries that a night reads."""
        return find_deliveries(night.data, self.config.source, night.as_at)

    def delivery(self, night: Night, source: str) -> Delivery:
        """Find the delivery of one source that a night reads."""
        wanted = tuple(each for each in self.config.source if each.name == source)
        return find_deliveries(night.data, wanted, night.as_at)[0]


def as_at(context: Context) -> date:
    """Return the as-at date of a run: its partition."""
    return date.fromisoformat(context.run.tags["dagster/partition"])
