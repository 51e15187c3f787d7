"""What narrows a list: every condition that is named must hold."""

from casework.domain.case import Status
from casework.domain.case_filter import EVERYTHING, CaseFilter
from casework.domain.case_line import line_of
from casework.domain.light import Light
from tests.builders import VERIFY_BY, assigned_case, then, verified_case, waiting_case

LATE = then(assigned_case(), now=VERIFY_BY)[0]


def test_a_filter_that_asks_nothing_keeps_everything() -> None:
    assert EVERYTHING.keeps_all
    assert all(EVERYTHING.keeps(line_of(case)) for case in (waiting_case(), assigned_case(), LATE))


def test_each_condition_leaves_out_what_it_does_not_name() -> None:
    cases = {"waiting": waiting_case(), "verified": verified_case(), "late": LATE}

    def kept(wanted: CaseFilter) -> set[str]:
        assert not wanted.keeps_all
        return {name for name, case in cases.items() if wanted.keeps(line_of(case))}

    assert kept(CaseFilter(status=Status.VERIFIED)) == {"verified"}
    assert kept(CaseFilter(light=Light.YELLOW)) == {"late"}
    assert kept(CaseFilter(light=Light.NONE)) == {"waiting", "verified"}
    assert kept(CaseFilter(lead="justice")) == {"verified", "late"}
    assert kept(CaseFilter(lead="court")) == set()
    assert kept(CaseFilter(status=Status.ASSIGNED, light=Light.YELLOW, lead="justice")) == {"late"}
    assert kept(CaseFilter(status=Status.TRIAGE, lead="justice")) == set()
