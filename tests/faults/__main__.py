"""Kill a night at every named moment and at random ones: `python -m tests.faults --random 100`."""

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.config import load_config
from pipelines.definitions import build_definitions
from tests.faults.killing import Point, apart, points_of
from tests.faults.matrix import Kill, Known, kill_once, prepare, random_moments


def main() -> int:
    """Kill, count, and fail where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--random", type=int, default=100, help="kills at random moments")
    parser.add_argument("--every", type=int, default=1, help="only every nth named moment")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=2, help="nights at once")
    parser.add_argument("--out", type=Path, help="write every kill here, as JSON")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="faults-") as made:
        folder = Path(made)
        known = prepare(folder)
        steps = apart(lambda: _steps(known.place.config)).gave
        assert isinstance(steps, list)
        points = [
            *points_of(steps)[:: asked.every],
            *random_moments(known, asked.random, asked.seed),
        ]
        kills: list[Kill] = []
        with get_context("fork").Pool(asked.at_once) as pool:
            for kill in pool.imap(partial(_kill, known, folder), enumerate(points)):
                kills.append(kill)
                if kill.faults:
                    sys.stdout.write(f"{kill.where}: {'; '.join(kill.faults)}\n")
                sys.stdout.flush()
    if asked.out:
        text = json.dumps([asdict(each) for each in kills], indent=1)
        asked.out.write_text(text + "\n", "utf-8")
    return _tell(kills)


def _kill(known: Known, folder: Path, asked: tuple[int, Point | float]) -> Kill:
    number, point = asked
    return kill_once(known, folder / f"kill-{number}", point)


def _steps(config: Path) -> list[str]:
    job = build_definitions(load_config(config), config).resolve_job_def("night")
    return sorted(node.name for node in job.nodes)


def _tell(kills: list[Kill]) -> int:
    killed = [each for each in kills if each.was_killed]
    saw = Counter(each.readers_saw for each in killed)
    wrong = [each for each in kills if each.faults]
    named = sum(each.where != "at random" for each in killed)
    sys.stdout.write(
        f"{len(kills)} nights, {len(killed)} killed: {named} at a named moment and "
        f"{len(killed) - named} at random. Readers saw then: "
        f"{', '.join(f'{night} {count} times' for night, count in sorted(saw.items()))}. "
        f"{len(wrong)} with a fault.\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
