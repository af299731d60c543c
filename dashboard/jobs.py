"""Work that takes minutes, done in a process of its own: pages are served meanwhile.

One at a time: each takes a night's warehouse and much memory. What became of it is told on the
page that it was asked for on; what it made lies in the register.
"""

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from pipelines.errors import TOLD_IN_WORDS, kind_and_place

_KEPT = 20


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something that was asked for, by whom, and how far it is."""

    kind: str
    title: str
    by: str
    asked_at: str
    future: Future[str] = field(repr=False)

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if not self.future.done():
            return "being done" if self.future.running() else "waiting for its turn"
        return "not done" if self.future.exception() else "done"

    @property
    def words(self) -> str:
        """What it came to, or why it was not done."""
        if not self.future.done():
            return ""
        error = self.future.exception()
        if error is None:
            return self.future.result()
        is_ours = isinstance(error, TOLD_IN_WORDS)
        return str(error) if is_ours else f"a fault of ours: {kind_and_place(error)}"


class Jobs:
    """The work of this server, the newest first."""

    def __init__(self) -> None:
        """Begin without any; a process is started by the first that is asked for."""
        self._held: list[Job] = []
        self._pool: ProcessPoolExecutor | None = None

    def ask(
        self,
        kind: str,
        title: str,
        by: str,
        asked_at: str,
        work: Callable[..., str],
        *given: object,
    ) -> Job:
        """Have work done aside; it is given plain values, and returns what it came to in words."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=1, mp_context=get_context("spawn"), max_tasks_per_child=1
            )
        job = Job(
            kind=kind,
            title=title,
            by=by,
            asked_at=asked_at,
            future=self._pool.submit(work, *given),
        )
        self._held = [job, *self._held][:_KEPT]
        return job

    def of(self, kind: str) -> tuple[Job, ...]:
        """Return the jobs of a kind."""
        return tuple(each for each in self._held if each.kind == kind)

    def close(self) -> None:
        """End what waits; what is being done is left to end by itself."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def propose_release(config_file: Path, night: str, profile: str, decided: dict[str, str]) -> str:
    """Write a release and propose it, as `thinkfamily release` does."""
    from datetime import date  # noqa: PLC0415 - loaded where the work is done

    from governance.register.decision import Decision  # noqa: PLC0415
    from pipelines.config import load_config  # noqa: PLC0415
    from pipelines.releasing import propose_release as propose  # noqa: PLC0415

    found = propose(
        load_config(config_file), date.fromisoformat(night), profile, Decision(**decided)
    )
    return f"{found.id} is proposed"


def propose_levels(
    config_file: Path, night: str, levels: dict[str, float], decided: dict[str, str]
) -> str:
    """Count a night again at other levels and propose them, as `thinkfamily threshold propose`."""
    from datetime import date  # noqa: PLC0415 - loaded where the work is done

    from governance.register.decision import Decision  # noqa: PLC0415
    from linkage_models.thresholds import Levels  # noqa: PLC0415
    from pipelines.config import load_config  # noqa: PLC0415
    from pipelines.threshold_life import ThresholdLife  # noqa: PLC0415

    life = ThresholdLife(load_config(config_file))
    found = life.propose(date.fromisoformat(night), Levels(**levels), Decision(**decided))
    return f"version {found.version} is proposed"
