"""Case files that wait for decisions, under red lights or special supervision, at the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.case_fold import fold
from casework.domain.clocks import Clock, Stage
from casework.domain.contest_events import CorrectionAsked
from casework.domain.deadline import Pause
from casework.domain.decision import Suspension
from casework.domain.decision_events import (
    ExtensionRequested,
    GreenChannelOpened,
    OneMatterOpened,
    ReturnAccepted,
    ReturnGround,
    ReturnRequested,
    SuspensionReason,
    SuspensionRequested,
)
from casework.domain.oversight_events import (
    ActionAgreed,
    ActionReported,
    CaseLinked,
    CaseStated,
    Evidence,
    EvidenceKind,
    Exclusion,
    HandlerNamed,
    LinkKind,
    RedLightAppealed,
    RedLightProposed,
    RedLightSigned,
    SpecialReason,
    SpecialSupervisionStarted,
)
from casework.domain.particulars import ParticularsKind
from casework.domain.staff import Role
from tests.unit.web.case_files import Story, at, clock, handled
from tests.unit.web.contest_stories import moved, objected, rating_withdrawn, withdrawn
from tests.unit.web.desk_pages import case, viewer

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from casework.web.language import Language

MERGED, LINKED = "8M2T6R4W9K3Q", "9P1C7R5X2D8V"


def decision(due: int, request: str = "1", stage: Stage = Stage.REQUEST_DECISION) -> Clock:
    """The centre's clock to decide, until the end of a day of November."""
    return replace(clock(stage, "centre", at(11, due)), request=request)


def held(story: Story, since: int) -> tuple[Clock, ...]:
    """The lead's clocks, standing still since a morning of November."""
    lead = story.case().lead
    return tuple(
        replace(each, pauses=(Pause(at(11, since, 9, 30)),))
        for each in story.case().clocks
        if each.unit == lead and each.is_running
    )


def return_asked() -> CaseFile:
    """The emergency bureau asks to return the case, on a legal ground."""
    story = Story().assigned(lead="emergency")
    ref = story.write(
        ParticularsKind.RETURN_REASON,
        text="《道路交通安全法》第五条、第五十六条：道路停车由公安机关交通管理部门管理。",
    )
    clocks = (*held(story, 24), decision(26))
    ground = ReturnGround.OTHER_BODY_BY_LAW
    body = ReturnRequested("1", "emergency", "centre", ground, "public_security", ref, clocks)
    return story.happened(at(11, 24, 9, 30), body).file()


def extension_asked() -> CaseFile:
    """The transport bureau asks for five more working days."""
    story = handled()
    ref = story.write(ParticularsKind.EXTENSION_REASON, text="车辆较多，部分车主仍在联系。")
    owed = decision(28)
    owed = replace(owed, due=at(12, 10))
    body = ExtensionRequested("1", "transport", "centre", 5, ref, (*held(story, 28), owed))
    return story.happened(at(12, 8, 15, 10), body).file()


def suspension_asked() -> CaseFile:
    """The transport bureau asks that the case stand still for an appraisal."""
    story = handled()
    ref = story.write(ParticularsKind.SUSPENSION_REASON, text="评估机构12月20日前出具报告。")
    owed = replace(decision(28), due=at(12, 10))
    reason = SuspensionReason.EXPERT_APPRAISAL
    clocks = (*held(story, 28), owed)
    body = SuspensionRequested("1", "transport", "centre", reason, 10, ref, clocks)
    return story.happened(at(12, 8, 15, 10), body).file()


def correction_asked() -> CaseFile:
    """The enterprise says that its telephone is wrong."""
    story = handled()
    ref = story.write(ParticularsKind.CORRECTION_REQUEST, text="电话写错了。", right="13900001234")
    owed = replace(decision(28, stage=Stage.PRIVACY_DECISION), due=at(12, 22))
    return story.happened(at(12, 1, 9), CorrectionAsked("1", "centre", ref, (owed,))).file()


