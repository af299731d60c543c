"""What analysts see of a night: its numbers, what needs a look, and why records are one person."""

import json
import re

import pytest

from dashboard.analyst.nights import Share
from dashboard.reading.nights import NightsRead
from pipelines.config import load_config
from pipelines.nights import Night
from tests.conftest import NightRun
from tests.dashboard.conftest import Hall
from tests.dashboard.test_planner_pages import words
from tests.dashboard.town_hall import BY_ROLE, Visitor
from tests.integration.searching import found_in
from tests.integration.support import AS_AT

ANALYST = BY_ROLE["analyst"]


@pytest.fixture(scope="module")
def analyst(town_pages: Visitor) -> Visitor:
    """The made-up analyst of a town whose night holds the canary family."""
    assert town_pages.post("/sign-in/made-up", {"who": "1"}).status_code == 303
    return town_pages


@pytest.mark.parametrize("path", ["/nights", f"/nights/{AS_AT}", "/attention", "/explain"])
def test_no_page_about_a_night_shows_a_value_of_a_person(
    analyst: Visitor, night: NightRun, path: str
) -> None:
    answer = analyst.get(path)
    assert answer.status_code == 200
    assert found_in(path, answer.content, night.canary.needles) == set()


def test_a_night_is_shown_with_the_numbers_it_holds(analyst: Visitor, night: NightRun) -> None:
    page = words(analyst.get(f"/nights/{AS_AT}").text)
    read = NightsRead(load_config(night.place.config))
    quality = read.quality(Night(data=night.place.data, as_at=read.all()[0].as_at))
    assert f"Persons {quality.size['person_count']:,}" in page
    assert f"Families {quality.size['unit_count']:,}" in page
    for check in quality.cluster_checks:
        assert f"{check['check']} {check['meaning']} {check['outcome']}" in page
    rates = [quality.share_linked(source) for source in quality.flow]
    assert all(rate is not None and f"{rate:.1%}" in page for rate in rates)
    for row in quality.completeness:
        assert f"{row['birth_date_count'] / row['record_count']:.1%}" in page


def test_a_night_that_is_not_there_is_not_shown(analyst: Visitor) -> None:
    for day in ("2026-09-29", "current", "..%2f..", "2026-09-30'--"):
        assert analyst.get(f"/nights/{day}").status_code == 404


def test_a_share_is_pointed_at_when_it_moved_by_more_than_two_points() -> None:
    assert not Share(now=0.9, before=None).has_drifted
    assert not Share(now=0.9, before=0.885).has_drifted
    assert Share(now=0.9, before=0.875).has_drifted
    assert Share(now=0.85, before=0.9).has_drifted


def test_a_pair_in_doubt_is_explained_with_its_weights_and_the_view_is_on_record(
    hall: Hall,
) -> None:
    visitor = hall.signed_in(ANALYST)
    found = re.search(
        r'name="left" value="([^"]+)">\s*<input type="hidden" name="right" value="([^"]+)"',
        visitor.get("/attention").text,
    )
    assert found
    answer = visitor.post("/explain/pair", {"left": found[1], "right": found[2]})
    assert answer.status_code == 200
    told = words(answer.text)
    assert "What was compared, and what it weighs, in bits" in told
    sums = [
        float(each) for each in re.findall(r'<td class="amount">([+-]\d+\.\d)</td>', answer.text)
    ]
    assert f"Total {sums[-1]:+.1f}" in told
    entry = hall.app.state.office.register.entries()[-1]
    assert (entry.action, entry.by) == ("pair explained", ANALYST)
    assert json.loads(entry.details)["left"] in {found[1], found[2]}


def test_a_family_is_explained_by_a_record_of_it(hall: Hall, night: NightRun) -> None:
    visitor = hall.signed_in(ANALYST)
    read = NightsRead(load_config(hall.place.config))
    with read.opened(read.current()) as con:
        source, record_id = con.sql(
            "select source, record_id from linkage.person_record "
            "join family.member using (person_id) order by all limit 1"
        ).fetchall()[0]
    answer = visitor.post("/explain/family", {"of": f"{source}:{record_id}"})
    assert answer.status_code == 200
    assert f"{source}:{record_id}" in words(answer.text)
    assert "Ties, and what speaks for them" in answer.text
    assert hall.app.state.office.register.entries()[-1].action == "family explained"


@pytest.mark.parametrize(
    "fields",
    [
        {"left": "gp:1", "right": "gp:1"},
        {"left": "gp", "right": "gp:2"},
        {"left": "gp:x' or 1=1 --", "right": "school:y"},
    ],
)
def test_what_cannot_be_explained_is_told_in_words(hall: Hall, fields: dict[str, str]) -> None:
    answer = hall.signed_in(ANALYST).post("/explain/pair", fields)
    assert answer.status_code == 409
    assert "Not done" in answer.text


def test_a_page_opens_a_night_that_it_cannot_leave(hall: Hall) -> None:
    """Whatever SQL came to run on a page's connection, it reads no file and changes nothing."""
    read = NightsRead(load_config(hall.place.config))
    forbidden = [
        "copy (select 1) to '/tmp/leak.csv'",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/other.duckdb'",
        "set enable_external_access = true",
        "set memory_limit = '8GB'",
        "delete from linkage.person",
        "create table night.main.copy as select 1",
        "install httpfs",
    ]
    with read.opened(read.current()) as con:
        for statement in forbidden:
            with pytest.raises(Exception, match=r"(?i)disabled|locked|read-only|cannot|permission"):
                con.execute(statement)
