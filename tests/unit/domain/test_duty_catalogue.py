"""The shipped duty catalogue as a whole, and the catalogues that are refused."""

import json
from collections import Counter
from typing import Any

import pytest

from casework.domain.conduct import WORD_LISTS
from casework.domain.duty_catalogue import DutyCatalogue
from casework.domain.errors import ConfigurationError
from tests.builders import catalogue, organisation
from tests.routing.evaluation import POLICY
from tests.unit.domain.small_catalogue import (
    catalogue_mapping,
    duty,
    named,
    small_catalogue,
    small_organisation,
)

OWN_PROCEDURES = {
    "litigation",
    "execution",
    "bankruptcy",
    "prosecution",
    "labour_arbitration",
    "commercial_arbitration",
    "reconsideration",
    "discipline",
    "petition",
}


def test_the_county_has_at_least_eighty_duties_and_every_unit_but_the_superior_leads_some() -> None:
    duties = catalogue().duties.values()
    assert len(duties) >= 80
    assert {each.lead for each in duties} == organisation().units.keys() - {"leading_group"}


def test_every_duty_can_become_confident_by_its_own_words() -> None:
    least = catalogue().confidence.minimum_score
    weak = [each.id for each in catalogue().duties.values() if max(each.keywords.values()) < least]
    assert weak == []


def test_matters_with_a_procedure_of_their_own_are_marked() -> None:
    shipped = catalogue()
    assert set(shipped.procedures) == OWN_PROCEDURES
    assert all(each.marks for each in shipped.procedures.values())
    led_by_judicial_organs = [
        each for each in shipped.duties.values() if each.lead in {"court", "procuratorate"}
    ]
    assert [each.id for each in led_by_judicial_organs if each.procedure is None] == []


def test_no_key_stands_twice_in_a_policy_file() -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
        assert twice == []
        return dict(pairs)

    for path in (POLICY / "duty_catalogue.json", POLICY / "organisation.json"):
        json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)


def test_a_duty_is_read_with_everything_it_says() -> None:
    debts = small_catalogue().duties["debts"]
    assert debts.keywords == {"借条": 6, "欠款": 4, "货款": 4, "欠…工程": 4, "拖欠货款": 8}
    assert debts.excludes == {"发票": 5}
    assert debts.otherwise is not None
    assert (debts.otherwise.duty, debts.otherwise.zh) == ("lawsuits", "如已起诉")
    assert (debts.lead, debts.co_handlers, debts.townships) == ("justice", (), ())


def with_duty(**changes: Any) -> dict[str, Any]:
    """The small catalogue with one more duty that differs from a good one by `changes`."""
    mapping = catalogue_mapping()
    mapping["duties"].append(duty("extra", "justice", {"5": ["赔偿"]}) | changes)
    return mapping


def changed(key: str, **changes: Any) -> dict[str, Any]:
    mapping = catalogue_mapping()
    return mapping | {key: mapping[key] | changes}


@pytest.mark.parametrize(
    ("mapping", "where"),
    [
        (with_duty(lead="health"), r"duties\.extra\.lead: unknown health"),
        (with_duty(co_handlers=["health"]), "unknown health"),
        (with_duty(co_handlers=["justice"]), "justice leads and co-handles"),
        (with_duty(co_handlers=["centre"]), "centre handles no cases"),
        (with_duty(category="weather"), "unknown weather"),
        (with_duty(townships=["taiping"]), "unknown taiping"),
        (with_duty(id="debts"), "debts stands there twice"),
        (with_duty(procedure="mediation"), "unknown mediation"),
        (with_duty(private_wrong="yes"), "expected true or false"),
        (with_duty(keywords={}), "without keywords"),
        (with_duty(keywords={"5": []}), "without keywords"),
        (with_duty(keywords={"0": ["赔偿"]}), "0 is no positive weight"),
        (with_duty(keywords={"-3": ["赔偿"]}), "-3 is no positive weight"),
        (with_duty(keywords={"2.5": ["赔偿"]}), "2.5 is no positive weight"),
        (with_duty(keywords={"5": ["赔偿"], "3": ["赔偿"]}), "a word has two weights"),
        (with_duty(keywords={"5": ["赔偿 赔偿"]}), "赔偿 stands there twice"),
        (with_duty(keywords={"5": [7]}), "expected lines of words"),
        (with_duty(keywords=["赔偿"]), "expected an object of words by weight"),
        (with_duty(keywords={"5": ["ＫＴＶ"]}), "full-width or capital"),
        (with_duty(excludes={"0": ["赔偿"]}), "0 is no positive weight"),
        (with_duty(otherwise={"duty": "none", "zh": "如", "en": "if"}), "unknown none"),
        (with_duty(otherwise={"duty": "extra", "zh": "如", "en": "if"}), "unknown extra"),
        (with_duty(zh=" "), r"duties\.extra\.zh"),
        (with_duty(weight=3), "unknown weight"),
        (changed("confidence", minimum_score=-1), "at least 0"),
        (changed("confidence", minimum_score=True), "whole number"),
        (changed("conduct", duty="gossip"), "unknown gossip"),
        (changed("conduct", categories=["weather"]), "unknown weather"),
        (changed("conduct", window=0), "at least 1"),
        (catalogue_mapping() | {"procedures": [named("litigation", "诉讼")]}, "missing marks"),
        (catalogue_mapping() | {"version": ""}, "version"),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused(
    mapping: dict[str, Any], where: str
) -> None:
    with pytest.raises(ConfigurationError, match=where):
        DutyCatalogue.from_mapping(mapping, small_organisation())


@pytest.mark.parametrize("name", WORD_LISTS)
def test_every_list_of_words_about_conduct_must_be_there(name: str) -> None:
    mapping = catalogue_mapping()
    del mapping["conduct"][name]
    with pytest.raises(ConfigurationError, match=f"missing {name}"):
        DutyCatalogue.from_mapping(mapping, small_organisation())