EVIDENCE = (
    Evidence(EvidenceKind.MISSED_AFTER_LETTER, "reply/1", at(11, 28)),
    Evidence(EvidenceKind.MISSED_AFTER_LETTER, "resolve/1", at(12, 16), Exclusion.CAUSED_BY_OTHERS),
    Evidence(EvidenceKind.LETTER_UNANSWERED, "5.0", at(12, 1)),
)


def accused() -> Story:
    """A red light is proposed for the transport bureau on what it missed."""
    story = Story().assigned("public_security", "emergency").overdue()
    proposed = RedLightProposed("1", "transport", EVIDENCE, at(12, 22), "2026.1")
    return story.happened(at(12, 17), proposed)


def heard() -> Story:
    """The unit stated its case."""
    story = accused()
    ref = story.write(ParticularsKind.STATEMENT, text="车主联系困难，已请公安机关协助查询。")
    return story.happened(at(12, 18, 10), CaseStated("1", ref))


def signed() -> Story:
    """A supervisor signed it and referred the unit to the inspectors."""
    story = heard()
    ref = story.write(
        ParticularsKind.RED_LIGHT_DECISION, text="两次逾期均无正当理由，督办后仍未整改。"
    )
    body = RedLightSigned("1", "transport", "inspection", at(12, 31), ref)
    return story.happened(at(12, 18, 16), body)


def appealed() -> Story:
    """The unit appealed."""
    story = signed()
    ref = story.write(ParticularsKind.RED_LIGHT_APPEAL, text="第二次逾期系协办单位延误所致。")
    return story.happened(at(12, 21, 9), RedLightAppealed("1", "transport", ref))


def lifted() -> Story:
    """Special supervision with one action done and two to do."""
    story = Story().assigned("public_security").overdue().explained()
    why = story.write(ParticularsKind.SPECIAL_SUPERVISION, text="二十多天未办结，涉及多个部门。")
    departments = ("public_security", "transport", "emergency")
    begun = SpecialSupervisionStarted(SpecialReason.STUCK, "centre", departments, why)
    story.happened(at(12, 17, 9), begun)
    for number, (department, day, text) in enumerate(AGREED, start=1):
        ref = story.write(ParticularsKind.ACTION, text=text)
        runs = replace(clock(Stage.ACTION, department, at(12, day)), request=str(number))
        agreed = ActionAgreed(str(number), department, (runs,), ref)
        story.happened(at(12, 17, 9, number), agreed)
    came = story.write(ParticularsKind.ACTION_REPORT, text="集中清理车辆140余辆次。")
    report = ActionReported("1", "public_security", on_time=True, particulars=came)
    return story.happened(at(12, 18, 9), report)


AGREED = (
    ("public_security", 19, "集中清理园区主路违停车辆"),
    ("transport", 24, "设置禁停标牌，划出停车区"),
    ("emergency", 26, "检查危险品运输企业"),
)


def urgent() -> CaseFile:
    """One matter one discussion, with a named handler and other cases of the same matter."""
    story = Story(confidential=True).assigned()
    why = story.write(ParticularsKind.TRACK_REASON, text="周边法院拟查封厂房。")
    clocks = tuple(
        replace(each, due=at(11, 25), urgent=True)
        for each in story.case().clocks
        if each.stage in {Stage.REPLY, Stage.RESOLVE}
    )
    story.happened(at(11, 24, 10), OneMatterOpened("justice", why, clocks, None))
    story.happened(at(11, 24, 10, 5), HandlerNamed("transport", "someone"))
    story.happened(at(11, 24, 10, 6), CaseLinked(LINKED, LinkKind.SAME_MATTER))
    file = story.file()
    marked = replace(file.case, over_quota=True, round=2, absorbed=(MERGED,))
    return replace(file, case=marked)


def green() -> CaseFile:
    """The court's green channel."""
    story = Story().assigned()
    why = story.write(ParticularsKind.TRACK_REASON, text="涉企执行案件。")
    return story.happened(at(11, 24, 10), GreenChannelOpened("court", why)).file()


