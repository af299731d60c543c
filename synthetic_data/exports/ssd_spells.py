"""The work of social care and early help, as tables of spells."""

from synthetic_data.exports.ssd import SocialCareRecords
from synthetic_data.world import Spell, Stage

_PLANNED, _PARENTAL_ILLNESS_AS_NEED = 0.6, 0.35
_REFERRED_BY = ("6", "2A", "3A", "1A", "5A")


class SocialCareSpells:
    """Adds spells to the tables of the people a system holds."""

    def __init__(self, records: SocialCareRecords) -> None:
        """Work on the tables of these records."""
        self._records = records
        self._chance = records.chance
        self._served = {
            spell.person for spell in records.world.spells if spell.stage is Stage.MENTAL_HEALTH
        }

    def add_spells(self) -> None:
        """Add every spell of every child."""
        for child in sorted(self._records.spells):
            person_id = self._records.known[child].ids[0]
            for spell in self._records.spells[child]:
                self._add(person_id, spell)

    def _add(self, person_id: str, spell: Spell) -> None:
        if spell.stage is Stage.EARLY_HELP:
            self._add_early_help(person_id, spell)
        elif spell.stage is Stage.PROTECTION_PLAN:
            self._add_protection_plan(person_id, spell)
        elif spell.stage is Stage.LOOKED_AFTER:
            self._add_looked_after(person_id, spell)
        else:
            self._add_episode(person_id, spell)

    def _add_early_help(self, person_id: str, spell: Spell) -> None:
        self._records.add(
            "ssd_early_help_episodes",
            {
                "earl_person_id": person_id,
                "earl_episode_start_date": spell.start,
                "earl_episode_end_date": spell.end,
                "earl_episode_reason": "Parenting support",
                "earl_episode_end_reason": "Needs met" if spell.end else "",
                "earl_episode_organisation": "Oldmoor Family Hub",
            },
            "earl_episode_id",
        )

    def _add_protection_plan(self, person_id: str, spell: Spell) -> None:
        self._records.add(
            "ssd_cp_plans",
            {
                "cppl_person_id": person_id,
                "cppl_referral_id": _referral_id(spell),
                "cppl_cp_plan_start_date": spell.start,
                "cppl_cp_plan_end_date": spell.end,
                "cppl_cp_plan_initial_category": spell.detail,
                "cppl_cp_plan_latest_category": spell.detail,
            },
            "cppl_cp_plan_id",
        )

    def _add_looked_after(self, person_id: str, spell: Spell) -> None:
        self._records.add(
            "ssd_cla_episodes",
            {
                "clae_person_id": person_id,
                "clae_cla_episode_start_date": spell.start,
                "clae_cla_episode_start_reason": "S",
                "clae_cla_primary_need_code": "N1",
                "clae_cla_episode_ceased": spell.end,
            },
            "clae_cla_episode_id",
        )

    def _add_episode(self, person_id: str, spell: Spell) -> None:
        """Add a referral, with the plan that some episodes of need have."""
        self._records.add(
            "ssd_cin_episodes",
            {
                "cine_referral_id": _referral_id(spell),
                "cine_person_id": person_id,
                "cine_referral_date": spell.start,
                "cine_cin_primary_need_code": self._need(spell),
                "cine_referral_source_code": self._chance.pick(_REFERRED_BY),
                "cine_referral_nfa": spell.stage is Stage.NO_FURTHER_ACTION,
                "cine_close_reason": "RC8" if spell.end else "",
                "cine_close_date": spell.end,
            },
        )
        if spell.stage is Stage.IN_NEED and self._chance.happens(_PLANNED):
            self._records.add(
                "ssd_cin_plans",
                {
                    "cinp_person_id": person_id,
                    "cinp_referral_id": _referral_id(spell),
                    "cinp_cin_plan_start_date": spell.start,
                    "cinp_cin_plan_end_date": spell.end,
                },
                "cinp_cin_plan_id",
            )

    def _need(self, spell: Spell) -> str:
        """Return the primary need: parental illness for some children of service users."""
        ties = self._records.world.carers_by_child[spell.person]
        is_served = any(tie.adult in self._served for tie in ties)
        return "N3" if is_served and self._chance.happens(_PARENTAL_ILLNESS_AS_NEED) else "N1"


def _referral_id(spell: Spell) -> str:
    """Return the id of a child's referral within a family's case."""
    return f"{700_000 + spell.case}-{spell.person}"
