"""Training: its own jobs, run rarely; what they write is reviewed before a night loads it."""

import dagster as dg

from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import Json, LinkageModel, trained_path
from linkage_models.person.model import PERSON_MODEL
from linkage_models.training import save, train
from pipelines.assets import family, linkage
from pipelines.assets.common import NIGHTLY, TRAINING, Reported, reported
from pipelines.errors import told_in_words
from pipelines.resources import NightResource


class TrainingConfig(dg.Config):
    """The seed of the sampling of random pairs: the same seed gives the same numbers."""

    seed: int = 1


def training_asset(model: LinkageModel, trained_on: dg.AssetKey) -> dg.AssetsDefinition:
    """Build the asset that trains one model."""

    @dg.asset(
        key=[TRAINING, f"{model.name}_model"],
        group_name=TRAINING,
        partitions_def=NIGHTLY,
        deps=[trained_on],
        description=f"The numbers of the {model.name} model, learnt from this night's records.",
    )
    def learn(
        context: dg.AssetExecutionContext, config: TrainingConfig, night: NightResource
    ) -> Reported:
        with night.building(context) as con:
            settings: Json = train(con, model, config.seed)
        with told_in_words():
            save(settings, trained_path(model))
        return reported({"seed": config.seed})

    return learn


PERSON_TRAINING = training_asset(PERSON_MODEL, linkage.RECORD)
FAMILY_TRAINING = training_asset(FAMILY_MODEL, family.PERSON)
