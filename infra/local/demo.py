"""`make demo`: the article's cases at the phone and at the console, as they happen.

Scenario 1 (P3): money lent and not repaid; a clerk's triage, mediation, agreement, confirmed and
rated. Scenario 2 (P4, P5, P7, P8): dangerous-goods vehicles, passed on twice, a deadline missed,
the letter, the yellow light, special supervision, a red light proposed and dismissed; for it a
working day lasts seconds. Scenario 3 (O8): a court of another city, one matter one discussion, a
settlement. Then an objection that is upheld and opens its case again, and the first case once more
by every channel: code, official account, e-mail and telephone.
"""

from __future__ import annotations

import re
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.local.accounts import PASSWORD
from infra.local.browse import UnexpectedAnswerError
from infra.local.console import sign_in
from infra.local.engine import EngineError
from infra.local.page_forms import words_of
from infra.local.run import bring_up, engine_of_this_clone
from infra.local.sign_in import SignInError
from infra.local.stories import channels, lighting, mediation, seizure, vehicles
from infra.local.stories.demonstration_policy import DAY_SECONDS, in_force
from infra.local.stories.telling import Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from infra.local.deploy import Deployment


@dataclass(frozen=True, slots=True)
class Scene:
    """A case of the article, played from beginning to end; some under the demonstration policy."""

    title: str
    english: str
    play: Callable[[Story], str]
    hurried: bool = False


SCENES = (
    Scene("第一幕：借款不还，人民调解", "A loan not repaid", mediation.play),
    Scene(
        "第二幕：危险品车辆乱停，退单、逾期、专项督办", "Vehicles at Tianqiao", vehicles.play, True
    ),
    Scene("第三幕：外地法院查封在即，一事一议", "A seizure about to come", seizure.play),
    Scene("第四幕：报了办结没修好，异议成立", "An objection upheld", lighting.play),
    Scene("第五幕：第一幕的事，四个渠道各报一次", "One matter by every channel", channels.play),
)
BOARDS = (
    ("亮灯看板 Lights", "/desk/oversight/board"),
    ("专项督办 Special supervision", "/desk/oversight/special"),
    ("待决定 To decide", "/desk/cases?list=decide"),
    ("过问登记 Register", "/desk/oversight/register"),
)


def play(deployment: Deployment, filing_path: str) -> list[str]:
    """Plays the scenes and returns the paths of their tracking pages."""
    paths = []
    for scene in SCENES:
        hurry = f"（演示政策：一个工作日为{DAY_SECONDS}秒）" if scene.hurried else ""
        print(f"\n{scene.title}{hurry}  {scene.english}")
        with in_force(deployment) if scene.hurried else nullcontext():
            paths.append(scene.play(Story(deployment, filing_path)))
    return paths


def statistics(deployment: Deployment) -> str:
    """The statistics strip as a supervisor reads it; its parts add up to what was received (P9)."""
    page = sign_in(deployment, "supervisor").open("/desk/oversight/board").text
    found = re.search(r'<p class="figures[^"]*">(.*?)</p>', page, re.DOTALL)
    strip = words_of(found[1]) if found else ""
    received, *parts = (int(number) for number in re.findall(r"\d+", strip)[:5])
    if received != sum(parts):
        raise UnexpectedAnswerError(f"the figures do not add up: {strip}")
    return strip


def main() -> int:
    """Exit status 1, with the reason, when a step did not go as it should."""
    try:
        with engine_of_this_clone() as (engine, _):
            deployment, seeded = bring_up(engine, None)
            tracked = play(deployment, seeded.filing_path)
            _tell_where(deployment, tracked)
    except (EngineError, SignInError, UnexpectedAnswerError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def _tell_where(deployment: Deployment, tracked: list[str]) -> None:
    print(f"\n统计 Statistics\n  {statistics(deployment)}")
    print("\n进度页 Tracking pages")
    for scene, tracking in zip(SCENES, tracked, strict=True):
        print(f"  {deployment.public_url}{tracking}  {scene.english}")
    print(f"\n工作台 Console, as supervisor, password {PASSWORD}")
    for name, path in BOARDS:
        print(f"  {deployment.api_url}{path}  {name}")


if __name__ == "__main__":
    sys.exit(main())
