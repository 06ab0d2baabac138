"""One file that holds the lesson and its answers: opened from disk, it asks for nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from simulator import __version__
from simulator.classroom.lesson import Choice, Lesson, Place, Scene
from simulator.classroom.page import page
from simulator.classroom.predictions import authors
from simulator.classroom.settings import key_of, played
from simulator.classroom.stories import told
from simulator.classroom.tally import Tally, answer, cured
from simulator.ensemble import compiling_is_due, some_wars

#: Wars between two looks at Ctrl-C.
_CHUNK = 100

#: Wars of each kind that the file can open.
_STORIES = 4

Progress = Callable[[int, int], None]


def exported(lesson: Lesson, wars: int, entropy: int, progress: Progress | None = None) -> str:
    """The whole file.

    Args:
        lesson: What is taught.
        wars: How many wars each answer counts.
        entropy: Names the luck [0, 2**63).
        progress: Told how many wars are played and how many there are.

    Raises:
        RunFailed: A war could not be played.
    """
    table = tabled(lesson, wars, entropy, progress)
    return page(lesson, "file", table=table, extra={"authors": authors()})


def size(lesson: Lesson, wars: int) -> int:
    """How many wars an exported file takes."""
    return wars * sum(len(list(scene.tabled())) + len(scene.cures) for scene in lesson.scenes)


def tabled(
    lesson: Lesson, wars: int, entropy: int, progress: Progress | None = None
) -> dict[str, object]:
    """Every answer that the file holds; arguments as `exported`."""
    compiling_is_due("ensemble")
    done, whole = 0, size(lesson, wars)
    answers: dict[str, dict[str, object]] = {}
    cures: dict[str, object] = {}
    stories: dict[str, object] = {}
    files: dict[str, str] = {}
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for scene in lesson.scenes:
            number = str(scene.number)
            tallies: dict[str, Tally] = {}
            settings = {key_of(scene, each): each for each in scene.tabled()}
            jobs = {key: (each, None) for key, each in settings.items()}
            jobs |= {cure.key: (scene.start(), cure) for cure in scene.cures}
            played_now = pool.map(
                lambda job, scene=scene: _tally(scene, *job, wars, entropy), jobs.values()
            )
            for key, tally in zip(jobs, played_now, strict=True):
                tallies[key] = tally
                done += wars
                if progress is not None:
                    progress(done, whole)
            answers[number] = {
                key: _answer(scene, each, tallies, wars, files)
                for key, each in settings.items()
            }
            if scene.cures:
                start = tallies[key_of(scene, scene.start())]
                cures[number] = cured([tallies[cure.key] for cure in scene.cures], start, wars)
            if scene.stories:
                start = tallies[key_of(scene, scene.start())]
                asked = played(scene, scene.start())
                stories[number] = [
                    told(asked, entropy, scene.months, war) for war in _to_tell(start)
                ]
    stamp = {"entropy": entropy, "version": __version__, "files": files}
    return {"stamp": stamp, "answers": answers, "cures": cures, "stories": stories}


def _tally(
    scene: Scene, settings: Mapping[str, Place], cure: Choice | None, wars: int, entropy: int
) -> Tally:
    asked, tally = played(scene, settings, cure), Tally(scene)
    for low in range(0, wars, _CHUNK):
        chunk = range(low, min(low + _CHUNK, wars))
        tally.add(some_wars(asked.scenario, entropy, chunk, scene.months, asked.levers))
    return tally


def _answer(
    scene: Scene,
    settings: Mapping[str, Place],
    tallies: Mapping[str, Tally],
    wars: int,
    files: dict[str, str],
) -> dict[str, object]:
    asked = played(scene, settings)
    files |= asked.scenario.files
    control = tallies[key_of(scene, scene.control_of(settings))]
    head = {"command": f"{asked.command} --months {scene.months}"}
    return answer(tallies[key_of(scene, settings)], control, wars, wars, head)


def _to_tell(start: Tally) -> Iterator[int]:
    """The first few wars of each kind, in order."""
    seen: dict[int, int] = {}
    for war, kind in enumerate(start.what.tolist()):
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= _STORIES:
            yield war
