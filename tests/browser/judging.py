"""What is wrong with a page, as a browser and axe see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOO_SMALL = """least => {
  const around = boxes => ({
    width: Math.max(...boxes.map(b => b.right)) - Math.min(...boxes.map(b => b.left)),
    height: Math.max(...boxes.map(b => b.bottom)) - Math.min(...boxes.map(b => b.top)),
  });
  const target = e => around([e, ...(e.labels ?? [])].map(part => part.getBoundingClientRect()));
  return [...document.querySelectorAll('a, button, summary, input, select, textarea')]
    .filter(e => e.type !== 'hidden' && e.checkVisibility())
    .map(e => [e, target(e)])
    .filter(([, box]) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${box.width}x${box.height}`);
}"""
"""What is smaller together with its labels."""

OUTSIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && getComputedStyle(e).clipPath === 'none')
  .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
  .filter(e => !e.closest('nav') || getComputedStyle(e.closest('nav')).overflowX !== 'auto')
  .map(e => e.outerHTML.slice(0, 90))"""
"""What stands beyond the window's edge, but for ways that scroll within their own bar."""

GRAVE = {"serious", "critical"}


def grave_findings(bench: Page) -> dict[str, list[str]]:
    """Places by rule, for the rules that axe calls serious or critical."""
    return {
        violation["id"]: [node["html"] for node in violation["nodes"]]
        for violation in Axe().run(bench).response["violations"]
        if violation["impact"] in GRAVE
    }
