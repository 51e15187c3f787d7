"""Every page of the console in every state, by name: what is checked of all is checked of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.attachment_state import RefusalReason
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import Role
from casework.domain.statistics import BoardRow
from casework.ports import Page
from casework.web.desk_forms.form_spec import OpenForm
from casework.web.forms import intake
from casework.web.pages.desk.board import board_page
from casework.web.pages.desk.found import Search, search_page
from casework.web.pages.desk.inbox import BulkAssignment, Filters, Listing, inbox_page
from casework.web.pages.desk.intake import IntakeEntry, intake_page
from casework.web.pages.desk.letter import desk_letter_page
from casework.web.pages.desk.print_case import print_case_page
from casework.web.pages.desk.print_letter import print_letter_page
from casework.web.pages.desk.print_list import print_list_page
from casework.web.pages.desk.refusals import (
    desk_try_again_page,
    no_permission_page,
    not_found_page,
)
from casework.web.pages.desk.special import SpecialAction, SpecialCase, special_page
from casework.web.wording import wording
from tests.unit.web.case_files import CASE_ID, FILING, LETTER, Story, at, handled, juye
from tests.unit.web.desk_pages import (
    BUCKETS,
    LATE,
    LEAD_ACTIONS,
    LETTER_ACTIONS,
    OVER,
    case,
    clerk,
    item,
    listing,
    overdue,
    paused_and_extended,
    setting,
    standing_still,
    viewer,
    without_filing,
    work,
)
from tests.unit.web.desk_stories import waiting_pages
from tests.unit.web.file_pages import with_files
from tests.unit.web.mail_pages import mail_pages

if TYPE_CHECKING:
    from casework.web.language import Language


def every_desk_page(language: Language) -> dict[str, str]:
    """All pages in one language."""
    return {
        **_case_pages(language),
        **{f"case {name}": page for name, page in waiting_pages(language).items()},
        **_list_pages(language),
        **_board_pages(language),
        **_intake_pages(language),
        **mail_pages(language),
        **_paper(language),
        **_refusals(language),
    }


def _case_pages(language: Language) -> dict[str, str]:
    by_clerk = clerk(language)
    waiting = Story().queued(TriageReason.NOT_CONFIDENT).file()
    complaint = Story().queued(TriageReason.ABOUT_PUBLIC_BODY).file()
    procedure = Story().queued(TriageReason.OWN_PROCEDURE, "court").file()
    wrong = OpenForm("assignment", {"lead": [""]}, (("lead", "!"), ("version", "?")))
    typed = OpenForm("resolution", {"text": ["x"], "outcome": ["settled"]}, (), 3)
    decided = ("assignment", "answer")
    return {
        "late": case(language, overdue(), *LEAD_ACTIONS, *LETTER_ACTIONS, now=LATE),
        "with files": case(
            language, with_files(Story().assigned(), None, RefusalReason.OFD).file()
        ),
        "with files not to be opened": case(
            language, replace(with_files(Story().assigned(), None).file(), opens_files=False)
        ),
        "letter answered": case(
            language, Story().assigned().overdue().explained().file(), "verification", now=LATE
        ),
        "paused": case(language, paused_and_extended(), "resolution", "excuse"),
        "standing still": case(language, standing_still(), "resolution"),
        "over": case(language, paused_and_extended(), "resolution", now=OVER),
        "submitted": case(language, Story().file(), now=at(11, 23, 17), by=by_clerk),
        "triage": case(language, waiting, *decided, now=at(11, 24, 9), by=by_clerk),
        "complaint": case(
            language, complaint, *decided, by=by_clerk, opened=OpenForm("assignment")
        ),
        "procedure": case(language, procedure, *decided, by=by_clerk, opened=OpenForm("answer")),
        "wrong": case(language, waiting, *decided, by=by_clerk, opened=wrong),
        "conflict": case(language, handled().file(), "resolution", opened=typed),
        "refused": case(
            language, handled().file(), "resolution", opened=replace(typed, seen_version=None)
        ),
        "together": case(
            language,
            Story().assigned().file(),
            *LEAD_ACTIONS,
            now=at(11, 25, 9),
            opened=OpenForm("resolution"),
        ),
        "confidential": case(
            language, without_filing(Story(confidential=True).assigned().file()), "verification"
        ),
        "confidential triage": case(
            language,
            Story(confidential=True).queued(TriageReason.CONFIDENTIAL).file(),
            "assignment",
            by=by_clerk,
        ),
        "erased": case(language, handled().added().erased()),
        "co-handler": case(
            language,
            handled().file(),
            "task-report",
            by=viewer(language, Role.HANDLER, "emergency"),
        ),
        "resolved": case(language, handled().excused("emergency").resolved().rated().file()),
        "answered": case(
            language, Story().queued(TriageReason.NOT_CONFIDENT).answered().file(), by=by_clerk
        ),
        "closed": case(
            language, handled().excused("emergency").resolved().uncontested().file(), now=at(12, 20)
        ),
        "recounted": case(language, handled().added().recounted().file()),
        "provisional": case(language, Story(provisional=True).assigned().file()),
    }


def _list_pages(language: Language) -> dict[str, str]:
    say = wording(language)
    here = setting()
    filters = Filters(stage="triage", light="yellow", unit="court")
    bulk = BulkAssignment("/desk/assignments")

    def inbox(of: Listing, page: Page, bulk: BulkAssignment | None = None) -> str:
        return inbox_page(
            viewer=viewer(language),
            setting=here,
            listing=of,
            page=page,
            buckets=BUCKETS,
            bulk=bulk,
        )

    found = (item(handled().file()),)
    typed = Search(enterprise="田桥")
    return {
        "inbox": inbox(listing(language), work()),
        "inbox of triage": inbox(listing(language, "triage", filters=filters), work(), bulk),
        "inbox bulk refused": inbox(
            listing(language, "triage"), work(), replace(bulk, problem=say("Please choose"))
        ),
        "inbox empty": inbox(listing(language), Page((), None)),
        "inbox nothing fits": inbox(listing(language, filters=filters), Page((), None)),
        "search": search_page(viewer=viewer(language), setting=here, buckets=BUCKETS),
        "search found": search_page(
            viewer=viewer(language), setting=here, buckets=BUCKETS, typed=typed, results=found
        ),
        "search nothing": search_page(
            viewer=viewer(language), setting=here, buckets=BUCKETS, typed=typed, results=()
        ),
        "search wrong": search_page(
            viewer=viewer(language),
            setting=here,
            buckets=BUCKETS,
            typed=typed,
            problem=say("Please choose"),
        ),
    }


BOARD = (
    BoardRow("transport", 3, 4, 5, 2, 0, 21, 23),
    BoardRow("public_security", 1, 2, 7, 0, 0, 31, 31),
    BoardRow("housing", 0, 1, 9, 1, 1, 19, 25),
    BoardRow("education", 0, 0, 0, 0, 0, 0, 0),
)
ACTIONS = (
    SpecialAction("public_security", at(11, 25), "集中清理", at(11, 24, 17), "清理140余辆次"),
    SpecialAction("transport", at(11, 26), "设置禁停标牌"),
    SpecialAction("emergency", at(12, 1)),
)
SPECIAL = (
    SpecialCase("8K3Q9F2M4T8W", None, None, (), (), at(11, 24, 9)),
    SpecialCase(
        CASE_ID,
        "田桥镇乱停乱放",
        "centre",
        ("transport", "emergency"),
        ACTIONS,
        at(11, 20),
        "yellow",
    ),
)


def _board_pages(language: Language) -> dict[str, str]:
    by, here = viewer(language, Role.SUPERVISOR, "centre"), setting()
    return {
        "board": board_page(viewer=by, setting=here, rows=BOARD, buckets=BUCKETS),
        "board standing still": board_page(
            viewer=by, setting=here, rows=BOARD, buckets=BUCKETS, refreshing=False
        ),
        "board empty": board_page(viewer=by, setting=here, rows=(), buckets=BUCKETS),
        "special": special_page(viewer=by, setting=here, cases=SPECIAL, buckets=BUCKETS),
        "special empty": special_page(viewer=by, setting=here, cases=(), buckets=BUCKETS),
    }


def wrong_intake() -> intake.IntakeForm:
    """A clerk's entry with a telephone cut short, no enterprise and no answer."""
    typed = {**FILING, "contact_phone": "1380", "enterprise_name": ""}
    return intake.read({**typed, "channel": "smoke", "then": "answer", "answer": ""})


