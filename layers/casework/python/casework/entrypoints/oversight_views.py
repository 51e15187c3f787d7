"""The boards and the register as the staff API shows them: plain JSON values, codes as codes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from casework.entrypoints.case_views import item_view
from casework.entrypoints.desk import MAX_PAGE
from casework.services.show_board import show_board
from casework.services.show_special import show_special

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.staff import StaffMember
    from casework.entrypoints.desk_pages import ConsolePorts
    from casework.ports import RegisterPage


def board_view(member: StaffMember, now: datetime, *, ports: ConsolePorts) -> dict[str, Any]:
    """The lights board: `met` of `owed` are this month's kept deadlines."""
    board = show_board(member, now, statistics=ports.statistics, configuration=ports.configuration)
    return {"units": [asdict(row) for row in board.rows], "figures": asdict(board.buckets)}


def special_view(member: StaffMember, *, ports: ConsolePorts) -> dict[str, Any]:
    """Cases under special supervision, each with its actions."""
    board = show_special(member, limit=MAX_PAGE, work_list=ports.work_list)
    return {
        "cases": [
            {**item_view(line.item), "special": asdict(line.item.case.special)}
            for line in board.lines
            if line.item.case.special is not None
        ]
    }


def register_view(page: RegisterPage) -> dict[str, Any]:
    """A page of the register; `next` is the `start` of the following one."""
    return {
        "contacts": [
            {
                "case": line.contact.case_id,
                "on": line.contact.on,
                "kind": line.contact.kind,
                "organ": line.contact.organ,
                "unit": line.contact.unit,
                "recorded_at": line.contact.recorded_at,
                "text": line.text.fields.get("text") if line.text else None,
            }
            for line in page.lines
        ],
        "next": page.next_key,
    }
