"""Family: persons become care ties and family units."""

import dagster as dg

from linkage_models.family import evidence, units
from linkage_models.family.identity.assigning import continue_units
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.family.ties.tying import tie_carers
from linkage_models.model import load_trained
from pipelines.assets.common import FAMILY, NIGHTLY, Reported, reported
from pipelines.assets.linkage import IDENTITY as PERSON_IDENTITY
from pipelines.assets.linkage import PERSON as LINKED_PERSON
from pipelines.levels import levels_of
from pipelines.resources import NightResource, as_at

PERSON = dg.AssetKey([FAMILY, "person"])
PAIR = dg.AssetKey([FAMILY, "pair"])
CARE_TIE = dg.AssetKey([FAMILY, "care_tie"])
UNIT = dg.AssetKey([FAMILY, "unit"])
UNIT_IDENTITY = dg.AssetKey([FAMILY, "identity"])


@dg.asset(key=PERSON, group_name=FAMILY, partitions_def=NIGHTLY, deps=[LINKED_PERSON])
def family_person(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Persons with their ties, dated homes and contact points, and what of them is no evidence."""
    with night.building(context) as con:
        persons = evidence.prepare_persons(con, as_at(context))
        return reported({"persons": persons, **evidence.evidence_counts(con)})


@dg.asset(key=PAIR, group_name=FAMILY, partitions_def=NIGHTLY, deps=[PERSON])
def family_pair(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Pairs of persons weighed as family: ties, homes, phones, surnames, ages."""
    with night.building(context) as con:
        return reported({"pairs": units.score_family_pairs(con, load_trained(FAMILY_MODEL))})


@dg.asset(key=CARE_TIE, group_name=FAMILY, partitions_def=NIGHTLY, deps=[PAIR])
def care_tie(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Each child with each adult who cares for it, with tier, evidence and weight."""
    with night.building(context) as con:
        return reported({"care_ties": tie_carers(con, as_at(context), levels_of(con).levels)})


@dg.asset(key=UNIT, group_name=FAMILY, partitions_def=NIGHTLY, deps=[CARE_TIE])
def unit(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Family units: every child in exactly one, with the adults who care for it."""
    with night.building(context) as con:
        return reported(units.form_units(con, as_at(context)))


@dg.asset(
    key=UNIT_IDENTITY, group_name=FAMILY, partitions_def=NIGHTLY, deps=[UNIT, PERSON_IDENTITY]
)
def unit_identity(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """The key by which each unit is known from night to night, and which merged, split or went."""
    with night.building(context) as con:
        return reported(continue_units(con, as_at(context)))
