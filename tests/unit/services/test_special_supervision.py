"""Special supervision and red lights through their services: the texts are kept, the rest obeys."""

from datetime import date, datetime

import pytest

from casework.domain.case import Case
from casework.domain.clocks import Stage
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.lifecycle import Command, perform
from casework.domain.light import Light, light_of
from casework.domain.oversight_events import Exclusion, SpecialReason
from casework.domain.oversight_rules import NoEvidenceError
from casework.domain.oversight_state import RedLightState
from casework.domain.particulars import ParticularsKind
from casework.domain.staff import Role, StaffMember
from casework.services.agree_action import Agreement, agree_action
from casework.services.appeal_red_light import appeal_red_light, decide_appeal
from casework.services.commanding import context_of
from casework.services.conclude_special_supervision import conclude_special_supervision
from casework.services.decide_red_light import dismiss_red_light, sign_red_light
from casework.services.disclosing import case_for, file_for
from casework.services.exclude_evidence import exclude_evidence
from casework.services.lift_case import Lifting, Team, lift_case, organise_special_supervision
from casework.services.propose_red_light import propose_red_light
from casework.services.report_action import report_action
from casework.services.state_case import state_case
from tests.builders import REPLY_BY, VERIFY_BY, clerk, handler, inspector, member, supervisor
from tests.county import County
from tests.unit.domain.letter_steps import NOTICE, issue, missed_key

LIFTING = Lifting(SpecialReason.STUCK, "二十多天仍未办结", Team("public_security", ("emergency",)))
AGREEMENT = Agreement("emergency", date(2026, 3, 6), "集中清理乱停车辆")
LEAD = member(Role.DEPARTMENT_LEAD, "transport")
LEADER = member(Role.LEADER, "leading_group")


def texts(county: County, case: Case) -> dict[ParticularsKind, dict[str, str]]:
    """What was written, by kind."""
    return {text.ref.kind: text.fields for text in county.cases.file(case.id).particulars.values()}


def lifted(county: County) -> Case:
    case = county.assign(county.file(), "transport")
    return lift_case(county.request(case, supervisor()), LIFTING, **county.ports)


def test_the_article_s_vehicles_from_lifting_to_the_result(county: County) -> None:
    case = lifted(county)
    case = agree_action(county.request(case, handler("public_security")), AGREEMENT, **county.ports)
    words = "清理车辆140余辆次，设置禁停标牌"
    case = report_action(county.request(case, handler("emergency")), "1", words, **county.ports)
    case = conclude_special_supervision(
        county.request(case, supervisor()), "隐患已消除", **county.ports
    )
    assert case.special is not None
    assert case.special.concluded_at == county.now
    kept = texts(county, case)
    assert kept[ParticularsKind.SPECIAL_SUPERVISION] == {"text": "二十多天仍未办结"}
    assert kept[ParticularsKind.ACTION] == {"text": "集中清理乱停车辆"}
    assert kept[ParticularsKind.ACTION_REPORT] == {"text": words}
    assert kept[ParticularsKind.SPECIAL_RESULT] == {"text": "隐患已消除"}


def test_the_team_can_be_named_anew(county: County) -> None:
    team = Team("transport", ("market_regulation",))
    request = county.request(lifted(county), supervisor())
    case = organise_special_supervision(request, team, **county.ports)
    assert case.special is not None
    assert case.special.departments == ("market_regulation",)


def test_nobody_but_a_supervisor_lifts_or_concludes(county: County) -> None:
    case = county.assign(county.file(), "transport")
    for person in (handler("transport"), LEAD, clerk()):
        with pytest.raises(NotPermittedError):
            lift_case(county.request(case, person), LIFTING, **county.ports)
    case = lift_case(county.request(case, supervisor()), LIFTING, **county.ports)
    with pytest.raises(NotPermittedError):
        conclude_special_supervision(county.request(case, LEAD), "好", **county.ports)


def test_a_repeated_lifting_happens_once(county: County) -> None:
    case = county.assign(county.file(), "transport")
    request = county.request(case, supervisor())
    first = lift_case(request, LIFTING, **county.ports)
    assert lift_case(request, LIFTING, **county.ports) == first


# ---- Red lights --------------------------------------------------------------------------------


def proposed(county: County) -> Case:
    """The lead had a letter for its first miss and missed again."""
    case = county.assign(county.file(), "transport", "emergency")
    missed = issue(missed_key(case, Stage.VERIFY, "transport"), "4.1")
    later: tuple[tuple[datetime, tuple[Command, ...]], ...] = (
        (VERIFY_BY, (missed,)),
        (REPLY_BY, ()),
    )
    for county.now, commands in later:
        stored = county.cases.get(case.id)
        rules = context_of(stored, county.now, NOTICE, f"n-{county.now}", county.configuration)
        county.cases.save(perform(stored, commands, rules), ())
    return county.cases.get(case.id)


