"""What assets are given: the configuration, the night of their partition, its warehouse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

import dagster as dg
import pyarrow as pa
from duckdb import DuckDBPyConnection

from pipelines.clock import now
from pipelines.config import Config, SourceConfig, load_config
from pipelines.deliveries.choices import used_delivery
from pipelines.deliveries.choosing import Chosen, choose
from pipelines.deliveries.finding import Delivery, find_deliveries
from pipelines.deliveries.ledger import open_ledger
from pipelines.judgements import decisions_of
from pipelines.masking import told_in_words
from pipelines.nights import Night
from pipelines.subjects.withholding import Suppressions, suppressions_of
from pipelines.warehouse import key_from_environment, open_warehouse
from sources.opt_outs import read_opt_outs

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
        """Find the newest delivery of each source by the night's date, whether usable or not."""
        return find_deliveries(night.data, self.config.source, night.as_at)

    def choose(self, con: DuckDBPyConnection, night: Night, source: SourceConfig) -> Chosen:
        """Land the newest delivery of a source that can be used."""
        ledger = open_ledger(night.data)
        return choose(con, source, night.data, night.as_at, ledger, now())

    def opt_outs(self, source: SourceConfig) -> frozenset[str]:
        """Return the NHS numbers of those who objected, where objections apply to a source."""
        listed = self.config.opt_out_list
        return read_opt_outs(listed) if source.opt_outs_apply and listed else frozenset()

    @cached_property
    def suppressions(self) -> Suppressions:
        """Those whose records may not be used, as the register knows them."""
        return suppressions_of(self.config)

    def decisions(self) -> pa.Table | None:
        """Return what people decided about pairs of records, where it is on record or listed."""
        return decisions_of(self.config)

    def delivery(self, con: DuckDBPyConnection, night: Night, source: SourceConfig) -> Delivery:
        """Return the delivery of a source that the night's warehouse holds."""
        return used_delivery(con, night.data, source)


def as_at(context: Context) -> date:
    """Return the as-at date of a run: its partition."""
    return date.fromisoformat(context.run.tags["dagster/partition"])
