"""The roles of the dashboard, and the check of them that every page makes at the server.

Which person has which role is told by the token they sign in with (`signing_in.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request

from dashboard.access import sessions
from dashboard.access.problems import NotYoursError, SignInFirstError


class Role(StrEnum):
    """What somebody may do."""

    PLANNER = "planner"
    ANALYST = "analyst"
    DPO = "dpo"

    @property
    def words(self) -> str:
        """The role in words."""
        return _WORDS[self]


_WORDS = {
    Role.PLANNER: "service planner",
    Role.ANALYST: "analyst",
    Role.DPO: "data protection officer",
}


@dataclass(frozen=True, kw_only=True)
class Officer:
    """Somebody who signed in: the name that decisions carry, and what they may do."""

    name: str
    roles: frozenset[Role]

    def may(self, *roles: Role) -> bool:
        """Say whether they have one of some roles."""
        return bool(self.roles & set(roles))


def officer_of(request: Request) -> Officer | None:
    """Return who asks, as far as the server knows it; a cookie says nothing by itself.

    Where nobody is real, whoever has not chosen somebody to be is the made-up planner.
    """
    held = sessions.who(request)
    if held is not None:
        return Officer(name=held.name, roles=frozenset(Role(name) for name in held.roles))
    return MADE_UP[0] if request.app.state.office.is_open_to_all else None


MADE_UP = (
    Officer(name="Pat Planner (made up)", roles=frozenset({Role.PLANNER})),
    Officer(name="Ash Analyst (made up)", roles=frozenset({Role.ANALYST})),
    Officer(name="Bo Analyst (made up)", roles=frozenset({Role.ANALYST})),
    Officer(name="Dee Protection (made up)", roles=frozenset({Role.DPO})),
    Officer(name="Eli Protection (made up)", roles=frozenset({Role.DPO})),
)
"""Whom one may be where nobody signs in; two of those who decide, since nobody decides alone."""


class Allowed:
    """The check that a page makes before anything else: somebody with one of its roles asks."""

    def __init__(self, *roles: Role) -> None:
        """Take the roles that may see the page."""
        self.roles = frozenset(roles)

    def __call__(self, request: Request) -> Officer:
        """Return who asks.

        Raises:
            SignInFirstError: nobody is signed in.
            NotYoursError: they have none of the roles.
        """
        officer = officer_of(request)
        if officer is None:
            raise SignInFirstError
        if not officer.may(*self.roles):
            words = " or ".join(sorted(role.words for role in self.roles))
            msg = f"This page is for the role {words}. Yours is another."
            raise NotYoursError(msg)
        return officer


def roles_of(endpoint_dependencies: list[Callable[..., object] | None]) -> frozenset[Role]:
    """Return which roles a route lets in, by its checks; a route without one lets nobody in."""
    found = [each.roles for each in endpoint_dependencies if isinstance(each, Allowed)]
    return frozenset.intersection(*found) if found else frozenset()


Anyone = Annotated[Officer, Depends(Allowed(*Role))]
"""Whoever is signed in."""
Analyst = Annotated[Officer, Depends(Allowed(Role.ANALYST))]
"""An analyst."""
Dpo = Annotated[Officer, Depends(Allowed(Role.DPO))]
"""A data protection officer."""
Reviewer = Annotated[Officer, Depends(Allowed(Role.ANALYST, Role.DPO))]
"""An analyst or a data protection officer."""