def still() -> CaseFile:
    """Suspended, the clocks standing still."""
    story = handled()
    file = story.file()
    clocks = tuple(
        replace(each, pauses=(Pause(at(12, 2, 10)),)) if each.is_running else each
        for each in file.case.clocks
    )
    suspension = Suspension(SuspensionReason.EXPERT_APPRAISAL, at(12, 2, 10), at(12, 16))
    ends = replace(clock(Stage.SUSPENSION, "transport", at(12, 16)), request="s9")
    stands = replace(file.case, status=Status.SUSPENDED, suspended_from=file.case.status)
    return replace(file, case=replace(stands, clocks=(*clocks, ends), suspension=suspension))


def passed_on() -> CaseFile:
    """Returned by one body and given to the next, whose clocks run afresh."""
    story = Story().assigned(lead="emergency")
    why = story.write(ParticularsKind.REQUEST_DECISION, text="停车管理属交通运输部门职责。")
    stages = ((Stage.VERIFY, 27), (Stage.REPLY, 29), (Stage.RESOLVE, 30))
    clocks = tuple(clock(stage, "transport", at(11, day)) for stage, day in stages)
    body = ReturnAccepted("1", "emergency", "transport", (), False, why, None, clocks)
    file = return_asked()
    event = replace(file.events[-1], seq=len(file.events) + 1, at=at(11, 25, 9), body=body)
    events = (*file.events, event)
    return replace(file, case=fold(events), events=events)


SUPERVISES = ("special", "one-matter", "red-light", "green-channel", "notes", "links", "merge")


def waiting_pages(language: Language) -> dict[str, str]:
    """Every such page, by name."""
    decides = viewer(language, Role.SUPERVISOR, "centre")
    leads = viewer(language, Role.LEADER, "leading_group")
    police = viewer(language, Role.DEPARTMENT_LEAD, "public_security")
    early, late = at(11, 24, 11), at(12, 18, 11)
    decide = ("red-lights/1/signature", "red-lights/1/dismissal", *SUPERVISES)
    special = ("special/team", "actions", "special/conclusion", *SUPERVISES[2:])
    return {
        "return asked": case(
            language, return_asked(), "return-decision", *SUPERVISES, now=early, by=decides
        ),
        "return asked, the unit": case(
            language, return_asked(), now=early, by=viewer(language, unit="emergency")
        ),
        "extension asked": case(language, extension_asked(), "extension-decision", by=decides),
        "suspension asked": case(language, suspension_asked(), by=decides),
        "objection": case(
            language, objected().file(), "objection-decision", now=at(12, 12, 9), by=decides
        ),
        "withdrawal": case(
            language, withdrawn().file(), "withdrawal-review", now=at(12, 2, 9), by=decides
        ),
        "rating withdrawn": case(
            language, rating_withdrawn().file(), "rating-review", now=at(12, 12, 10), by=decides
        ),
        "correction": case(
            language, correction_asked(), "correction", "correction-refusal", by=decides
        ),
        "red light proposed": case(
            language, accused().file(), "red-lights/1/statement", now=at(12, 17, 10)
        ),
        "red light heard": case(language, heard().file(), *decide, now=late, by=decides),
        "red light signed": case(
            language, signed().file(), "red-lights/1/appeal", now=at(12, 18, 17)
        ),
        "red light appealed": case(
            language, appealed().file(), "red-lights/1/appeal-decision", now=at(12, 22, 9), by=leads
        ),
        "special": case(language, lifted().file(), *special, now=at(12, 21, 9), by=decides),
        "special, a department": case(
            language, lifted().file(), "actions/1/report", "notes", now=late, by=police
        ),
        "urgent": case(language, urgent(), "verification", now=early),
        "green": case(language, green(), "verification", now=early),
        "still": case(language, still(), "lifting", by=decides),
        "passed on": case(language, passed_on(), "verification", now=at(11, 25, 10)),
        "moved": case(language, moved().file(), "resolution", now=at(12, 3, 9)),
    }
