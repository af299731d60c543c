"""The release that a planner's page shows: asked for by type, so that no page forgets to."""

from typing import Annotated

from fastapi import Depends, Request

from dashboard.access.problems import NothingPublishedError
from dashboard.reading.published import PublishedRelease


def current_release(request: Request) -> PublishedRelease:
    """Return the release that readers are given.

    Raises:
        NothingPublishedError: none is published, or its files are not as they were sealed.
    """
    release: PublishedRelease | None = request.app.state.office.library.current()
    if release is None:
        msg = "There are figures as soon as somebody proposes a release and another approves it."
        raise NothingPublishedError(msg)
    return release


Current = Annotated[PublishedRelease, Depends(current_release)]
"""The release that readers are given."""
