"""What of a night is open for whom: patients and their children. Nothing is counted here."""

from collections import defaultdict

from tests.recount.night import SOCIAL_CARE_STAGES, Night, Row
from tests.recount.noted import noted
from tests.recount.people import NOT_KNOWN, People
from tests.recount.tally import Counted

PARENTS = {"mother", "father", "parent"}
AT_HOME = {*PARENTS, "step_parent"}


def number(row: Row, name: str) -> int:
    """Return a column that holds a number."""
    return int(str(row[name]))


class Profile:
    """Who is a patient, whose child is whose, and what is open for each."""

    def __init__(self, night: Night) -> None:
        """Work out everything that several counts ask for."""
        self.night, self.people = night, People(night)
        self.noted = noted(night)
        self.patients = {
            person
            for person in self.people.person
            if "adult_mental_health" in self.services(person) and self.people.is_alive_adult(person)
        }
        self.children = {number(r, "child_id"): r for r in night.tables["family.dependent_child"]}
        self.ties = night.tables["family.care_tie"]
        self.members: dict[int, list[Row]] = defaultdict(list)
        self.unit_of: dict[int, int] = {}
        for row in night.tables["family.member"]:
            self.members[number(row, "unit_id")].append(row)
            if row["role"] in ("child", "unborn_child"):
                self.unit_of[number(row, "person_id")] = number(row, "unit_id")

    def services(self, person: int) -> set[str]:
        """Return the services that are open for somebody, whatever the stage."""
        return {spell.service for spell in self.night.open_spells(person)}

    def stages(self, person: int) -> set[str]:
        """Return the stages of children's services that are open for somebody."""
        stages = {
            spell.kind
            for spell in self.night.open_spells(person)
            if spell.service == "childrens_social_care" and spell.kind in SOCIAL_CARE_STAGES
        }
        return stages | ({"early_help"} if "early_help" in self.services(person) else set())

    def targeted(self, person: int) -> set[str]:
        """Return the targeted services that are open for somebody."""
        open_now = self.services(person) & {"special_educational_needs"}
        if person in self.patients:
            open_now.add("adult_mental_health")
        stages = self.stages(person)
        if "early_help" in stages:
            open_now.add("early_help")
        if stages - {"early_help"}:
            open_now.add("childrens_social_care")
        return open_now | (self.noted[person] - {"free_school_meals"})

    def tiers_of_child(self, child: int) -> set[str]:
        """Return how the ties of a child to patients are known, foster carers aside."""
        return {
            str(tie["tier"])
            for tie in self.ties
            if number(tie, "child_id") == child
            and tie["role"] != "foster_carer"
            and number(tie, "adult_id") in self.patients
        }

    def shape(self, unit: int) -> dict[str, set[str]]:
        """Return the categories of a family's size and of the parents at home."""
        members = self.members[unit]
        children = sum(member["role"] in ("child", "unborn_child") for member in members)
        home = sum(
            member["role"] in AT_HOME and member["residence"] == "with_child" for member in members
        )
        return {
            "children": {str(children) if children < 4 else "4 or more"},
            "parents_at_home": {("none known", "one", "two or more")[min(home, 2)]},
        }

    def child_counted(self, child: int) -> Counted:
        """Return a child with everything that a count of children asks."""
        unit, tiers = self.unit_of[child], self.tiers_of_child(child)
        categories = self.shape(unit)
        if self.children[child]["is_unborn"]:
            places = self.people.place_categories(child)
            if not self.people.has_home(child) and (mothers := self._mothers(child)):
                places |= self.people.home_categories(mothers[0])
            categories |= {name: places[name] for name in ("ward", "imd_decile", "ethnic_group")}
        else:
            categories |= self.people.categories(child)
            schools = self.people.details(child, "school", "enrolment")
            unnamed = NOT_KNOWN if "school" in self.services(child) else "none"
            categories["school"] = {schools[0] if schools else unnamed}
        facts = self.stages(child) | self.noted[child]
        if tiers:
            facts.add("of_patient")
            categories["tier"] = {min(tiers)}
        categories["children_of_patients"] = {"yes" if tiers else "no"}
        return Counted(key=child, family=unit, facts=facts, categories=categories)

    def _mothers(self, child: int) -> list[int]:
        """Return the adults in whose home an unborn child may be, the mother first."""
        ties = [
            (tie["role"] != "mother", number(tie, "adult_id"))
            for tie in self.ties
            if number(tie, "child_id") == child and tie["role"] in ("mother", "parent")
        ]
        return [adult for _, adult in sorted(ties) if self.people.has_home(adult)]

    def born_children(self) -> list[Counted]:
        """Return every dependent child who is born."""
        return [self.child_counted(c) for c, row in self.children.items() if not row["is_unborn"]]

    def unborn_children(self) -> list[Counted]:
        """Return every child who is not born yet."""
        return [self.child_counted(c) for c, row in self.children.items() if row["is_unborn"]]