def sign(county: County, case: Case, by: StaffMember) -> Case:
    request = county.request(case, by)
    return sign_red_light(request, "1", "inspection", "多次逾期", **county.ports)


def test_a_red_light_from_the_hearing_to_the_appeal(county: County) -> None:
    case = proposed(county)
    assert [light.unit for light in case.red_lights] == ["transport"]
    case = state_case(county.request(case, LEAD), "1", "车主联系困难", **county.ports)
    case = sign(county, case, supervisor())
    assert light_of(case) is Light.RED
    case = appeal_red_light(county.request(case, LEAD), "1", "请复核", **county.ports)
    request = county.request(case, LEADER)
    case = decide_appeal(request, "1", False, "情有可原", **county.ports)
    assert case.red_lights[0].state is RedLightState.LIFTED
    kept = texts(county, case)
    assert kept[ParticularsKind.STATEMENT] == {"text": "车主联系困难"}
    assert kept[ParticularsKind.RED_LIGHT_DECISION] == {"text": "多次逾期"}
    assert kept[ParticularsKind.RED_LIGHT_APPEAL] == {"text": "请复核"}
    assert kept[ParticularsKind.RED_LIGHT_APPEAL_DECISION] == {"text": "情有可原"}


def test_evidence_that_others_caused_is_excluded_with_the_reason(county: County) -> None:
    case = proposed(county)
    (light,) = case.red_lights
    request = county.request(case, supervisor())
    case = exclude_evidence(request, "1", light.counted[0].key, "道路由他方封闭", **county.ports)
    assert case.red_lights[0].evidence[0].excluded is Exclusion.CAUSED_BY_OTHERS
    assert texts(county, case)[ParticularsKind.EVIDENCE_EXCLUSION] == {"text": "道路由他方封闭"}
    with pytest.raises(NotPermittedError):
        exclude_evidence(county.request(case, LEAD), "1", light.counted[0].key, "", **county.ports)


def test_a_red_light_is_dismissed_with_its_reason(county: County) -> None:
    case = state_case(county.request(proposed(county), LEAD), "1", "说明", **county.ports)
    request = county.request(case, supervisor())
    case = dismiss_red_light(request, "1", "证据不足", **county.ports)
    assert case.red_lights[0].state is RedLightState.DISMISSED
    assert light_of(case) is Light.YELLOW


def test_only_a_departments_lead_states_and_appeals_for_its_unit(county: County) -> None:
    case = proposed(county)
    with pytest.raises(NotPermittedError):
        state_case(county.request(case, handler("transport")), "1", "说明", **county.ports)
    with pytest.raises(NotPermittedError):
        other = member(Role.DEPARTMENT_LEAD, "emergency")
        state_case(county.request(case, other), "1", "说明", **county.ports)


def test_nobody_else_signs_and_the_leading_group_alone_decides_appeals(county: County) -> None:
    case = state_case(county.request(proposed(county), LEAD), "1", "说明", **county.ports)
    for person in (LEAD, clerk(), LEADER):
        with pytest.raises(NotPermittedError):
            sign(county, case, person)
    with pytest.raises(NotFoundError):
        sign(county, case, inspector())
    case = sign(county, case, supervisor())
    case = appeal_red_light(county.request(case, LEAD), "1", "请复核", **county.ports)
    with pytest.raises(NotPermittedError):
        decide_appeal(county.request(case, supervisor()), "1", True, "维持", **county.ports)


def test_a_supervisor_alone_proposes_and_only_on_evidence(county: County) -> None:
    case = county.assign(county.file(), "transport")
    for person, error in ((clerk(), NotPermittedError), (supervisor(), NoEvidenceError)):
        with pytest.raises(error):
            propose_red_light(county.request(case, person), "transport", "消极", **county.ports)


def test_a_red_light_is_shown_to_its_unit_and_to_superiors_only(county: County) -> None:
    case = proposed(county)
    file = county.cases.file(case.id)
    shown = {"transport": handler("transport"), "emergency": handler("emergency")}
    seen = {unit: len(case_for(person, case).red_lights) for unit, person in shown.items()}
    assert seen == {"transport": 1, "emergency": 0}
    types = {
        unit: "RedLightProposed" in [event.type for event in file_for(person, file).events]
        for unit, person in shown.items()
    }
    assert types == {"transport": True, "emergency": False}
    for person in (supervisor(), inspector(), LEADER):
        assert len(case_for(person, case).red_lights) == 1
