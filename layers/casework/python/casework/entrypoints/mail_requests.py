"""What programs send about e-mails that wait for a clerk, typed."""

from pydantic import BaseModel, ConfigDict

from casework.domain.unread_mail import MailOutcome


class SettlementBody(BaseModel):
    """What was done with an e-mail: taken down as a case, or set aside."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    outcome: MailOutcome
