"""How long a class waits: from a slider's move to the drawn picture, in a real browser.

    python benchmarks/bench_classroom.py [--moves N] [--scene K] [--file lesson.html]

Served live: a first picture of 200 wars, then 1,000, each setting asked for the first time. From a
file: the one picture. Medians and 95th percentiles [seconds]; other work on the machine counts in.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

#: Moves a slider as a hand does, and waits until a picture of so many wars has been painted.
MOVE = """([scene, slider, value, numbers]) => new Promise((done) => {
  const section = document.getElementById(`scene-${scene}`);
  const input = document.getElementById(slider);
  const began = performance.now();
  const seen = {};
  const before = section.dataset.drawn;
  const watch = new MutationObserver(() => {
    if (section.dataset.drawn === before) return;
    for (const number of numbers) {
      if (Number(section.dataset.n) >= number && !(number in seen)) {
        seen[number] = 0;
        requestAnimationFrame(() => setTimeout(() => {
          seen[number] = (performance.now() - began) / 1000;
          if (numbers.every((each) => seen[each])) { watch.disconnect(); done(seen); }
        }));
      }
    }
  });
  watch.observe(section, { attributes: true });
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
})"""


@contextmanager
def lesson(port: int = 8799) -> Iterator[str]:
    """The lesson, served by a process of its own."""
    command = [sys.executable, "-m", "simulator", "demo", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            process.terminate()


def measured(page: Page, scene: int, moves: int, numbers: list[int]) -> dict[int, list[float]]:
    """Waits by number of wars, one for each move."""
    took: dict[int, list[float]] = {number: [] for number in numbers}
    sliders = page.locator(f"#scene-{scene} .dials input[type=range]").all()
    for move in range(moves):
        slider = sliders[move % len(sliders)]
        name = slider.get_attribute("id")
        low, high = (float(slider.get_attribute(end) or 0) for end in ("min", "max"))
        step, now = float(slider.get_attribute("step") or 1), float(slider.input_value())
        places = [low + i * step for i in range(round((high - low) / step) + 1)]
        # A stride of the golden ratio comes near every place and to none of them soon again.
        place = places[round(0.618 * (move + 1) * (len(places) - 1)) % len(places)]
        if abs(place - now) < step / 2:
            place = places[0] if now > low else places[-1]
        seen = page.evaluate(MOVE, [scene, name, f"{place:.10g}", numbers])
        for number in numbers:
            took[number].append(seen[str(number)])
    return took


def told(name: str, waits: list[float]) -> None:
    middle, late = np.percentile(waits, [50, 95])
    print(f"{name}: median {middle:.3f} s, 95th percentile {late:.3f} s (n = {len(waits)})")


def main() -> None:
    """Measure what the arguments ask for."""
    options = argparse.ArgumentParser()
    options.add_argument("--moves", type=int, default=40)
    options.add_argument("--scene", type=int, default=3)
    options.add_argument("--rest", type=int, default=60, help="seconds before the first move")
    options.add_argument("--file", type=Path)
    asked = options.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        if asked.file:
            began = time.perf_counter()
            page.goto(f"{asked.file.resolve().as_uri()}#scene={asked.scene}&shown=1")
            page.wait_for_selector(f"#scene-{asked.scene}[data-n]")
            print(f"file to first picture: {time.perf_counter() - began:.3f} s")
            number = int(page.get_attribute(f"#scene-{asked.scene}", "data-n") or 0)
            told("slider to picture", measured(page, asked.scene, asked.moves, [number])[number])
        else:
            with lesson() as address:
                began = time.perf_counter()
                page.goto(f"{address}#scene={asked.scene}")
                page.wait_for_selector("html.ready")
                print(f"address to question: {time.perf_counter() - began:.3f} s")
                page.click(f"#scene-{asked.scene} .play")
                page.wait_for_selector(f'#scene-{asked.scene}[data-n="1000"]', timeout=120_000)
                page.wait_for_timeout(asked.rest * 1000)  # what is warmed up first is warm
                took = measured(page, asked.scene, asked.moves, [200, 1000])
                for number, waits in took.items():
                    told(f"slider to picture of {number} wars", waits)
        browser.close()


if __name__ == "__main__":
    main()
