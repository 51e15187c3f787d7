"""A supervisor excludes evidence that others caused: it is shown, and does not count (DESIGN 6)."""

from dataclasses import replace

import pytest

from casework.domain.case import Case
from casework.domain.contest_rules import TookPartError
from casework.domain.evidence_exclusion import ExcludeEvidence
from casework.domain.oversight_events import EvidenceKind, Exclusion
from casework.domain.oversight_rules import (
    NoEvidenceError,
    RedLightDecidedError,
    UnknownRedLightError,
)
from casework.domain.particulars import ParticularsKind
from casework.domain.red_light import ProposeRedLight
from casework.domain.red_light_evidence import evidence_against
from tests.builders import ref, then
from tests.unit.domain.oversight_steps import (
    INSPECTOR,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    dismiss,
    sign,
    state,
    with_returns,
)

PROPOSE = ProposeRedLight("transport", ref(ParticularsKind.RED_LIGHT_PROPOSAL, 7))


def exclude(number: str) -> ExcludeEvidence:
    text = ref(ParticularsKind.EVIDENCE_EXCLUSION, 12)
    return ExcludeEvidence("1", EvidenceKind.GROUNDLESS_RETURN, number, text)


def proposed() -> Case:
    """A red light on two groundless returns, of which one supervisor thinks that it is enough."""
    return then(with_returns(True, True), PROPOSE, actor=OTHER_SUPERVISOR)[0]


def test_it_is_shown_as_caused_by_others_and_does_not_count_anywhere() -> None:
    case, (event,) = then(proposed(), exclude("1"), actor=SUPERVISOR)
    (light,) = case.red_lights
    assert [item.excluded for item in light.evidence] == [Exclusion.CAUSED_BY_OTHERS, None]
    assert [item.ref for item in light.counted] == ["2"]
    found = {item.ref: item.excluded for item in evidence_against(case, "transport")}
    assert found == {"1": Exclusion.CAUSED_BY_OTHERS, "2": None}
    assert event.type == "EvidenceExcluded"


def test_without_evidence_left_there_is_nothing_to_sign() -> None:
    case, _ = then(proposed(), exclude("1"), exclude("2"), actor=SUPERVISOR)
    heard, _ = then(case, state())
    with pytest.raises(NoEvidenceError):
        then(heard, sign(), actor=SUPERVISOR)
    assert then(heard, dismiss(), actor=SUPERVISOR)[1][-1].type == "RedLightDismissed"


def test_who_weighs_the_evidence_may_still_decide() -> None:
    case, _ = then(proposed(), exclude("1"), actor=SUPERVISOR)
    assert SUPERVISOR.id not in case.took_part
    assert then(then(case, state())[0], sign(), actor=SUPERVISOR)[1][-1].type == "RedLightSigned"


def test_only_who_may_decide_excludes_once_and_before_the_decision() -> None:
    with pytest.raises(TookPartError):
        then(proposed(), exclude("1"), actor=OTHER_SUPERVISOR)
    with pytest.raises(UnknownRedLightError):
        then(proposed(), exclude("1"), actor=INSPECTOR)
    case, _ = then(proposed(), exclude("1"), actor=SUPERVISOR)
    with pytest.raises(NoEvidenceError):
        then(case, exclude("1"), actor=SUPERVISOR)
    decided, _ = then(then(case, state())[0], dismiss(), actor=SUPERVISOR)
    with pytest.raises(RedLightDecidedError):
        then(replace(decided, took_part=()), exclude("2"), actor=SUPERVISOR)
