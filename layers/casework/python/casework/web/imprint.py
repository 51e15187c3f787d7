"""Who runs the pages and answers for the personal information on them (个人信息处理者, PIPL art. 17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.web.language import Language


@dataclass(frozen=True, slots=True)
class Imprint:
    """The jurisdiction's short name (巨野), the body that processes what is typed (巨野县政法护航工作中心), and its telephone.

    `retention_years` is how long particulars are kept after closing: the policy in force, not a text.
    """

    jurisdiction_zh: str
    jurisdiction_en: str
    processor_zh: str
    processor_en: str
    telephone: str
    retention_years: int

    def jurisdiction(self, language: Language) -> str:
        """The short name in the page's language."""
        return self.jurisdiction_zh if language == "zh" else self.jurisdiction_en

    def processor(self, language: Language) -> str:
        """The full name of the responsible body in the page's language."""
        return self.processor_zh if language == "zh" else self.processor_en
