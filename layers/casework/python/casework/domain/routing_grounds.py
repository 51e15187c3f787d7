"""Why the rules chose a body, in the catalogue's own words: 借条, 欠款 -> 司法局 人民调解; 如已起诉
-> 法院 诉讼服务.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.routing_facts import Grounds

if TYPE_CHECKING:
    from casework.domain.duty_catalogue import DutyCatalogue


def grounds_of(duty_id: str, catalogue: DutyCatalogue) -> Grounds:
    """The duty by name and, where the catalogue knows one, the body that would owe the answer
    otherwise.

    Kept on the event, so that the reason can be read as it was given when the catalogue has long
    changed.
    """
    duty = catalogue.duties[duty_id]
    if duty.otherwise is None:
        return Grounds(duty.zh, duty.en)
    other = catalogue.duties[duty.otherwise.duty]
    return Grounds(
        duty_zh=duty.zh,
        duty_en=duty.en,
        if_zh=duty.otherwise.zh,
        if_en=duty.otherwise.en,
        other_unit=other.lead,
        other_zh=other.zh,
        other_en=other.en,
    )
