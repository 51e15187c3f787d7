"""Every page in every state, by name: what is checked of all is checked of each of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.qr_code import code_svg
from casework.domain.case import CaseLetter, LetterState
from casework.domain.clocks import Stage
from casework.domain.routing_facts import TriageReason
from casework.web.forms import act, filing, rating
from casework.web.forms.act import Act
from casework.web.forms.posted import FormProblem, Posted
from casework.web.pages.filed import FormTarget, TrackingLink, already_filed_page, filed_page
from casework.web.pages.filing import filing_page
from casework.web.pages.letter import letter_page
from casework.web.pages.rating import not_yet_rateable_page, rated_page, rating_page
from casework.web.pages.refusals import nothing_here_page, too_large_page, try_again_page
from casework.web.pages.sign_in import SignInState, sign_in_page
from casework.web.pages.tracking import Ways, tracking_page, written_page
from tests.builders import letter_policy
from tests.unit.web.case_files import (
    FILING,
    LETTER,
    NOW,
    PROMISE,
    PROVISIONAL_PROMISE,
    Story,
    at,
    handled,
    juye,
    lengthy,
)
from tests.unit.web.contest_stories import CONTEST_STORIES
from tests.unit.web.file_pages import file_pages, full_story

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case_file import CaseFile
    from casework.domain.policy import Promise
    from casework.web.forms.act import ActForm
    from casework.web.forms.filing import FilingForm
    from casework.web.forms.rating import RatingForm
    from casework.web.language import Language

KEY = "6922c1f0.7K3Q9F2M4T8W7K3Q9F2M.4T8W7K3Q9F2M4T8W7K3Q"
URL = (
    "https://a1b2c3d4e5.execute-api.cn-northwest-1.amazonaws.com.cn"
    "/t/7K3Q9F2M4T8W-2M4T8W7K3Q9F2M4T8W7K"
)
LATER = at(12, 12, 18)


def file_a_case(
    language: Language, posted: Posted[FilingForm] | None = None, promise: Promise = PROMISE
) -> str:
    """The filing page."""
    return filing_page(
        promise=promise,
        form_key=KEY,
        retention_years=3,
        organisation=juye(),
        language=language,
        now=NOW,
        posted=posted,
    )


def track(
    language: Language,
    file: CaseFile,
    now: datetime = LATER,
    posted: Posted[ActForm] | None = None,
    *,
    done: Act | None = None,
) -> str:
    """The tracking page."""
    return tracking_page(
        file=file,
        form_key=KEY,
        ways=Ways("/t/secret/files", "/e/secret"),
        organisation=juye(),
        language=language,
        now=now,
        posted=posted,
        done=done,
    )


def rate(language: Language, posted: Posted[RatingForm] | None = None) -> str:
    """The rating page of a resolved case."""
    case = handled().resolved().case()
    return rating_page(case=case, organisation=juye(), language=language, posted=posted)


def receipt(language: Language) -> str:
    """The page after filing, with its code."""
    link = TrackingLink("/t/x", URL, code_svg(URL, caption=None, for_print=False))
    case = Story(confidential=True, provisional=True).case()
    return filed_page(
        case=case,
        link=link,
        files_href="/t/x/files",
        organisation=juye(),
        language=language,
        now=NOW,
    )


def already_filed(language: Language, file: CaseFile, form: FilingForm) -> str:
    """The page for a form that was filed before."""
    return already_filed_page(
        case=file.case,
        form=form,
        addition=FormTarget("/t/x", "addition-key"),
        another=FormTarget("/q/x", "filing-key"),
        organisation=juye(),
        language=language,
        now=NOW,
    )


def every_page(language: Language) -> dict[str, str]:
    """All pages in one language."""
    return {
        **_filing_pages(language),
        **_tracking_pages(language),
        **file_pages(language),
        **_rating_pages(language),
        **_letter_pages(language),
        **_refusals(language),
        **_sign_in_pages(language),
    }


def wrong_filing() -> Posted[FilingForm]:
    """A form with every field wrong."""
    form = filing.read(
        {
            "what_happened": "",
            "enterprise_name": "长" * 101,
            "contact_name": "\u202e王",
            "contact_phone": "1380000",
            "category": "nonsense",
            "township": "atlantis",
            "credit_code": "91350100M000100Y44",
        }
    )
    return Posted(form, filing.check(form, juye()))


def longest_filing() -> FilingForm:
    """A form as long as it may be."""
    return filing.read(
        {
            **FILING,
            "what_happened": lengthy(filing.WHAT_HAPPENED.most),
            "enterprise_name": lengthy(100).replace("\n", ""),
            "category": "transport",
            "township": "tianqiao",
            "confidential": "yes",
        }
    )


def _filing_pages(language: Language) -> dict[str, str]:
    unreadable = Posted(filing.FilingForm(), problem=FormProblem.ENCODING)
    full = longest_filing()
    return {
        "filing": file_a_case(language),
        "filing, provisional": file_a_case(language, promise=PROVISIONAL_PROMISE),
        "filing, wrong": file_a_case(language, wrong_filing()),
        "filing, unreadable": file_a_case(language, unreadable),
        "filing, expired": file_a_case(language, Posted(full, problem=FormProblem.EXPIRED)),
        "filing, unavailable": file_a_case(language, Posted(full, problem=FormProblem.UNAVAILABLE)),
        "filed": receipt(language),
        "already filed": already_filed(language, Story().file(), full),
        "already filed, closed": already_filed(language, Story().answered().file(), full),
    }


def _tracking_pages(language: Language) -> dict[str, str]:
    empty = act.read({"text": ""})
    typed = act.read({"text": lengthy(2000)})
    busy = busy_story()
    stories = {
        "submitted": Story(),
        "triage": Story().queued(TriageReason.NOT_CONFIDENT),
        "complaint": Story().queued(TriageReason.ABOUT_PUBLIC_BODY),
        "procedure": Story(provisional=True).queued(TriageReason.OWN_PROCEDURE, "court"),
        "assigned": Story().assigned("public_security", "emergency"),
        "verified": Story(confidential=True).assigned(automatic=False).verified(on_time=False),
        "replied": handled().excused("emergency").added(),
        "resolved": handled().excused("emergency").resolved(),
        "rated": handled().resolved().rated(),
        "answered": Story().answered(),
        "overdue": Story().assigned("public_security").overdue(),
        "explained": Story(provisional=True).assigned().overdue().explained().recounted(),
        "closed": handled().excused("emergency").resolved().uncontested(),
        "busy": busy,
        "full of files": full_story(),
        **{name: tell() for name, tell in CONTEST_STORIES.items()},
    }
    pages = {f"tracking, {name}": track(language, story.file()) for name, story in stories.items()}
    changed = Posted(typed, problem=FormProblem.CHANGED)
    return pages | {
        "tracking, erased": track(language, handled().resolved().rated().erased()),
        "tracking, added": track(language, handled().added().file(), done=Act.ADD),
        "tracking, wrong": track(
            language, handled().file(), posted=Posted(empty, act.check(empty))
        ),
        "tracking, changed": track(language, busy.file(), posted=changed),
        "tracking, too late": track(language, Story().answered().file(), posted=changed),
        "written": written_page(
            file=busy.file(), text_id="0001.0", organisation=juye(), language=language
        ),
    }


def busy_story() -> Story:
    """A case in which everybody wrote as much as they could."""
    story = Story(filing={**FILING, "what_happened": lengthy(2000)})
    story.assigned("public_security", "emergency").verified().replied(lengthy(2000))
    for _ in range(30):
        story.added(lengthy(2000))
    return story.reported("public_security").excused("emergency").resolved(lengthy(2000))


def _rating_pages(language: Language) -> dict[str, str]:
    low = rating.read(
        {
            "grade": "dissatisfied",
            "reasons": ["long_wait"],
            "text": lengthy(1000),
            "text_consent": "yes",
        }
    )
    nothing = rating.read({})
    bad = rating.read({"grade": "excellent", "reasons": "bribes", "text": "长" * 1001})
    case = handled().case()
    return {
        "rating": rate(language),
        "rating, again": rate(language, Posted(low, problem=FormProblem.UNAVAILABLE)),
        "rating, empty": rate(language, Posted(nothing, rating.check(nothing))),
        "rating, wrong": rate(language, Posted(bad, rating.check(bad))),
        "rated": rated_page(organisation=juye(), language=language),
        "not yet": not_yet_rateable_page(case=case, organisation=juye(), language=language),
    }


def letter(language: Language, *, link: str | None = None) -> str:
    """The page behind the code on a letter; with a link it has been printed."""
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" if link else None
    state = LetterState.ACKNOWLEDGED if link else LetterState.ISSUED
    return letter_page(
        letter=LETTER,
        state=CaseLetter(LETTER.id, LETTER.number, LETTER.unit, Stage.VERIFY, state, sha256),
        policy=letter_policy(),
        link=link,
        organisation=juye(),
        language=language,
        now=LATER,
    )


def _letter_pages(language: Language) -> dict[str, str]:
    return {
        "letter": letter(language),
        "letter, printed": letter(language, link="https://letters.example/5.0.pdf?signed"),
    }


def _refusals(language: Language) -> dict[str, str]:
    return {
        "nothing here": nothing_here_page(organisation=juye(), language=language),
        "too large": too_large_page(organisation=juye(), language=language),
        "try again": try_again_page(organisation=juye(), language=language),
    }


def _sign_in_pages(language: Language) -> dict[str, str]:
    href = "/sign-in/start?to=%2Fdesk%2Fcases%3Fdraft%3D1"
    return {
        f"sign-in, {state}": sign_in_page(state, href=href, organisation=juye(), language=language)
        for state in SignInState
    }
