"""Samples of a night for reviewers, kept in the register, where their answers are decided."""

from governance.register.decision import Decision
from governance.register.labelling import Draw, DrawnPair
from governance.register.labelling_decisions import record_draw
from governance.register.register import Register
from linkage_models.calibration.sampling import DrawnPairs
from linkage_models.person.model import PERSON_MODEL
from pipelines.explained_night import version_name, versions_of
from pipelines.nights import Night


def keep_for_review(
    register: Register, night: Night, drawn: DrawnPairs, seed: int, decision: Decision
) -> int:
    """Have pairs judged that were drawn from a night.

    Returns:
        The number of the draw.

    Raises:
        DecisionError: no reason is given, or labels on record cannot be used with these.
    """
    used = versions_of(night)
    draw = Draw(
        night=night.as_at,
        seed=seed,
        threshold_version=used["threshold version"],
        model=used[version_name(PERSON_MODEL)],
        pairs=[
            DrawnPair(
                source_l=source_l,
                record_id_l=record_id_l,
                source_r=source_r,
                record_id_r=record_id_r,
                stratum=stratum,
                stands_for=weight,
            )
            for (source_l, record_id_l, source_r, record_id_r), stratum, weight in zip(
                drawn.keys, drawn.stratum, drawn.sample_weight, strict=True
            )
        ],
    )
    with register.changing() as change:
        return record_draw(change, draw, decision)
