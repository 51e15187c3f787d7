"""A small county for the rooms to work in: configuration as shipped, staff, printed codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.code import Code, CodePurpose, PlaceKind, code_id
from casework.domain.staff import Role, StaffMember
from infra.provision import provision
from tests.integration.callers import ISSUER
from tests.snapshots import put_back, taken

NOW = datetime(2026, 3, 12, 1, 41, tzinfo=UTC)
"""Thursday 12 March 2026, 09:41 in the county; the payloads of `events/` are of this moment."""

CENTRE_CODE = "7K3Q9F2M4T8W5V1XBH6C"
REVOKED_CODE = "0R3V0KEDC0DE0R3V0KED"
UNKNOWN_CODE = "9999999999AAAAAAAAAA"

_SINCE = datetime(2021, 4, 1, tzinfo=UTC)


def _person(subject: str, name: str, role: Role, unit: str) -> StaffMember:
    return StaffMember(f"staff-{subject}", name, role, unit, _SINCE, None)


STAFF: dict[str, StaffMember] = {
    "clerk": _person("clerk", "受理员甲", Role.CLERK, "centre"),
    "justice": _person("justice", "承办人乙", Role.HANDLER, "justice"),
    "justice-lead": _person("justice-lead", "科室负责人丙", Role.DEPARTMENT_LEAD, "justice"),
    "transport": _person("transport", "承办人丁", Role.HANDLER, "transport"),
    "emergency": _person("emergency", "承办人戊", Role.HANDLER, "emergency"),
    "inspector": _person("inspector", "督查员己", Role.INSPECTOR, "inspection"),
    "supervisor": _person("supervisor", "督办员庚", Role.SUPERVISOR, "centre"),
    "administrator": _person("administrator", "管理员辛", Role.ADMINISTRATOR, "centre"),
    "tomorrow": StaffMember(
        "staff-tomorrow", "新到任", Role.CLERK, "centre", NOW + timedelta(days=1), None
    ),
    "yesterday": StaffMember(
        "staff-yesterday", "已离任", Role.CLERK, "centre", _SINCE, NOW - timedelta(days=1)
    ),
}
"""By the subject of their token; two of them are not in force at NOW."""


@dataclass(frozen=True)
class Form:
    """The filing form of the article's first case (P3): money lent and not repaid."""

    what_happened: str = (
        "张某去年借走我公司经营资金20万元，打了借条，约定今年还清，到期后多次催要一直不还，"
        "希望有人出面调解。"
    )
    enterprise_name: str = "独山镇示范家纺有限公司"
    contact_name: str = "王先生"
    contact_phone: str = "138 0000 0000"
    category: str = "contract_debt"
    township: str = "dushan"
    credit_code: str = ""


LOAN = Form()
CHEMICAL_PARK = Form(
    what_happened=(
        "田桥镇化工园区门口长期停着几十辆危险品运输车，占道乱停乱放，"
        "晚上也不走，担心出事故，希望尽快清理。"
    ),
    enterprise_name="田桥化工园区物业有限公司",
    contact_name="李女士",
    contact_phone="0530-8212345",
    category="transport",
    township="tianqiao",
)
"""The article's second case (P4): several bodies have to act."""

UNCLEAR = Form(what_happened="有点事情想反映一下，不知道找谁合适。", category="", township="")
"""A case that a clerk has to look at."""


def settle(client: Any, table_name: str) -> None:
    """Fill the bound table, which is empty: what an administrator provides before the first scan.

    The first time by the product's own writers.
    """
    if _SETTLED:
        put_back(_SETTLED[0])
        return
    provision(table_name, client.meta.region_name, {})
    _provide()
    _SETTLED.append(taken("dynamodb"))


_SETTLED: list[bytes] = []


def _provide() -> None:
    for subject, member in STAFF.items():
        DynamoStaff().put(ISSUER, subject, member)
    codes = DynamoCodes()
    for token, place in ((CENTRE_CODE, PlaceKind.CENTRE), (REVOKED_CODE, PlaceKind.POSTER)):
        captions = ("政法护航工作中心 扫码即诉", "Escort service centre: scan to file a case")
        codes.add(Code(token, code_id(token), CodePurpose.INTAKE, place, *captions, issued_at=NOW))
    codes.revoke(code_id(REVOKED_CODE), NOW)
