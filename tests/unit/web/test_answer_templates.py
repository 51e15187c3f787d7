"""Answer templates: packaged, with blanks, offered where somebody answers and nowhere else."""

import re

from casework.web.desk_forms.answer_templates import (
    answer_templates,
    begun_with,
    template_links,
)


def test_every_template_has_a_name_and_blanks_to_fill_in() -> None:
    found = answer_templates()
    assert len({each.id for each in found}) == len(found) == 5
    assert all(each.zh and re.search(r"\{[^{}]+\}", each.text) for each in found)


def test_a_form_that_answers_begins_with_the_chosen_template() -> None:
    noise = next(each for each in answer_templates() if each.id == "noise")
    assert begun_with("answer", "noise") == {"text": [noise.text]}
    assert begun_with("reply", "noise") == {"text": [noise.text]}


def test_an_unknown_template_or_another_form_begins_with_nothing() -> None:
    assert begun_with("answer", "nonsense") is None
    assert begun_with("answer", None) is None
    assert begun_with("notes", "noise") is None


def test_the_links_stand_at_the_forms_that_answer() -> None:
    (first, *_) = template_links("answer", "do-answer")
    assert first.href == "?do=answer&template=loan_mediation#do-answer"
    assert template_links("notes", "do-notes") == ()
