"""The work of social care and early help, as tables of spells.

What is in a spell is a fact of the world: the census tells the same.
"""

from types import MappingProxyType

from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_tables import SocialCareTables, person_id
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Spell, Stage
from synthetic_data.world import World

# How a case was closed, and why the episode of being looked after ceased then.
_CEASED = MappingProxyType({"RC1": "E11", "RC2": "E2", "RC3": "E48", "RC4": "E45", "RC5": "E3"})
_RETURNED_HOME = "E4A"
_EPISODES = (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)


def ceased_reason(spell: Spell, episode: Spell) -> str:
    """Return why an episode of being looked after ceased, if it did: as its case was closed."""
    if spell.end is None:
        return ""
    return _CEASED.get(spell.outcome or episode.outcome, _RETURNED_HOME)


class SocialCareSpells:
    """Adds spells to the tables of the people a system holds."""

    def __init__(self, records: SocialCareRecords, tables: SocialCareTables) -> None:
        """Fill these tables."""
        self._records = records
        self._world: World = records.world
        self._tables = tables

    def add_spells(self) -> None:
        """Add every spell of every child, numbered in the order in which they began."""
        for child, spells in self._records.spells.items():
            own_id = self._records.known[child].ids[0]
            referrals = {
                spell.case: (f"{own_id}{place:02}", spell)
                for place, spell in reversed(list(enumerate(spells)))
                if spell.stage in _EPISODES
            }
            for place, spell in enumerate(spells):
                referral_id, episode = referrals.get(spell.case, ("", spell))
                self._add(own_id, f"{own_id}{place:02}", spell, referral_id, episode)

    def _add(
        self, own_id: str, row_id: str, spell: Spell, referral_id: str, episode: Spell
    ) -> None:
        if spell.stage is Stage.EARLY_HELP:
            self._tables.add("ssd_early_help_episodes", self._early_help(own_id, row_id, spell))
        elif spell.stage is Stage.PROTECTION_PLAN:
            row = _protection_plan(own_id, row_id, spell, referral_id)
            self._tables.add("ssd_cp_plans", row)
        elif spell.stage is Stage.LOOKED_AFTER:
            self._tables.add("ssd_cla_episodes", _looked_after(own_id, row_id, spell, episode))
        else:
            self._tables.add("ssd_cin_episodes", _episode(own_id, row_id, spell))
            if spell.planned:
                self._tables.add("ssd_cin_plans", _plan(own_id, row_id, spell))

    def _early_help(self, own_id: str, row_id: str, spell: Spell) -> Row:
        world = self._world
        self._records.observer.turn_to("early help", world.people[spell.person])
        worker = world.people[self._records.chance.pick(world.social_workers)]
        return {
            "earl_episode_id": row_id,
            "earl_person_id": own_id,
            "earl_episode_start_date": spell.start,
            "earl_episode_end_date": spell.end,
            "earl_episode_reason": "Parenting support",
            "earl_episode_end_reason": "Needs met" if spell.end else "",
            "earl_episode_organisation": "Oldmoor Family Hub",
            "earl_episode_worker_id": f"W{person_id(worker)}",
        }


def _protection_plan(own_id: str, row_id: str, spell: Spell, referral_id: str) -> Row:
    return {
        "cppl_cp_plan_id": row_id,
        "cppl_person_id": own_id,
        "cppl_referral_id": referral_id,
        "cppl_cp_plan_start_date": spell.start,
        "cppl_cp_plan_end_date": spell.end,
        "cppl_cp_plan_initial_category": spell.detail,
        "cppl_cp_plan_latest_category": spell.detail,
    }


def _looked_after(own_id: str, row_id: str, spell: Spell, episode: Spell) -> Row:
    """Write an episode of being looked after, for the need of the case it belongs to."""
    return {
        "clae_cla_episode_id": row_id,
        "clae_person_id": own_id,
        "clae_cla_episode_start_date": spell.start,
        "clae_cla_episode_start_reason": "S",
        "clae_cla_primary_need_code": spell.need or episode.need,
        "clae_cla_episode_ceased": spell.end,
        "clae_cla_episode_ceased_reason": ceased_reason(spell, episode),
    }


def _episode(own_id: str, row_id: str, spell: Spell) -> Row:
    """Write a referral with what followed."""
    return {
        "cine_referral_id": row_id,
        "cine_person_id": own_id,
        "cine_referral_date": spell.start,
        "cine_cin_primary_need_code": spell.need,
        "cine_referral_source_code": spell.referred_by,
        "cine_referral_nfa": spell.stage is Stage.NO_FURTHER_ACTION,
        "cine_close_reason": spell.outcome,
        "cine_close_date": spell.end,
    }


def _plan(own_id: str, row_id: str, spell: Spell) -> Row:
    return {
        "cinp_cin_plan_id": row_id,
        "cinp_person_id": own_id,
        "cinp_referral_id": row_id,
        "cinp_cin_plan_start_date": spell.assessed_on,
        "cinp_cin_plan_end_date": spell.end,
    }
