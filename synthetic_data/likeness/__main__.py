"""`python -m synthetic_data.likeness`: write the page and the pictures of a synthetic town."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from synthetic_data.likeness.portrait import PAGE, page, take_portrait
from synthetic_data.likeness.speed import load_speeds
from synthetic_data.plan import TownPlan

_PEOPLE = 100_000
_SPEEDS = Path("benchmarks/synthetic_population.json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page into a folder and the pictures into `pictures` in it.

    Returns:
        The exit code: 1 where a measure lies outside its interval.
    """
    parser = argparse.ArgumentParser(prog="python -m synthetic_data.likeness", description=__doc__)
    parser.add_argument("--people", type=int, default=_PEOPLE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("docs"))
    parser.add_argument("--speeds", type=Path, default=_SPEEDS, help="what the benchmark wrote")
    asked = parser.parse_args(arguments)
    portrait = take_portrait(TownPlan(people=asked.people, seed=asked.seed), _tell)
    pictures = asked.out / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for picture in portrait.pictures:
        (pictures / f"{picture.name}.svg").write_text(picture.svg, "utf-8", newline="\n")
    written = page(portrait, load_speeds(asked.speeds))
    (asked.out / PAGE).write_text(written, "utf-8", newline="\n")
    for name in portrait.unmet:
        _tell(f"outside its interval: {name}")
    return 1 if portrait.unmet else 0


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
