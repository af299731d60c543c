"""A night that is killed: readers see one night or the other, and the re-run equals a clean run.

Here at a few moments, in a process of its own; at all of them: `python -m tests.faults`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.support import ROOT

pytestmark = pytest.mark.slow


def test_a_night_that_is_killed_needs_no_hand(tmp_path: Path) -> None:
    out = tmp_path / "kills.json"
    asked = ["--every", "137", "--random", "1", "--out", str(out)]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults", *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    kills = json.loads(out.read_text("utf-8"))
    assert sum(each["was_killed"] for each in kills) >= 2
    assert [each["faults"] for each in kills if each["faults"]] == []
