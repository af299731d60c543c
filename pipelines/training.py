"""The training job: run rarely, on its own, never as part of a night.

It is no asset, so that nobody who asks Dagster for everything retrains the models by accident. It
lands and maps a delivery in a warehouse of its own, learns both models from it, writes their
numbers for review and removes the warehouse. Nothing is published.
"""

from collections.abc import Callable
from datetime import date

import dagster as dg
from duckdb import DuckDBPyConnection

from linkage_models.family import evidence
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import trained_path
from linkage_models.person import resolve
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import score_pairs
from linkage_models.training import save, train
from pipelines import steps
from pipelines.assets.common import NIGHTLY
from pipelines.masking import told_in_words
from pipelines.nights import Night
from pipelines.resources import NightResource, as_at
from pipelines.warehouse import key_from_environment, open_warehouse

TRAIN_JOB = "train_models"
LEARN = "learn_models"


class TrainingConfig(dg.Config):
    """The seed of the sampling of random pairs: the same seed gives the same numbers."""

    seed: int = 1


@dg.op(name=LEARN)
def learn_models(
    context: dg.OpExecutionContext, config: TrainingConfig, night: NightResource
) -> None:
    """Learn the numbers of both models from the deliveries of a night."""
    with told_in_words():
        at = night.at(context)
        night.deliveries(at)  # A source that never delivered is told before anything is read.
        apart = Night(data=at.data / "training", as_at=at.as_at)
        apart.begin()
        try:
            with open_warehouse(apart.building, key_from_environment(), night.config.engine) as con:
                steps.begin(con)
                for source in night.config.people_sources:
                    delivery = night.choose(con, at, source).delivery
                    steps.conform_source(con, delivery, night.opt_outs(source), night.suppressions)
                learn(con, as_at(context), config.seed, context.log.info)
        finally:
            apart.abandon()


def learn(con: DuckDBPyConnection, as_at: date, seed: int, tell: Callable[[str], None]) -> None:
    """Train the person model, link with it, and train the family model on the persons."""
    tell(f"{prepare_records(con)} records to learn from")
    person = train(con, PERSON_MODEL, seed)
    score_pairs(con, person)
    resolve.resolve_persons(con)
    tell(f"{evidence.prepare_persons(con, as_at)} persons to learn from")
    family = train(con, FAMILY_MODEL, seed)
    # Both or neither: a family model belongs to the person model it was learnt with.
    save(person, trained_path(PERSON_MODEL))
    save(family, trained_path(FAMILY_MODEL))
    tell("both models are trained: review the diff of their numbers")


@dg.job(
    name=TRAIN_JOB,
    executor_def=dg.in_process_executor,
    partitions_def=NIGHTLY,
    description="Learn the numbers of both models from a night's deliveries, for review.",
)
def train_models() -> None:
    """Learn both models."""
    learn_models()
