"""How a step is asked for: by a program with what its form would send, or by the tracking link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.services.disclosing import file_for
from casework.web.desk_forms.form_spec import Subject
from casework.web.forms.act import FIELDS, Act
from casework.web.wording import wording
from tests.integration.callers import signed_in, visitor
from tests.integration.county import CENTRE_CODE
from tests.integration.faults.filled_forms import SENTENCE, body_of
from tests.integration.faults.script import FORMS
from tests.integration.faults.steps import ENTERPRISE, PEOPLE, RATE, address
from tests.integration.house import Link, filled
from tests.integration.stack import rooms

if TYPE_CHECKING:
    from random import Random

    from tests.integration.house import House

REFUSED = frozenset({403, 404, 409, 422})
FIRST_ACT = 1000
"""Forms of the tracking page are counted from here, those of filings from nought."""


@dataclass(frozen=True)
class Said:
    """An answer: its status, and what was asked and answered in words."""

    status: int
    words: str

    @property
    def is_refusal(self) -> bool:
        """Whether somebody was told no; any other answer is a yes or a fault."""
        return self.status in REFUSED


def file_through(house: House, form: str, number: int) -> Link:
    """File a case through the n-th form that was opened: the same case in any life."""
    besides = dict(FORMS[form])
    key = _key(house, number)
    confidential = besides.pop("confidential", False)
    fields = filled(besides.pop("form"), key, confidential=confidential) | besides
    return Link.of(visitor().post(f"/q/{CENTRE_CODE}", fields))


def ask(house: House, link: Link, who: str, operation: str, chance: Random, other: str) -> Said:
    """Have somebody ask for an operation, or for an act by the link; `other` is another case."""
    if who == ENTERPRISE:
        return Said(_by_link(house, link, operation, chance), operation)
    case, member = house.case(link.case_id), PEOPLE[who]
    organisation = rooms()["CaseDeskFunction"].room().configuration.organisation()
    file = file_for(member, house.case_file(case.id))
    subject = Subject(file, member, organisation, wording("zh"), house.clock.now)
    body = {"version": case.version, **body_of(operation, subject, chance, other)}
    answer = signed_in(who).post_json(address(case.id, operation), body)
    return Said(answer.status, f"{body} {answer.text}")


def _by_link(house: House, link: Link, act: str, chance: Random) -> int:
    if act == RATE:
        mint = rooms()["EvaluationCaptureFunction"].room().mint
        path = f"/e/{mint.rating_token(link.case_id)}"
        return visitor().post(path, {"lang": "zh", "grade": "satisfied"}).status
    key = _key(house, FIRST_ACT + chance.getrandbits(64))
    typed = dict.fromkeys(FIELDS[Act(act)], SENTENCE)
    hidden = {"act": act, "form_key": key, "lang": "zh"}
    return visitor().post(link.path, {**hidden, **typed}).status


def _key(house: House, number: int) -> str:
    """The key of the n-th form that an enterprise opens."""
    mint = rooms()["ScanIntakeFunction"].room().mint
    return str(mint.issue_form_key(house.clock.now, number.to_bytes(16, "big")).text)