def _intake_pages(language: Language) -> dict[str, str]:
    form = wrong_intake()
    entry = IntakeEntry(form, "key", intake.check(form, juye()))
    fresh = IntakeEntry(intake.IntakeForm(), "key")
    earlier = (item(handled().file()),)
    return {
        "intake": intake_page(
            viewer=clerk(language), setting=setting(), entry=fresh, buckets=BUCKETS
        ),
        "intake wrong": intake_page(
            viewer=clerk(language),
            setting=setting(),
            entry=entry,
            buckets=BUCKETS,
            duplicates=earlier,
        ),
        "intake without duplicates": intake_page(
            viewer=clerk(language), setting=setting(), entry=fresh, buckets=BUCKETS, duplicates=()
        ),
    }


def _paper(language: Language) -> dict[str, str]:
    by, here = viewer(language), setting()
    (state,) = overdue().case.letters
    return {
        "letter": desk_letter_page(
            viewer=by,
            setting=here,
            letter=LETTER,
            state=state,
            file_href="/letters/x.pdf",
            buckets=BUCKETS,
        ),
        "letter not printed": desk_letter_page(
            viewer=by,
            setting=here,
            letter=replace(LETTER, reason_only=True),
            state=state,
            file_href=None,
            buckets=BUCKETS,
        ),
        "print case": print_case_page(viewer=by, setting=here, file=overdue()),
        "print letter": print_letter_page(
            viewer=by, setting=here, letter=LETTER, state=replace(state, sha256="ab" * 32)
        ),
        "print list": print_list_page(
            viewer=by,
            setting=here,
            title=wording(language)("Mine"),
            page=work(),
            buckets=BUCKETS,
        ),
        "print empty list": print_list_page(
            viewer=by,
            setting=here,
            title=wording(language)("Mine"),
            page=Page((), None),
            buckets=BUCKETS,
        ),
    }


def _refusals(language: Language) -> dict[str, str]:
    by = viewer(language)
    return {
        "no permission": no_permission_page(viewer=by, organisation=juye(), whom=None),
        "not found": not_found_page(viewer=by, organisation=juye()),
        "try again": desk_try_again_page(viewer=by, organisation=juye()),
    }
