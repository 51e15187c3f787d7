"""A small organisation and catalogue whose every point a test can add up by hand."""

from typing import Any

from casework.domain.duty_catalogue import DutyCatalogue
from casework.domain.organisation import Organisation
from casework.domain.routing import RoutingProposal, classify


def organisation_mapping() -> dict[str, Any]:
    """The parsed file of a county with six units, two outsiders and two townships."""
    return {
        "version": "1",
        "jurisdiction": {"zh": "巨野", "en": "Juye", "telephone": "0530-12345"},
        "units": [
            unit("centre", "护航中心", "centre"),
            unit("inspection", "执法监督室", "inspection"),
            unit("court", "法院", "political_legal", "执行局"),
            unit("justice", "司法局", "political_legal", "司法所 调解员"),
            unit("public_security", "公安局", "political_legal", "派出所 民警"),
            unit("market_regulation", "市场监管局", "alliance", "工商所 市监局"),
        ],
        "outsiders": [
            named("village_committee", "村委会") | {"aliases": ["村支书"]},
            named("unnamed_body", "某机关") | {"aliases": ["窗口人员 工作人员"]},
        ],
        "categories": [named(each, each) for each in ("contract_debt", "enforcement", "market")],
        "townships": [
            named("tianqiao", "田桥镇") | {"aliases": ["田桥"]},
            named("dushan", "独山镇") | {"aliases": []},
        ],
    }


def catalogue_mapping() -> dict[str, Any]:
    """The parsed file of a catalogue of seven duties."""
    return {
        "version": "7",
        "confidence": {
            "minimum_score": 5,
            "minimum_margin": 2,
            "category_bonus": 2,
            "township_bonus": 3,
            "named_unit_bonus": 3,
        },
        "conduct": {
            "duty": "conduct_of_bodies",
            "categories": ["enforcement"],
            "window": 4,
            "plain": ["吃拿卡要 乱罚款"],
            "soft": ["推诿"],
            "private_causes": ["客户 老板"],
            "near_body": ["态度恶劣"],
            "hints": ["不给"],
            "unless": ["保安态度恶劣"],
            "acts": ["抽检"],
            "enquiries": ["去哪办"],
            "questions": ["能不能"],
        },
        "procedures": [
            named("litigation", "诉讼") | {"marks": ["起诉 开庭"], "unless": ["不想起诉"]},
            named("arbitration", "仲裁") | {"marks": ["仲裁"], "unless": []},
        ],
        "duties": [
            duty(
                "debts",
                "justice",
                {"6": ["借条"], "4": ["欠款 货款", "欠…工程"], "8": ["拖欠货款"]},
            )
            | {
                "private_wrong": True,
                "excludes": {"5": ["发票"]},
                "otherwise": {"duty": "lawsuits", "zh": "如已起诉", "en": "if already sued"},
            },
            duty("contracts", "justice", {"5": ["违约"]}) | {"private_wrong": True},
            duty("lawsuits", "court", {"8": ["诉讼费 起诉"]}) | {"procedure": "litigation"},
            duty("licences", "market_regulation", {"5": ["执照"], "3": ["借条"]})
            | {"category": "market", "co_handlers": ["public_security"]},
            duty("parking", "public_security", {"6": ["乱停"]})
            | {"private_wrong": True, "townships": ["tianqiao"], "co_handlers": ["justice"]},
            duty("advice", "centre", {"9": ["惠企政策"]}),
            duty("conduct_of_bodies", "inspection", {"7": ["吃拿卡要"]}),
        ],
    }


def unit(unit_id: str, zh: str, kind: str, aliases: str = "") -> dict[str, Any]:
    """A unit's entry; `aliases` are separated by spaces."""
    return named(unit_id, zh) | {"kind": kind, "aliases": [aliases] if aliases else []}


def named(name_id: str, zh: str) -> dict[str, Any]:
    """What every entry of the organisation has."""
    return {"id": name_id, "zh": zh, "en": name_id}


def duty(duty_id: str, lead: str, keywords: dict[str, list[str]]) -> dict[str, Any]:
    """A duty's entry with what every duty has."""
    common = {"lead": lead, "category": "contract_debt", "keywords": keywords}
    return named(duty_id, duty_id) | common


def small_organisation() -> Organisation:
    """The small organisation, parsed."""
    return Organisation.from_mapping(organisation_mapping())


def small_catalogue() -> DutyCatalogue:
    """The small catalogue, parsed."""
    return DutyCatalogue.from_mapping(catalogue_mapping(), small_organisation())


def proposal_for(
    text: str,
    category: str | None = None,
    township: str | None = None,
    confidential: bool = False,
) -> RoutingProposal:
    """What the small catalogue proposes."""
    return classify(text, category, township, confidential, small_catalogue(), small_organisation())
