"""Where somebody lives on the as-at date. Nothing is counted here."""

from collections import defaultdict
from datetime import date

from tests.recount.night import Night, Row, as_day


class Homes:
    """The addresses of everybody of a night."""

    def __init__(self, night: Night) -> None:
        """Look up every address once."""
        self._day = night.as_at
        self._areas = {row["postcode"]: row for row in night.tables["conformed.postcode"]}
        self._told: dict[int, list[Row]] = defaultdict(list)
        for person, row in night.about("address"):
            self._told[person].append(row)

    def in_use(self, person: int) -> list[Row]:
        """Return the homes of somebody in use on the as-at date; a placement is none."""
        return [
            row
            for row in self._told[person]
            if row["use"] in ("home", "temporary", None)
            and (row["from_date"] is None or as_day(row["from_date"]) <= self._day)
            and (row["to_date"] is None or as_day(row["to_date"]) >= self._day)
            and row["postcode"] is not None
        ]

    def area(self, person: int) -> Row | None:
        """Return the area of the home of somebody on the as-at date.

        It is where most sources have an address that is no placement on that day; of equals the
        newest, undated ones last; then the last postcode in the alphabet.
        """
        told: dict[str, list[Row]] = defaultdict(list)
        for row in self.in_use(person):
            told[str(row["postcode"])].append(row)

        def how_sure(postcode: str) -> tuple[int, date, str]:
            days = [row["from_date"] for row in told[postcode]]
            newest = max(date.min if day is None else as_day(day) for day in days)
            return len({row["source"] for row in told[postcode]}), newest, postcode

        return self._areas.get(max(told, key=how_sure)) if told else None
