"""How memory is looked after while a town is made; nothing of people."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles of garbage until the work is done.

    A town is millions of objects that live until it is written and hold no cycles. Python goes
    through all of them again and again, which took half of the time of a large town.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.collect()
