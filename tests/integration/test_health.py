"""Health of a place: each thing that is watched is told by itself, in words and an exit code."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import create_engine, text

from pipelines.alerts.sending import WEBHOOK_URL
from pipelines.config import load_config
from pipelines.health.finding import Finding, Grade
from pipelines.health.looking import CHECKS, look
from pipelines.warehouse import KEY_VARIABLE
from tests.integration.support import AS_AT, KEY, Outcome, Place, make_place
from tests.sinks import mail_sink, web_sink

pytestmark = pytest.mark.slow
MORNING = f"{AS_AT}T08:00"
FIRST = '[[source]]\nname = "adult_mental_health"'
MOMENT = datetime(2026, 9, 30, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)


def health(place: Place, at: str = MORNING, *words: str, **environment: str) -> Outcome:
    return place.thinkfamily("health", "--at", at, *words, **environment)


def bad(place: Place, moment: datetime = MOMENT) -> list[Finding]:
    findings = look(load_config(place.config), moment)
    return [each for each in findings if each.grade is not Grade.GOOD]


def the_one(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


def test_a_place_in_order_is_good_and_everything_is_looked_at(hamlet: Place) -> None:
    hamlet.publish()
    assert bad(hamlet) == []
    outcome = health(hamlet)
    assert outcome.exit_code == 0
    for about in CHECKS:
        assert about in outcome.out


@pytest.mark.parametrize(
    ("at", "code", "told"),
    [
        ("2026-10-01T04:30", 0, "night 2026-09-30 is current"),
        ("2026-10-01T05:30", 1, "that of 2026-10-01 is due"),
        ("2026-10-02T05:30", 2, "that of 2026-10-02 is due"),
        ("2026-09-29T08:00", 1, "is of a day to come"),
    ],
    ids=["before it is due", "one missed", "two missed", "clock gone back"],
)
def test_a_night_that_did_not_come_is_told(hamlet: Place, at: str, code: int, told: str) -> None:
    outcome = health(hamlet, at)  # By summer time it is an hour later in London.
    assert outcome.exit_code == code
    assert told in outcome.out


def test_a_place_without_a_night_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    place = make_place(tmp_path / "empty")
    place.data.mkdir()
    found = {each.about: each for each in look(load_config(place.config), MOMENT)}
    assert set(found) == set(CHECKS)
    assert found["night"].grade is Grade.CRITICAL
    assert "no night has been published yet" in found["night"].words
    assert found["register"].grade is Grade.GOOD


def test_another_key_is_told(hamlet: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY[::-1])
    told = {each.about: each.words for each in bad(hamlet)}
    assert "is not the key" in told["warehouse"]
    assert "register" in told


def test_a_damaged_warehouse_is_told(hamlet: Place) -> None:
    content = bytearray(hamlet.warehouse.read_bytes())
    content[4096 + 100] ^= 0xFF
    hamlet.warehouse.write_bytes(content)
    assert the_one(bad(hamlet)).about == "warehouse"


def test_a_decision_that_was_taken_out_of_the_register_is_told(hamlet: Place) -> None:
    engine = create_engine(f"sqlite:///{hamlet.data / 'register.db'}")
    with engine.begin() as con:
        triggers = text("select name from sqlite_master where type = 'trigger'")
        for name in con.scalars(triggers).all():
            con.execute(text(f'drop trigger "{name}"'))
        con.execute(text("delete from audit where number = (select max(number) from audit)"))
    finding = the_one(bad(hamlet))
    assert (finding.about, finding.grade) == ("register", Grade.CRITICAL)
    assert "not intact" in finding.words


def test_a_release_that_was_changed_is_told(hamlet: Place) -> None:
    figures = hamlet.publish() / "figures.csv"
    figures.chmod(0o640)
    figures.write_text("changed", "utf-8")
    finding = the_one(bad(hamlet))
    assert (finding.about, finding.grade) == ("release", Grade.CRITICAL)
    assert "figures.csv was changed" in finding.words


def test_an_agreement_that_ends_soon_is_told_and_one_that_ended_too(hamlet: Place) -> None:
    text_of = hamlet.config.read_text("utf-8")
    for until, grade in (("2026-10-20", Grade.WARNING), ("2026-09-29", Grade.CRITICAL)):
        hamlet.config.write_text(text_of.replace("2099-12-31", until, 1), "utf-8")
        finding = the_one(bad(hamlet))
        assert (finding.about, finding.grade) == ("agreement", grade)


def test_a_disk_without_room_is_told(hamlet: Place) -> None:
    hamlet.configure(FIRST, f"[health]\nfree_nights = 100000000\n\n{FIRST}")
    finding = the_one(bad(hamlet))
    assert (finding.about, finding.grade) == ("disk", Grade.CRITICAL)


def test_what_is_kept_for_too_long_is_told(hamlet: Place) -> None:
    hamlet.configure(FIRST, f"[retention]\nnights_days = 60\n\n{FIRST}")
    shutil.copytree(hamlet.warehouse.parent, hamlet.data / "nights" / "2026-06-30")
    finding = the_one(bad(hamlet))
    assert (finding.about, finding.number) == ("retention", 1)
    assert "thinkfamily retention" in finding.words


def test_monitoring_reads_the_same_grades(hamlet: Place, tmp_path: Path) -> None:
    file = tmp_path / "thinkfamily.prom"
    assert health(hamlet, "2026-10-02T08:00", "--prometheus", str(file)).exit_code == 2
    metrics = {each.name: each for each in text_string_to_metric_families(file.read_text("utf-8"))}
    grades = {
        (sample.labels["about"], sample.labels["of"]): sample.value
        for sample in metrics["thinkfamily_health"].samples
    }
    moment = datetime(2026, 10, 2, 8, tzinfo=UTC)
    findings = look(load_config(hamlet.config), moment)
    assert grades == {(each.about, each.of): each.grade for each in findings}
    assert metrics["thinkfamily_night_days_behind"].samples[0].value == 2
    taken = metrics["thinkfamily_health_checked_seconds"].samples[0].value
    assert taken == moment.timestamp()


def test_alerts_reach_mail_and_webhook_in_counts_only(hamlet: Place) -> None:
    with mail_sink() as mail, web_sink() as web:
        _tell(hamlet, mail.port)
        url = {WEBHOOK_URL: f"http://127.0.0.1:{web.port}/hook"}
        assert "Alerts" not in health(hamlet, MORNING, "--alert", **url).out  # All is good.
        assert "Alerts sent: 2" in health(hamlet, "2026-10-02T08:00", "--alert", **url).out
        assert hamlet.thinkfamily("alert", **url).exit_code == 0
    assert len(mail.received) == len(web.received) == 2
    for received in (mail.received[0], web.received[0]):
        assert "1 critical, 0 to be looked at" in received
        assert "critical: night" in received
        assert str(hamlet.data) not in received
    assert "a trial" in mail.received[1]


def test_a_target_that_fails_hides_no_other_and_its_address_is_not_told(hamlet: Place) -> None:
    with web_sink(status=500) as web:
        _tell(hamlet, 9)  # Nothing listens there.
        outcome = hamlet.thinkfamily(
            "alert", **{WEBHOOK_URL: f"http://127.0.0.1:{web.port}/s3cret"}
        )
    assert outcome.exit_code == 1
    assert "mail: ConnectionRefusedError at 127.0.0.1" in outcome.err
    assert "webhook: HTTPStatusError" in outcome.err
    assert "s3cret" not in outcome.told
    unset = hamlet.thinkfamily("alert", **{WEBHOOK_URL: "http://elsewhere.example/hook"})
    assert "begins with https://" in unset.err


def test_without_targets_nobody_is_told(hamlet: Place) -> None:
    outcome = hamlet.thinkfamily("alert")
    assert outcome.exit_code == 1
    assert "no target for alerts" in outcome.err


def _tell(place: Place, port: int) -> None:
    place.configure(
        FIRST,
        '[alerts]\nwebhook = true\n[alerts.mail]\nhost = "127.0.0.1"\nencryption = "none"\n'
        f'port = {port}\nsender = "thinkfamily@example.org"\nto = ["it@example.org"]\n\n{FIRST}',
    )
