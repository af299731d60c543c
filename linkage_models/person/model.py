"""The person model: which pairs of records are compared, and how its numbers are learnt.

How a pair is compared is in `comparing.py`.
"""

from splink import SettingsCreator, block_on

from linkage_models.model import LinkageModel
from linkage_models.person.comparing import person_comparisons


def person_settings() -> SettingsCreator:
    """Describe the model to Splink. Blocking keeps movers, changed names and missing numbers."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_number",
        comparisons=list(person_comparisons()),
        blocking_rules_to_generate_predictions=[
            block_on("nhs_number"),
            block_on("upns", arrays_to_explode=["upns"]),
            block_on("date_of_birth", "family_name"),
            block_on("date_of_birth", "given_name"),
            block_on("date_of_birth", "current_postcode"),
            block_on("date_of_birth", "substr(given_name, 1, 1)"),
            block_on("given_name", "family_name", "current_postcode"),
            block_on("given_name", "family_name", "year(date_of_birth)"),
            block_on("contact_points", arrays_to_explode=["contact_points"]),
            block_on("relatives", arrays_to_explode=["relatives"]),
            block_on("substr(given_name, 1, 1)", "places", arrays_to_explode=["places"]),
            block_on("family_name", "places", arrays_to_explode=["places"]),
            block_on("rare_values", arrays_to_explode=["rare_values"]),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["source"],
    )


PERSON_MODEL = LinkageModel(
    name="person",
    table="linkage.record",
    unique_id="record_number",
    settings=person_settings,
    deterministic=(
        block_on("nhs_number"),
        block_on("upn"),
        block_on("given_name", "family_name", "date_of_birth"),
        block_on("given_name", "family_name", "current_postcode"),
    ),
    deterministic_recall=0.9,
    train_on=(
        block_on("nhs_number"),
        block_on("date_of_birth"),
        block_on("given_name", "family_name", "current_postcode"),
        block_on("given_name", "family_name"),
    ),
)
