"""A night in which persons are given, for tests of what is evidence of family.

Every record is a person of its own, but for those that a test joins.
"""

from datetime import date, timedelta

from duckdb import DuckDBPyConnection

from linkage_models.family import evidence, units
from linkage_models.family.ties.tying import tie_carers
from linkage_models.person import resolve
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from sources.tables import create_table

AS_AT = date(2026, 9, 30)
DAY = timedelta(days=1)
ADULT_BORN, CHILD_BORN = date(1985, 1, 1), date(2015, 6, 1)


class Night:
    """A night in which every record is a person of its own, unless it is joined to another."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self.con = con
        self._joined: list[tuple[str, str]] = []
        steps.begin(con)
        con.execute(
            "create table if not exists conformed.place (source text, uprn text, kind text)"
        )
        con.execute(
            "create table linkage.pair (record_number_l bigint, record_number_r bigint,"
            " match_weight double, guard varchar, cannot_be_one boolean,"
            " weight_of_nhs_number double, weight_of_upn double, closeness varchar)"
        )
        con.execute("create table linkage.weighing as select true as has_households")
        con.execute(
            "create table family.pair (person_id_l bigint, person_id_r bigint, match_weight double,"
            " mw_contact_point double, mw_family_name double)"
        )

    def add(self, table: str, **values: object) -> None:
        """Add a row of the conformed shape, of the practice unless another source is named."""
        told = {"source": "gp", **values}
        names, places = ", ".join(told), ", ".join("?" * len(told))
        self.con.execute(
            f"insert into conformed.{table} ({names}) values ({places})",  # noqa: S608 - ours
            list(told.values()),
        )

    def person(self, name: str, born: date | None = ADULT_BORN, **values: object) -> None:
        """Add a client with one record."""
        self.add(
            "person_record",
            **{
                "record_id": name,
                "given_name": name.upper(),
                "family_name": "MOSSOP",
                "date_of_birth": born,
                "date_of_birth_quality": "full" if born else None,
                "is_client": True,
                "is_restricted": False,
                **values,
            },
        )

    def also(
        self, name: str, source: str, born: date | None = ADULT_BORN, **values: object
    ) -> None:
        """Add a person's record of another source, under the same name."""
        self.person(f"{name} of {source}", born, source=source, **values)
        self._joined.append((name, f"{name} of {source}"))

    def home(self, name: str, line: str = "1 MILL LANE", **values: object) -> None:
        """Add an address."""
        told = {"use": "home", "postcode": "QZ1 1AB", **values}
        self.add("address", record_id=name, line=line, **told)

    def classed(self, uprn: str, kind: str | None) -> None:
        """Give a place of the property register its kind."""
        self.con.execute("insert into conformed.place (uprn, kind) values (?, ?)", [uprn, kind])

    def phone(self, name: str, value: str) -> None:
        """Add a phone."""
        self.add("contact_point", record_id=name, kind="phone", value=value)

    def tie(self, adult: str, child: str, type_: str = "parent_of", **values: object) -> None:
        """State a tie."""
        told = {"from_record_id": adult, "to_record_id": child, "type": type_, **values}
        self.add("relationship", **told)

    def prepare(self) -> dict[int, str]:
        """Take the steps up to the family model; return whose record each person is."""
        prepare_records(self.con)
        resolve.resolve_persons(self.con)
        self._join()
        evidence.prepare_persons(self.con, AS_AT)
        table = self.con.table("linkage.person_record").select("person_id", "record_id")
        joined = {record for _, record in self._joined}
        return {person: record for person, record in table.fetchall() if record not in joined}

    def _join(self) -> None:
        for name, record in self._joined:
            self.con.execute(
                "update linkage.person_record set person_id = (select person_id from"
                " linkage.person_record where record_id = ?) where record_id = ?",
                [name, record],
            )
        if self._joined:
            self.con.execute("drop table linkage.person")
            create_table(self.con, "linkage.person", "linkage_models.person", "person")

    def told(self, table: str, column: str) -> dict[str, object]:
        """A column of `family.person` or of another table, by record."""
        names = self.prepare()
        rows = self.con.table(table).select("person_id", column).fetchall()
        return {names[person]: value for person, value in rows}

    def ties(self) -> set[tuple[str, str, str, str, str]]:
        """Care ties of this night, without what the family model would infer."""
        names = self.prepare()
        tie_carers(self.con, AS_AT)
        rows = self.con.table("family.care_tie").select(
            "child_id", "adult_id", "role", "residence", "tier"
        )
        return {(names[row[0]], names[row[1]], *row[2:]) for row in rows.fetchall()}

    def units(self) -> set[frozenset[str]]:
        """The children of each unit."""
        self.ties()
        units.form_units(self.con, AS_AT)
        names = dict(
            self.con.table("linkage.person_record").select("person_id", "record_id").fetchall()
        )
        parts: dict[int, set[str]] = {}
        rows = self.con.table("family.member").filter("role in ('child', 'unborn_child')")
        for unit, child in rows.select("unit_id", "person_id").fetchall():
            parts.setdefault(unit, set()).add(names[child])
        return {frozenset(part) for part in parts.values()}
