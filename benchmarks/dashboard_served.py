"""A dashboard that is measured: started as a council starts it, read by made-up people."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from dashboard.access.forms import TOKEN_FIELD
from dashboard.access.roles import MADE_UP, Role

_PORT = 8765
BASE = f"http://127.0.0.1:{_PORT}"
_UNHURRIED = "\n[dashboard]\nrequests_per_minute = 1000000\nsign_ins_per_minute = 1000000\n\n"


@contextmanager
def serving(config: Path) -> Iterator[int]:
    """Start the server beside a copy of the configuration; return its process."""
    unhurried = config.with_name("benchmark.toml")
    text = config.read_text("utf-8")
    first_list = text.index("[[source]]")
    unhurried.write_text(f"{text[:first_list]}{_UNHURRIED}{text[first_list:]}", "utf-8")
    thinkfamily = [str(Path(sys.executable).with_name("thinkfamily")), "--config", str(unhurried)]
    command = [*thinkfamily, "dashboard", "--port", str(_PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:  # noqa: S603 - our own
        try:
            _wait()
            yield started.pid
        finally:
            started.terminate()
            unhurried.unlink()


def _wait() -> None:
    for _ in range(300):
        try:
            httpx2.get(f"{BASE}/accessibility").raise_for_status()
        except httpx2.HTTPError:
            time.sleep(0.1)
        else:
            return
    msg = "the dashboard did not start"
    raise RuntimeError(msg)


def sign_in(role: Role) -> httpx2.Client:
    """Be a made-up person of a role."""
    client = httpx2.Client(base_url=BASE, timeout=60)
    who = next(number for number, each in enumerate(MADE_UP) if each.roles == {role})
    form = {TOKEN_FIELD: token_of(client.get("/sign-in").text), "who": str(who)}
    client.post("/sign-in/made-up", data=form)
    return client


def token_of(page: str) -> str:
    """Return what a form of this session carries."""
    found = re.search(f'name="{TOKEN_FIELD}" value="([^"]+)"', page)
    if found is None:
        msg = "a page has no form"
        raise RuntimeError(msg)
    return found.group(1)


def peak_megabytes(process: int) -> int:
    """Return the most memory that a process has held, as Linux tells it."""
    told = Path(f"/proc/{process}/status").read_text("utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    return round(int(found.group(1)) * 1024 / 1e6) if found else 0
