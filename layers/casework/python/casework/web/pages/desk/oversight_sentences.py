"""Sentences of special supervision, red lights, procedures, merging: rows as in `sentences.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.oversight_events import ContactKind, LinkKind, OrganKind, SpecialReason
from casework.web.pages.desk.sentence import Sentence
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SPECIAL_REASONS = {
    SpecialReason.STUCK: N_("it is stuck"),
    SpecialReason.ORDERED: N_("ordered by a leader"),
    SpecialReason.SECOND_OBJECTION: N_("a second objection"),
}

CONTACT_KINDS = {
    ContactKind.LETTER: N_("letter"),
    ContactKind.CALL: N_("call"),
    ContactKind.MEETING: N_("meeting"),
}

ORGAN_KINDS = {
    OrganKind.COURT: N_("court"),
    OrganKind.PROCURATORATE: N_("procuratorate"),
    OrganKind.PUBLIC_SECURITY: N_("public security"),
    OrganKind.ARBITRATION: N_("arbitration"),
    OrganKind.RECONSIDERATION: N_("administrative reconsideration"),
    OrganKind.DISCIPLINE: N_("discipline inspection"),
}

LINK_KINDS = {
    LinkKind.RELATED: N_("related"),
    LinkKind.SAME_MATTER: N_("the same matter"),
}

SENTENCES = {
    "SpecialSupervisionStarted": Sentence(
        N_("Lifted to special supervision: %(reason)s"),
        (N_("Departments: %(departments)s"),),
        light="yellow",
    ),
    "SpecialSupervisionOrganised": Sentence(
        N_("Special supervision was organised"), (N_("Departments: %(departments)s"),)
    ),
    "ActionAgreed": Sentence(N_("Action agreed: %(department)s, due %(due)s")),
    "ActionReported": Sentence(N_("%(department)s reported its action")),
    "SpecialSupervisionConcluded": Sentence(N_("Special supervision was concluded")),
    "RedLightProposed": Sentence(
        N_("A red light is proposed for %(unit)s"),
        (N_("It may state its case until %(state_by)s"),),
    ),
    "EvidenceExcluded": Sentence(N_("Evidence against %(unit)s does not count: others caused it")),
    "CaseStated": Sentence(N_("The unit stated its case on the red light")),
    "RedLightSigned": Sentence(
        N_("Red light for %(unit)s"),
        (N_("Referred to %(referred_to)s"), N_("It may appeal until %(appeal_by)s")),
        light="red",
    ),
    "RedLightDismissed": Sentence(N_("The red light for %(unit)s was dismissed")),
    "RedLightAppealed": Sentence(N_("%(unit)s appealed against the red light")),
    "RedLightAppealDecided": Sentence(N_("Appeal of %(unit)s: %(upheld)s")),
    "ProcedureConfirmed": Sentence(N_("Confirmed: the matter has a procedure of its own")),
    "GuidedToProcedure": Sentence(N_("The enterprise was guided to the procedure")),
    "JudicialContactRecorded": Sentence(N_("Contact with %(organ)s recorded: %(kind)s")),
    "SummaryReleased": Sentence(N_("A summary was released to %(body)s")),
    "CaseMerged": Sentence(N_("Merged into %(into)s")),
    "CaseAbsorbed": Sentence(N_("%(merged)s was merged into this case")),
    "CaseLinked": Sentence(N_("Linked to %(other)s: %(kind)s")),
    "NoteAdded": Sentence(N_("Internal note")),
    "HandlerNamed": Sentence(N_("%(unit)s named its handler")),
}

WORDS: dict[str, Mapping[str, str]] = {
    "SpecialSupervisionStarted.reason": {
        reason.value: word for reason, word in SPECIAL_REASONS.items()
    },
    "RedLightAppealDecided.upheld": {
        "True": N_("the red light stands"),
        "False": N_("the red light is lifted"),
    },
    "JudicialContactRecorded.kind": {kind.value: word for kind, word in CONTACT_KINDS.items()},
    "CaseLinked.kind": {kind.value: word for kind, word in LINK_KINDS.items()},
    "JudicialContactRecorded.organ": {organ.value: word for organ, word in ORGAN_KINDS.items()},
}
