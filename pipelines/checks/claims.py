"""The claims of a night, declared; `build.py` makes asset checks of them."""

from dataclasses import dataclass

import dagster as dg

from pipelines.assets import counts, family, linkage, measures

# A parameter of a claim that is filled for each source or from the night.
SOURCE, AS_AT = "source", "as_at"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A statement about a table that must hold, or whose breach is only unusual.

    The SELECT named after it counts what contradicts it. Blocking claims stop the night: what
    would follow would be wrong.
    """

    name: str
    asset: dg.AssetKey
    takes: tuple[str, ...] = ()
    blocking: bool = True


@dataclass(frozen=True, kw_only=True)
class SourceClaim:
    """A claim that is made of every source, on the asset of a layer."""

    name: str
    layer: str
    takes: tuple[str, ...] = (SOURCE,)
    blocking: bool = True
    synthetic_only: bool = False


SOURCE_CLAIMS = (
    SourceClaim(name="rows_in_are_loaded_or_rejected", layer="raw"),
    SourceClaim(name="no_column_is_undeclared", layer="raw", blocking=False),
    SourceClaim(name="the_newest_delivery_is_used", layer="raw", blocking=False),
    SourceClaim(name="data_is_fresh", layer="raw", takes=(SOURCE, AS_AT), blocking=False),
    # Real people may not be counted as made-up ones, under words that say that nobody exists.
    SourceClaim(name="no_nhs_number_is_issued", layer="conformed", synthetic_only=True),
    SourceClaim(name="record_ids_are_unique", layer="conformed"),
    SourceClaim(name="ties_join_records_of_the_source", layer="conformed"),
    SourceClaim(name="records_carry_names", layer="conformed", blocking=False),
    SourceClaim(name="nothing_begins_before_birth", layer="conformed", blocking=False),
    SourceClaim(
        name="births_are_plausible", layer="conformed", takes=(SOURCE, AS_AT), blocking=False
    ),
)

CLAIMS = (
    Claim(name="persons_continue_from_the_last_night", asset=linkage.LAST_NIGHT, blocking=False),
    Claim(name="every_record_has_one_person", asset=linkage.PERSON),
    Claim(name="no_restricted_record_is_linked", asset=linkage.PERSON),
    Claim(name="no_person_has_two_verified_nhs_numbers", asset=linkage.PERSON),
    Claim(name="no_person_has_very_many_records", asset=linkage.PERSON, blocking=False),
    Claim(name="records_decided_different_are_apart", asset=linkage.PERSON),
    Claim(name="records_decided_same_are_together", asset=linkage.PERSON),
    Claim(name="no_decisions_are_in_conflict", asset=linkage.PERSON, blocking=False),
    Claim(
        name="every_decision_is_of_records_that_can_be_linked",
        asset=linkage.PERSON,
        blocking=False,
    ),
    Claim(name="no_person_is_set_aside", asset=linkage.PERSON, blocking=False),
    Claim(name="every_person_has_one_key", asset=linkage.IDENTITY),
    Claim(name="nothing_restricted_is_evidence", asset=family.PERSON, takes=(AS_AT,)),
    Claim(name="no_carer_is_younger_than_the_child", asset=family.CARE_TIE),
    Claim(name="every_child_is_in_one_unit", asset=family.UNIT),
    Claim(name="every_unit_has_one_key", asset=family.UNIT_IDENTITY),
    Claim(name="no_unit_has_very_many_children", asset=family.UNIT, blocking=False),
    # A person may accept what is otherwise: `thinkfamily drift accept`.
    Claim(name="volumes_are_as_usual", asset=measures.MEASURE),
    Claim(name="completeness_is_as_usual", asset=measures.MEASURE),
    Claim(name="link_rates_are_as_usual", asset=measures.MEASURE),
    Claim(name="cluster_sizes_are_as_usual", asset=measures.MEASURE),
    Claim(name="weights_are_as_usual", asset=measures.MEASURE),
    Claim(name="no_part_exceeds_its_whole", asset=counts.FIGURE),
    Claim(name="parts_add_up_to_totals", asset=counts.FIGURE),
)
