"""How fast the dashboard's pages are, how many planners it serves at once, and in what memory.

It is started as a council starts it, over a place with a published night and release; of made-up
people, so that nobody signs in, and with limits on requests out of the way. Nothing else is to run:
`python -m benchmarks.dashboard PLACE/thinkfamily.toml`, with the key in the environment or `.env`.
Memory is read where Linux tells it.
"""

import argparse
import asyncio
import json
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

import httpx2

from benchmarks.dashboard_served import BASE, peak_megabytes, serving, sign_in, token_of
from dashboard.access.forms import TOKEN_FIELD
from dashboard.access.roles import Role
from pipelines.config import load_config
from pipelines.nights import current_night

_MOST_MILLISECONDS, _MOST_MEGABYTES, _PLANNERS = 300, 500, 50
_RESULTS = Path(__file__).with_suffix(".json")
_TIMES, _ROUNDS = 15, 6
_READ = (
    "/",
    "/topics",
    "/topics/parents",
    "/topics/services",
    "/counts",
    "/counts/A2",
    "/counts/A2?by=ward",
    "/counts/F1",
    "/wards",
    "/trend",
    "/definitions",
    "/downloads",
)
_REVIEWED = ("/nights", "/thresholds", "/releases", "/agreements", "/labelling", "/explain")


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Planners who read all their pages at once, again and again, without a pause."""

    planners: int
    requests: int
    errors: int
    requests_per_second: float
    median_milliseconds: float
    slowest_twentieth_milliseconds: float


@dataclass(frozen=True, kw_only=True)
class Served:
    """What pages took, the median of each in milliseconds, and what the server needed."""

    people: int
    page_milliseconds: dict[str, float]
    crowd: Crowd
    peak_megabytes: int


def time_pages(config: Path) -> dict[str, float]:
    """Take every page of every role, warm, one request after the other."""
    night = current_night(load_config(config).data).as_at
    found: dict[str, float] = {}
    planner, analyst, officer = map(sign_in, (Role.PLANNER, Role.ANALYST, Role.DPO))
    for path in _READ:
        found[path] = _time(planner, path)
    for path in (*_REVIEWED, f"/nights/{night}", "/attention"):
        found[path] = _time(analyst, path)
    for path in ("/thresholds/1", *_proposals(officer), "/subjects", "/audit"):
        found[path] = _time(officer, path)
    pair = re.findall(r'name="(left|right)" value="([^"]+)"', analyst.get("/attention").text)[:2]
    found["/explain/pair"] = _time(analyst, "/explain/pair", dict(pair))
    left = {"record": dict(pair)["left"], "reason": "A benchmark."}
    found["/subjects/find"] = _time(officer, "/subjects/find", left)
    return found


def _proposals(officer: httpx2.Client) -> list[str]:
    listed = officer.get("/thresholds").text
    return sorted(set(re.findall(r'href="(/thresholds/(?!1")\d+)"', listed)))


def _time(client: httpx2.Client, path: str, form: Mapping[str, str] | None = None) -> float:
    """Return the median of a page in milliseconds, after three that are not counted."""
    token = token_of(client.get("/accessibility").text) if form else ""
    taken = []
    for _ in range(_TIMES + 3):
        began = time.perf_counter()
        answer = client.post(path, data={TOKEN_FIELD: token, **form}) if form else client.get(path)
        taken.append(1000 * (time.perf_counter() - began))
        answer.raise_for_status()
    return round(median(taken[3:]), 1)


async def crowd(planners: int) -> Crowd:
    """Have planners read all their pages at once; anything but a page is an error."""
    clients = [
        httpx2.AsyncClient(base_url=BASE, cookies=sign_in(Role.PLANNER).cookies, timeout=60)
        for _ in range(planners)
    ]
    began = time.perf_counter()
    read = await asyncio.gather(*map(_read_all, range(planners), clients))
    seconds = time.perf_counter() - began
    await asyncio.gather(*(each.aclose() for each in clients))
    answers = [each for of_planner in read for each in of_planner]
    taken = [1000 * each for status, each in answers if status == httpx2.codes.OK]
    return Crowd(
        planners=planners,
        requests=len(answers),
        errors=len(answers) - len(taken),
        requests_per_second=round(len(answers) / seconds, 1),
        median_milliseconds=round(median(taken), 1),
        slowest_twentieth_milliseconds=round(quantiles(taken, n=20)[-1], 1),
    )


async def _read_all(number: int, client: httpx2.AsyncClient) -> list[tuple[int, float]]:
    """Read every page some times over, each planner beginning elsewhere."""
    found = []
    for each in range(_ROUNDS * len(_READ)):
        began = time.perf_counter()
        try:
            status = (await client.get(_READ[(number + each) % len(_READ)])).status_code
        except httpx2.HTTPError:
            status = 0
        found.append((status, time.perf_counter() - began))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and keep what was found in `dashboard.json`.

    Returns:
        The exit code: 1 where less was reached than was asked for.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dashboard", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--people", type=int, default=500_000, help="how many live there")
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where the result is kept")
    asked = parser.parse_args(arguments)
    with serving(asked.config) as process:
        pages = time_pages(asked.config)
        at_once = asyncio.run(crowd(_PLANNERS))
        served = Served(
            people=asked.people,
            page_milliseconds=pages,
            crowd=at_once,
            peak_megabytes=peak_megabytes(process),
        )
    sys.stdout.write(f"{json.dumps(asdict(served), indent=1)}\n")
    asked.out.write_text(json.dumps(asdict(served), indent=1) + "\n", "utf-8", newline="\n")
    is_slow = max(pages.values()) > _MOST_MILLISECONDS
    return int(is_slow or at_once.errors > 0 or served.peak_megabytes > _MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
