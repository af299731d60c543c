"""The audit log, the newest first, and whether the chain of its entries is whole."""

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from dashboard.access.roles import Dpo
from dashboard.rendering import page

router = APIRouter()
_ON_A_PAGE = 50


@router.get("/audit", response_class=HTMLResponse)
def audit(
    request: Request,
    _: Dpo,
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
    action: Annotated[str, Query(max_length=80)] = "",
) -> HTMLResponse:
    """Show a page of the log; the first says whether every entry is as it was written."""
    register = request.app.state.office.register
    entries = register.entries()[::-1]
    actions = sorted({each.action for each in entries})
    chosen = [each for each in entries if not action or each.action == action]
    first = (number - 1) * _ON_A_PAGE
    shown = chosen[first : first + _ON_A_PAGE]
    return page(
        request,
        "audit",
        entries=[(each, json.loads(each.details)) for each in shown],
        fault=register.fault(),
        total=len(chosen),
        number=number,
        pages=max(1, -(-len(chosen) // _ON_A_PAGE)),
        actions=actions,
        action=action,
    )
