"""Episodes of the SSDA903 return: a period of care, cut where its placement or order changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from synthetic_data.chance import Weighted
from synthetic_data.exports.care import InCare
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_spells import ceased_reason
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Spell, Stay
from synthetic_data.records.addresses import postcode_as_written

# Shares of England in 2023/24: three in five under a full care order, a fifth by agreement.
_AT_FIRST = Weighted.of({"C1": 0.5, "V2": 0.45, "L1": 0.05})
_LATER = Weighted.of({"C2": 0.8, "V2": 0.2})
_ORDER_CHANGES, _DAYS_TO_ORDER = 0.75, (150, 420)
_FOSTER = Weighted.of({"U1": 0.12, "U3": 0.06, "U4": 0.4, "U6": 0.42})
_PROVIDER = Weighted.of({"PR1": 0.55, "PR4": 0.4, "PR5": 0.05})
_WITH_PARENTS, _FOR_ADOPTION = "P1", "A5"
_ADOPTED = ("E11", "E12")
_PLACED_BEFORE_ADOPTION, _PLACEMENT_ORDER = 0.6, "E1"
_WRONG_POSTCODE, _POSTCODE_LEFT_OUT, _LEAST_URN = 0.01, 0.03, 1_000_000


@dataclass(frozen=True, kw_only=True)
class _Change:
    """A day on which the order, the placement or both are others than before."""

    day: date
    status: str
    stay: Stay | None
    for_adoption: bool = False


class Episodes:
    """Writes periods of care."""

    def __init__(self, records: SocialCareRecords) -> None:
        """Write as these records tell."""
        self._world = records.world
        self._chance = records.chance
        self._records = records

    def of(self, child: InCare) -> list[Row]:
        """Return the episodes of every period of a child."""
        return [row for spell, need in child.periods for row in self._period(child, spell, need)]

    def _period(self, child: InCare, spell: Spell, need: Spell) -> Iterator[Row]:
        reason = ceased_reason(spell, need)
        changes = self._changes(child, spell, is_adopted=reason in _ADOPTED)
        before: _Change | None = None
        for place, change in enumerate(changes):
            is_last = place == len(changes) - 1
            ends = spell.end if is_last else changes[place + 1].day
            yield {
                "CHILD": child.entry.person_id,
                "DECOM": change.day,
                "RNE": _reason_of(change, before),
                "LS": change.status,
                "CIN": spell.need or need.need or "N1",
                "DEC": ends,
                "REC": reason if is_last else "X1",
                **self._placement(child, spell, change),
            }
            before = change

    def _changes(self, child: InCare, spell: Spell, *, is_adopted: bool) -> list[_Change]:
        """Return the first day and every later change, in order, one of a day."""
        chance = self._chance
        self._records.observer.turn_to(f"order {spell.start}", child.known.person)
        first, later = _AT_FIRST.draw(chance), _LATER.draw(chance)
        ordered = spell.start + timedelta(days=chance.whole(*_DAYS_TO_ORDER))
        has_order = chance.happens(_ORDER_CHANGES)
        placed = child.placements_in(spell)
        until = spell.end or self._world.as_at
        for_adoption = spell.start + (until - spell.start) * _PLACED_BEFORE_ADOPTION
        days = {spell.start, *(stay.first for stay in placed)}
        days |= {ordered} if has_order else set()
        if is_adopted:
            # Nothing changes any more until the order is made.
            days = {for_adoption, *(day for day in days if day < for_adoption)}
        return [
            _Change(
                day=day,
                status=self._status(
                    first,
                    later if has_order and day >= ordered else "",
                    is_adopted=is_adopted and day >= for_adoption,
                ),
                stay=next((stay for stay in reversed(placed) if stay.first <= day), None),
                for_adoption=is_adopted and day >= for_adoption,
            )
            for day in sorted(days)
            if day == spell.start or spell.start < day < until
        ]

    @staticmethod
    def _status(first: str, later: str, *, is_adopted: bool) -> str:
        return _PLACEMENT_ORDER if is_adopted else later or first

    def _placement(self, child: InCare, spell: Spell, change: _Change) -> Row:
        """Return where the child is; of adopters the return of a careful council says nothing."""
        chance, begun = self._chance, change.stay.first if change.stay else spell.start
        self._records.observer.turn_to(f"placement {begun}", child.known.person)
        foster, provider = _FOSTER.draw(chance), _PROVIDER.draw(chance)
        urn = str(_LEAST_URN + chance.whole(0, _LEAST_URN))
        home, there = child.home_at(spell.start), change.stay or child.home_at(change.day)
        kind = foster if change.stay else _WITH_PARENTS
        return {
            "PLACE": _FOR_ADOPTION if change.for_adoption else kind,
            "PLACE_PROVIDER": provider if change.stay else "PR0",
            "HOME_POST": self._postcode(home),
            "PL_POST": "" if change.for_adoption else self._postcode(there),
            "URN": urn if change.stay and provider == "PR4" else "",
        }

    def _postcode(self, stay: Stay | None) -> str:
        chance = self._chance
        is_left_out = chance.happens(_POSTCODE_LEFT_OUT)
        if stay is None or is_left_out:
            return ""
        return postcode_as_written(stay.dwelling.postcode, chance, _WRONG_POSTCODE)


def _reason_of(change: _Change, before: _Change | None) -> str:
    """Return why an episode began: S at first, then what changed: order, placement or both."""
    if before is None:
        return "S"
    is_moved = change.stay != before.stay or change.for_adoption != before.for_adoption
    if change.status != before.status:
        return "B" if is_moved else "L"
    return "P" if is_moved else "T"
