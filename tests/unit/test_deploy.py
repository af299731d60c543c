"""What a council's IT takes: every command in it is one of ours, and nothing in it may too much."""

import shlex
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from pipelines.cli.main import app
from tests.integration.support import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
OWN = {"ExecStart", "Restart", "RestartSec", "TimeoutStopSec", "MemoryMax", "Type"}
OWN |= {"SuccessExitStatus", "ReadWritePaths"}


def service_of(unit: Path) -> list[tuple[str, str]]:
    """Return the settings of a unit's service; systemd lets some of them stand twice."""
    section, settings = "", []
    for line in unit.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif section == "[Service]" and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            settings.append((name, value))
    return settings


def refuse_unknown(words: list[str]) -> None:
    """Refuse a call of the command line that has no such command or option."""
    command = get_command(app).commands[words[0]]  # type: ignore[attr-defined]
    known = {name for option in command.params for name in option.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_what_there_is_and_may_no_more_than_the_others(unit: Path) -> None:
    settings = service_of(unit)
    program, *words = shlex.split(dict(settings)["ExecStart"])
    assert program.startswith("/opt/thinkfamily/current/bin/")
    if program.endswith("/thinkfamily"):
        refuse_unknown(words)
    else:
        assert words[-2:] == ["--module-name", "pipelines.definitions"]
    hardened = [each for each in settings if each[0] not in OWN]
    assert hardened == [each for each in service_of(UNITS[0]) if each[0] not in OWN]
    assert ("ReadWritePaths", "/var/lib/thinkfamily") in settings
    assert {"User", "UMask", "NoNewPrivileges", "ProtectSystem", "LimitCORE"} <= dict(
        hardened
    ).keys()


def test_every_timer_has_its_service() -> None:
    for timer in TIMERS:
        parsed = ConfigParser(strict=False)
        parsed.read(timer)
        assert parsed["Timer"]["OnCalendar"].endswith("Europe/London")
        assert timer.with_suffix(".service") in UNITS


def test_containers_start_what_there_is_and_change_nothing_of_themselves() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    for service in services.values():
        program, *words = service["command"]
        if program == "thinkfamily":
            refuse_unknown(words)
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_there_is_one_way_to_install() -> None:
    docker = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert "deploy/install.sh /opt/thinkfamily /var/lib/thinkfamily" in docker
    assert "pip install" not in docker
    checked = subprocess.run(["bash", "-n", str(DEPLOY / "install.sh")], check=False)
    assert checked.returncode == 0
    usage = subprocess.run(
        [str(DEPLOY / "install.sh")], capture_output=True, text=True, check=False
    )
    assert usage.returncode == 2
    assert "deploy/install.sh PROGRAM PLACE" in usage.stderr
