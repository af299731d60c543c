"""Clients of RiO in the index and in the table of names: numbers, birth, death, carers, aliases."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.exports.rio_tables import Client, RioTables
from synthetic_data.exports.writing import Row
from synthetic_data.facts import ADULT_AGE, Person
from synthetic_data.records.habits import TITLES

DFE_TO_NHS = MappingProxyType(
    {
        "WBRI": "A", "WIRI": "B", "WOTH": "C", "MWBC": "D", "MWBA": "E", "MWAS": "F", "MOTH": "G",
        "AIND": "H", "APKN": "J", "ABAN": "K", "AOTH": "L", "BCRB": "M", "BAFR": "N", "BOTH": "P",
        "CHNE": "R", "OOTH": "S", "REFU": "Z", "NOBT": "99",
    }
)  # fmt: skip
_MENTIONS_OTHER_NAME, _MENTIONS_SHORT_NAME = 0.45, 0.5
_HAS_TITLE, _HAS_MIDDLE_NAME, _HAS_DAYTIME_PHONE = 0.7, 0.6, 0.25
_IN_CAPITALS, _TITLE_IN_NAME = 0.08, 0.006
_SUPERSEDED, _ESTIMATED, _TRACED = 0.002, 0.004, 0.96
_DEFAULT_DATE, _HAS_DEFAULT_DATE = date(1900, 1, 1), 0.05
_DEATH_MISSED, _DEATH_HEARD_AFTER_DAYS = 0.1, 40
_PARTNER_CARES, _CHILD_CARES = 0.12, 0.05
_USUAL, _ALIAS, _PREFERRED, _MAIDEN, _MERGED = "1", "2", "3", "5", "CM"
_ROW_OF = MappingProxyType({_USUAL: 0, _ALIAS: 1, _MAIDEN: 1, _PREFERRED: 2, _MERGED: 3})


class RioIndex:
    """Writes clients into the index and gives them their names."""

    def __init__(self, tables: RioTables) -> None:
        """Fill these tables."""
        self._tables = tables
        self._world = tables.world
        self._chance = tables.chance

    def add_client(self, client: Client) -> None:
        """Add a client, or an entry made by mistake, with the name in use."""
        self._add_index(client)
        self._add_usual_name(client)
        is_out = client.is_sensitive or client.is_deleted
        self._tables.note(client.client_id, client.person, excluded=is_out)

    def _add_index(self, client: Client) -> None:
        chance, seen, person = self._chance, client.seen, client.person
        main, other = self._carers(client)
        self._tables.observer.turn_to(f"index {client.slot}", person)
        is_old_number = chance.happens(_SUPERSEDED) and bool(seen.nhs_number)
        is_traced = chance.happens(_TRACED) and not client.is_contact
        row: Row = {
            "ClientID": client.client_id,
            "NNN": "" if is_old_number else seen.nhs_number,
            "NNNStatus": ("01" if is_traced else "02") if seen.nhs_number else "07",
            "SupersedingNNN": seen.nhs_number if is_old_number else "",
            "EstimatedDOB": chance.happens(_ESTIMATED),
            "DaytimePhone": seen.phone if chance.happens(_HAS_DAYTIME_PHONE) else "",
            "DateOfBirth": self._birth_date(client),
            "DateOfDeath": self._death(person),
            "Gender": seen.sex,
            "Ethnicity": DFE_TO_NHS[person.ethnicity],
            "NonClient": client.is_contact,
            "Deleted": client.is_deleted,
            "SensitiveFlag": client.is_sensitive,
            "MainCarer": main,
            "OtherCarer": other,
        }
        self._tables.add("ClientIndex", row)

    def _birth_date(self, client: Client) -> date | None:
        """Return the birth date; of somebody who is only a relative it may be the default."""
        is_default = self._chance.happens(_HAS_DEFAULT_DATE) and client.is_contact
        return _DEFAULT_DATE if is_default else client.seen.date_of_birth

    def _death(self, person: Person) -> date | None:
        """Return the date of death: heard of some weeks later, or never."""
        if person.died is None or self._chance.happens(_DEATH_MISSED):
            return None
        lag = timedelta(days=int(self._chance.wait(_DEATH_HEARD_AFTER_DAYS)))
        return person.died if person.died + lag <= self._world.as_at else None

    def _carers(self, client: Client) -> tuple[str, str]:
        """Return the numbers of up to two clients who care for this one."""
        if client.is_sensitive or client.is_contact or client.is_deleted:
            return "", ""
        main, other, *_ = (*self._caring(client), "", "")
        return main, other

    def _caring(self, client: Client) -> Iterator[str]:
        world, number = self._world, client.person.number
        partner = world.partner.get(number)
        likely = {} if partner is None else {partner: _PARTNER_CARES}
        likely |= dict.fromkeys(sorted(world.children.get(number, ())), _CHILD_CARES)
        for relative, share in likely.items():
            carer = self._tables.client_known(relative)
            if carer is None or carer.person.died is not None:
                continue
            self._tables.observer.turn_to("carer", client.person, carer.person)
            if self._chance.happens(share):
                yield carer.client_id

    def _add_usual_name(self, client: Client) -> None:
        chance, seen, person = self._chance, client.seen, client.person
        self._tables.observer.turn_to(f"name {client.slot}", person)
        title, has_title = chance.pick(TITLES[person.sex]), chance.happens(_HAS_TITLE)
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        given, family = seen.given, seen.family
        if chance.happens(_TITLE_IN_NAME) and is_adult:
            given, has_title = f"{title} {given}", False
        middle = seen.middle if chance.happens(_HAS_MIDDLE_NAME) else ""
        if chance.happens(_IN_CAPITALS):
            given, middle, family = given.upper(), middle.upper(), family.upper()
        self._add_name(
            client,
            _USUAL,
            GivenName1=given,
            GivenName2=middle,
            Surname=family,
            Prefix=title if has_title and is_adult else "",
            EffectiveDate=client.since,
        )

    def _add_name(self, client: Client, kind: str, **other: str | date | None) -> None:
        row: dict[str, str | bool | date | None] = {
            "ClientNameID": f"{client.client_id}{_ROW_OF[kind]}",
            "ClientID": client.client_id,
            "GivenName1": client.seen.given,
            "Surname": client.seen.family,
            "AliasType": kind,
            "Deleted": False,
        }
        self._tables.add("ClientName", {**row, **other})

    def add_other_names(self, client: Client) -> None:
        """Add an earlier surname or the name a client likes to be called, where it was asked."""
        person, seen = client.person, client.seen
        self._tables.observer.turn_to("other names", person)
        mentions_other = self._chance.happens(_MENTIONS_OTHER_NAME)
        if mentions_other and seen.former_family == person.other_family != "":
            kind = _MAIDEN if person.changed_on else _ALIAS
            self._add_name(client, kind, Surname=seen.former_family, EndDate=person.changed_on)
        if self._chance.happens(_MENTIONS_SHORT_NAME) and person.known_as:
            self._add_name(client, _PREFERRED, GivenName1=person.known_as)

    def add_merged_name(self, client: Client, twin: Client) -> None:
        """Keep the name of an entry made by mistake on the one that it was merged into."""
        name = {"GivenName1": twin.seen.given, "Surname": twin.seen.family}
        self._add_name(client, _MERGED, **name)
