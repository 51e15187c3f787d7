"""Measures routing on the labelled complaints: `python -m tests.routing.evaluation` prints one line
per figure.

`complaints_tuning.tsv` is the half the catalogue was tuned on, `complaints_held_out.tsv` the half
it was not. Before words were added for them, 2 of the held-out half's 37 complaints about public
bodies would have been assigned by rule, and then 3 of the 60 in `complaints_about_bodies.tsv`, a
set written afterwards by somebody who knew neither the words nor the other sets: about one in
twenty of what nobody has seen yet may still be.
"""

import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casework.domain.duty_catalogue import DutyCatalogue
from casework.domain.organisation import Organisation
from casework.domain.routing import RoutingOutcome, RoutingProposal, classify

FOLDER = Path(__file__).parent
POLICY = FOLDER.parents[1] / "layers/casework/python/casework/policy"
TUNING = FOLDER / "complaints_tuning.tsv"
HELD_OUT = FOLDER / "complaints_held_out.tsv"
ABOUT_BODIES = FOLDER / "complaints_about_bodies.tsv"
NONE = "-"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One complaint and what an informed person would do with it; `leads` is empty when no unit
    owes the answer.
    """

    id: str
    text: str
    category: str | None
    township: str | None
    leads: frozenset[str]
    flags: frozenset[str]

    @property
    def assignable(self) -> bool:
        """Whether the rules may assign it at all."""
        return bool(self.leads) and not self.flags


@dataclass(frozen=True, slots=True)
class Figures:
    """Routing quality of one split: counts, and shares between 0 and 1.

    `coverage`: assigned automatically, of those that may be. `accuracy`: assigned to an expected or
    acceptable lead, of all assigned automatically, where one that nobody or only a person may
    assign is an error. `top_1` and `top_3`: an expected or acceptable lead is the first, or among
    the first three different leads suggested, of all complaints for which some unit owes the
    answer.
    """

    complaints: int
    assignable: int
    assigned: int
    coverage: float
    accuracy: float
    top_1: float
    top_3: float
    about_body: int
    about_body_assigned: int
    about_body_recognised: int
    procedure: int
    procedure_assigned: int
    procedure_recognised: int
    confidential_assigned: int
    assignable_taken_for_complaint: int


def load_policy() -> tuple[DutyCatalogue, Organisation]:
    """The shipped catalogue and organisation."""
    organisation = Organisation.from_mapping(
        json.loads((POLICY / "organisation.json").read_bytes())
    )
    duties = json.loads((POLICY / "duty_catalogue.json").read_bytes())
    return DutyCatalogue.from_mapping(duties, organisation), organisation


def load_complaints(path: Path) -> list[Labelled]:
    """The labelled complaints of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            _labelled(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def evaluate(path: Path, catalogue: DutyCatalogue, organisation: Organisation) -> Figures:
    """Classify every complaint of a split and count."""
    results = [
        (complaint, propose(complaint, catalogue, organisation))
        for complaint in load_complaints(path)
    ]
    assigned = [each for each in results if each[1].outcome is RoutingOutcome.ASSIGN]
    assignable = [each for each in results if each[0].assignable]
    owed = [each for each in results if each[0].leads]
    about = [each for each in results if "about_body" in each[0].flags]
    procedure = [each for each in results if "procedure" in each[0].flags]
    return Figures(
        complaints=len(results),
        assignable=len(assignable),
        assigned=len(assigned),
        coverage=_share((each in assigned for each in assignable), len(assignable)),
        accuracy=_share((each[0].assignable and hit(*each, 1) for each in assigned), len(assigned)),
        top_1=_share((hit(*each, 1) for each in owed), len(owed)),
        top_3=_share((hit(*each, 3) for each in owed), len(owed)),
        about_body=len(about),
        about_body_assigned=sum(each in assigned for each in about),
        about_body_recognised=sum(bool(each[1].about_bodies) for each in about),
        procedure=len(procedure),
        procedure_assigned=sum(each in assigned for each in procedure),
        procedure_recognised=sum(bool(each[1].procedure) for each in procedure),
        confidential_assigned=sum("confidential" in each[0].flags for each in assigned),
        assignable_taken_for_complaint=sum(bool(each[1].about_bodies) for each in assignable),
    )


def propose(
    complaint: Labelled, catalogue: DutyCatalogue, organisation: Organisation
) -> RoutingProposal:
    """The proposal for a labelled complaint, filed with the category and township the label
    gives.
    """
    return classify(
        complaint.text,
        complaint.category,
        complaint.township,
        "confidential" in complaint.flags,
        catalogue,
        organisation,
    )


def hit(complaint: Labelled, proposal: RoutingProposal, first: int) -> bool:
    """Whether an expected or acceptable lead is among the `first` different leads suggested."""
    leads = list(dict.fromkeys(suggestion.lead for suggestion in proposal.suggestions))
    return not complaint.leads.isdisjoint(leads[:first])


def _labelled(row: dict[str, str]) -> Labelled:
    return Labelled(
        id=row["id"],
        text=row["text"],
        category=None if row["category"] == NONE else row["category"],
        township=None if row["township"] == NONE else row["township"],
        leads=_set(row["expected_lead"]) | _set(row["acceptable_leads"]),
        flags=_set(row["flags"]),
    )


def _set(cell: str) -> frozenset[str]:
    return frozenset() if cell == NONE else frozenset(cell.split(","))


def _share(truths: Iterable[bool], total: int) -> float:
    return sum(truths) / total if total else 0.0


def main() -> None:
    """Print the figures of both halves side by side."""
    policy = load_policy()
    tuning, held_out = (evaluate(path, *policy) for path in (TUNING, HELD_OUT))
    sys.stdout.write(f"{'':32}{'tuning':>10}{'held out':>10}\n")
    for name in Figures.__dataclass_fields__:
        left, right = getattr(tuning, name), getattr(held_out, name)
        form = "10.3f" if isinstance(left, float) else "10d"
        sys.stdout.write(f"{name.replace('_', ' '):32}{left:{form}}{right:{form}}\n")


if __name__ == "__main__":
    main()
