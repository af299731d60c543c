"""What schools and assessments note of people in the year. Nothing is counted here."""

from collections import defaultdict
from statistics import fmean

from tests.recount.night import Night

_AS_NOTED = ("suspension", "young_carer", "free_school_meals")
_TENTH = 10.0


def noted(night: Night) -> dict[int, set[str]]:
    """Return what is noted of each person in the twelve months to the as-at date."""
    found: dict[int, set[str]] = defaultdict(set)
    missed: dict[tuple[int, object], list[float]] = defaultdict(list)
    said: set[tuple[int, object]] = set()
    for person, row in night.about("flag"):
        if not night.in_the_year(row["on_date"]):
            continue
        key = person, row["source"]
        if row["flag"] == "absence":
            missed[key].append(float(str(row["value"])))
        elif row["value"] != "no" and row["flag"] == "persistent_absence":
            said.add(key)
        elif row["value"] != "no" and row["flag"] in _AS_NOTED:
            found[person].add(str(row["flag"]))
    for key in {*missed, *said}:
        if fmean(missed[key]) >= _TENTH if key in missed else key in said:
            found[key[0]].add("persistent_absence")
    return found
