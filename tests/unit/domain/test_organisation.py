"""Who there is in the county, what people call them, and the files that are refused."""

from typing import Any

import pytest

from casework.domain.errors import ConfigurationError, NotFoundError
from casework.domain.organisation import UNNAMED_BODY, Organisation, UnitKind
from tests.builders import organisation
from tests.unit.domain.small_catalogue import named, organisation_mapping, small_organisation, unit

SHIPPED_UNITS = {
    UnitKind.CENTRE: ["centre"],
    UnitKind.INSPECTION: ["inspection"],
    UnitKind.LEADING_GROUP: ["leading_group"],
    UnitKind.POLITICAL_LEGAL: ["court", "procuratorate", "public_security", "justice"],
    UnitKind.ALLIANCE: [
        "ecology",
        "market_regulation",
        "emergency",
        "housing",
        "transport",
        "human_resources",
        "natural_resources",
        "taxation",
        "commerce",
        "health",
        "education",
        "agriculture",
    ],
}
SHIPPED_CATEGORIES = {
    *("contract_debt", "labour", "security", "approval", "enforcement", "market", "tax_fee"),
    *("land_construction", "environment_safety", "transport", "finance", "other"),
}
SHIPPED_TOWNSHIPS = {
    *("fenghuang", "yongfeng", "longgu", "dayi", "liulin", "zhangfeng", "hetaoyuan", "dushan"),
    *("qilin", "dongguantun", "tianzhuang", "taiping", "wanfeng", "taomiao", "xieji", "yingli"),
    "tianqiao",
}


def test_the_county_has_its_organs_alliance_categories_and_townships() -> None:
    county = organisation()
    kinds = {
        kind: [each.id for each in county.units.values() if each.kind is kind] for kind in UnitKind
    }
    assert kinds == SHIPPED_UNITS
    assert set(county.categories) == SHIPPED_CATEGORIES
    assert set(county.townships) == SHIPPED_TOWNSHIPS
    assert county.townships["tianqiao"].zh == "田桥镇"
    assert county.units["ecology"].zh == "县生态环境局"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("交警", "public_security"),
        ("派出所", "public_security"),
        ("城管", "housing"),
        ("住建局", "housing"),
        ("法院", "court"),
        ("消防大队", "emergency"),
        ("工商局", "market_regulation"),
        ("医保局", "human_resources"),
        ("国土局", "natural_resources"),
        ("税务大厅", "taxation"),
        ("村支书", "village_committee"),
        ("镇政府", "township_government"),
        ("窗口人员", UNNAMED_BODY),
    ],
)
def test_the_county_knows_the_names_people_write(name: str, body: str) -> None:
    assert body in organisation().mentions(f"找了{name}两回").bodies


def test_what_is_mentioned_comes_with_its_places_and_townships_apart() -> None:
    mentions = small_organisation().mentions("田桥的派出所和公安局,村支书")
    assert mentions.bodies == {
        "public_security": ((3, 6), (7, 10)),
        "village_committee": ((11, 14),),
    }
    assert mentions.townships == {"tianqiao"}


@pytest.mark.parametrize(
    ("unit_id", "handles"),
    [("justice", True), ("inspection", True), ("centre", False), ("village_committee", False)],
)
def test_cases_are_assigned_to_units_but_not_to_the_dispatching_centre(
    unit_id: str, handles: bool
) -> None:
    assert small_organisation().handles_cases(unit_id) is handles


def test_a_body_is_a_unit_or_an_outsider_and_nothing_else() -> None:
    county = small_organisation()
    assert county.body("justice").zh == "司法局"
    assert county.body("village_committee").zh == "村委会"
    with pytest.raises(NotFoundError):
        county.body("tianqiao")


def replaced(key: str, value: Any) -> dict[str, Any]:
    return organisation_mapping() | {key: value}


def added(key: str, entry: dict[str, Any]) -> dict[str, Any]:
    return replaced(key, [*organisation_mapping()[key], entry])


@pytest.mark.parametrize(
    ("mapping", "where"),
    [
        (["units"], "organisation: expected an object"),
        (replaced("villages", []), "unknown villages"),
        ({"units": []}, "missing categories"),
        (replaced("units", {}), "units: expected a list"),
        (added("units", unit("justice", "另一个司法局", "alliance")), "justice stands there twice"),
        (added("units", unit("health", "卫健局", "ministry")), "unknown ministry"),
        (added("units", unit("health", " ", "alliance")), r"units\.health\.zh"),
        (
            added("units", unit("health", "局", "alliance", "疾控 疾控")),
            "疾控 stands there twice",
        ),
        (added("units", unit("health", "卫健局", "alliance", "派出所")), "派出所 names both"),
        (added("units", unit("tianqiao", "卫健局", "alliance")), "tianqiao is the id of two"),
        (added("units", unit("health", "ＡＢ局", "alliance")), "full-width"),
        (replaced("outsiders", []), "unknown unnamed_body"),
        (added("categories", named("market", "市场")), "market stands there twice"),
        (added("townships", named("dayi", "大义镇")), "missing aliases"),
        (replaced("version", 7), "version"),
        (replaced("jurisdiction", {"zh": "巨野", "en": "Juye"}), "missing telephone"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(mapping: Any, where: str) -> None:
    with pytest.raises(ConfigurationError, match=where):
        Organisation.from_mapping(mapping)
