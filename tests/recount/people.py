"""Who somebody is: age, sex, ethnic group, home, practice, school. Nothing is counted here."""

from collections import defaultdict
from datetime import date

from tests.recount.homes import Homes
from tests.recount.night import Night, as_day

_BANDS = ((4, "0 to 4"), (9, "5 to 9"), (15, "10 to 15"), (17, "16 to 17"), (24, "18 to 24"))
_OLDER = ((34, "25 to 34"), (44, "35 to 44"), (54, "45 to 54"), (64, "55 to 64"))
_ETHNIC = {
    "white": {"WBRI", "WIRI", "WIRT", "WROM", "WOTH"},
    "mixed": {"MWBC", "MWBA", "MWAS", "MOTH"},
    "asian": {"AIND", "APKN", "ABAN", "CHNE", "AOTH"},
    "black": {"BCRB", "BAFR", "BOTH"},
    "other": {"OOTH", "ARAB"},
}
NOT_KNOWN = "not known"


def age_on(born: date, day: date) -> int:
    """Return the age in whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_band(age: int | None) -> str:
    """Return the band of an age."""
    if age is None:
        return NOT_KNOWN
    return next((band for last, band in (*_BANDS, *_OLDER) if age <= last), "65 and over")


def _newest_spells(night: Night) -> dict[tuple[object, object], date]:
    """Return the day that the newest spell of each record began."""
    newest: dict[tuple[object, object], date] = defaultdict(lambda: date.min)
    for row in night.tables["conformed.involvement"]:
        if row["start_date"] is not None:
            key = row["source"], row["record_id"]
            newest[key] = max(newest[key], as_day(row["start_date"]))
    return newest


class People:
    """What is known of each person of a night."""

    def __init__(self, night: Night) -> None:
        """Look up every person once."""
        self.night = night
        self.person = {int(str(row["person_id"])): row for row in night.tables["family.person"]}
        self._homes = Homes(night)
        self._ethnic: dict[int, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
        self._newest: dict[tuple[int, str], date] = defaultdict(lambda: date.min)
        newest = _newest_spells(night)
        for person, row in night.about("person_record"):
            for group, codes in _ETHNIC.items():
                if row["ethnic_group"] in codes:
                    self._ethnic[person][group].add(row["source"])
                    day = newest.get((row["source"], row["record_id"]), date.min)
                    self._newest[person, group] = max(self._newest[person, group], day)

    def age(self, person: int) -> int | None:
        """Return the age on the as-at date, if the birth is known."""
        born = self.person[person]["birth"]
        return None if born is None else age_on(as_day(born), self.night.as_at)

    def is_alive_adult(self, person: int) -> bool:
        """Say whether somebody is alive and of age; without a birth date everybody is of age."""
        age, row = self.age(person), self.person[person]
        return not row["is_dead"] and not row["is_unborn"] and (age is None or age >= 18)

    def ethnic_group(self, person: int) -> str:
        """Return the group that most sources tell, then of the newest spell, then the last."""
        told = self._ethnic[person]
        return max(
            told, key=lambda g: (len(told[g]), self._newest[person, g], g), default=NOT_KNOWN
        )

    def has_home(self, person: int) -> bool:
        """Say whether some home of somebody is in use on the as-at date."""
        return bool(self._homes.in_use(person))

    def details(self, person: int, service: str, kind: str) -> list[str]:
        """Return practices or schools where somebody is registered, the newest first."""
        spells = [
            s for s in self.night.open_spells(person) if (s.service, s.kind) == (service, kind)
        ]
        spells.sort(key=lambda spell: (spell.start, spell.detail or ""), reverse=True)
        return [spell.detail for spell in spells if spell.detail]

    def home_categories(self, person: int) -> dict[str, set[str]]:
        """Return the categories of where somebody lives."""
        home = self._homes.area(person) or {}
        decile = home.get("imd_decile")
        return {
            "ward": {str(home.get("ward") or NOT_KNOWN)},
            "imd_decile": {NOT_KNOWN if decile is None else f"decile {int(str(decile)):02}"},
        }

    def place_categories(self, person: int) -> dict[str, set[str]]:
        """Return the categories of where somebody lives and is registered."""
        practices = self.details(person, "gp", "registration")
        return self.home_categories(person) | {
            "ethnic_group": {self.ethnic_group(person)},
            "practice": {practices[0] if practices else NOT_KNOWN},
        }

    def categories(self, person: int) -> dict[str, set[str]]:
        """Return the categories of a person's own."""
        band, sex = age_band(self.age(person)), self.person[person]["sex"]
        sex = sex if sex in ("F", "M") else NOT_KNOWN
        return self.place_categories(person) | {
            "age_band": {band},
            "sex": {str(sex)},
            "age_sex": {f"{band}|{sex}"},
        }
