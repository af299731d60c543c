"""The family model: whether two persons belong to one family, from all that is known of them.

How a pair is compared is in `comparing.py`.
"""

from splink import SettingsCreator, block_on

from linkage_models.family.comparing import family_comparisons
from linkage_models.model import LinkageModel


def family_settings() -> SettingsCreator:
    """Describe the model to Splink: pairs with one tie, home or phone, or a name and postcode."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="person_id",
        comparisons=list(family_comparisons()),
        blocking_rules_to_generate_predictions=[
            block_on("ties", arrays_to_explode=["ties"]),
            block_on("addresses", arrays_to_explode=["addresses"]),
            block_on("contact_points", arrays_to_explode=["contact_points"]),
            block_on("postcodes", "family_name", arrays_to_explode=["postcodes"]),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )


FAMILY_MODEL = LinkageModel(
    name="family",
    table="family.person",
    unique_id="person_id",
    settings=family_settings,
    deterministic=(block_on("main_address", "family_name"),),
    deterministic_recall=0.6,
    train_on=(block_on("main_address"), block_on("main_contact")),
    # Ties are so rare among random pairs that nearly all pairs of a town have to be drawn.
    u_pairs=100_000_000,
)
