"""`make demo`: the article's cases over HTTP, as they happen.

Scenario 1 (P3): money lent and not repaid, mediated, agreed on, rated. Scenario 2 (P4, P7):
dangerous-goods vehicles, a deadline missed because nobody acts, the letter, the yellow light, the
department's message, and the way back; for it a working day lasts 30 seconds.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

from infra.local.browse import UnexpectedAnswerError
from infra.local.engine import EngineError
from infra.local.run import bring_up, engine_of_this_clone
from infra.local.stories import mediation, vehicles
from infra.local.stories.demonstration_policy import in_force
from infra.local.stories.telling import Story

if TYPE_CHECKING:
    from infra.local.deploy import Deployment

SCENES = (
    ("第一幕：借款不还，人民调解", mediation.play, lambda _: nullcontext()),
    ("第二幕：危险品车辆乱停，逾期督办（演示政策：一个工作日为30秒）", vehicles.play, in_force),
)


def play(deployment: Deployment, filing_path: str) -> list[str]:
    """Plays the scenes and returns the paths of their tracking pages."""
    paths = []
    for title, scene, under in SCENES:
        print(f"\n{title}")
        with under(deployment):
            paths.append(scene(Story(deployment, filing_path)))
    return paths


def main() -> int:
    """Exit status 1, with the reason, when a step did not go as it should."""
    try:
        with engine_of_this_clone() as (engine, _):
            deployment, seeded = bring_up(engine, None)
            for tracking in play(deployment, seeded.filing_path):
                print(f"\n  {deployment.public_url}{tracking}")
    except (EngineError, UnexpectedAnswerError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
