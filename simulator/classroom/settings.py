"""From where the dials stand to the world that is played, checked like anything people type.

A request names dials and places; what they mean on the command line goes through the readers of
`files/`, so a link can ask for nothing that a scenario file could not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from simulator import __version__
from simulator.classroom.lesson import Choice, Dial, Place, Scene
from simulator.errors import BadInput, Mistake
from simulator.files.find import printable
from simulator.files.scenario import load_scenario, parse_levers, parse_sets, with_values
from simulator.model.levers import Lever
from simulator.model.records import Scenario

Settings = dict[str, Place]


@dataclass(frozen=True, slots=True)
class Played:
    """What settings mean: a world, the levers pulled in it, and how one would type it.

    Attributes:
        scenario: With everything set.
        levers: Pulled beside the scenario's own.
        command: The command line that plays the same wars.
    """

    scenario: Scenario
    levers: tuple[Lever, ...]
    command: str


def read_settings(scene: Scene, typed: Mapping[str, str]) -> Settings:
    """Where every dial stands, those not named at their start.

    Args:
        scene: Whose dials.
        typed: Dial to what a link says.

    Raises:
        BadInput: All mistakes: an unknown dial, a place it cannot have, a design over budget.
    """
    mistakes: list[Mistake] = []
    settings = scene.start()
    for key, text in typed.items():
        dial = scene.dial(key)
        if dial is None:
            known = ", ".join(dial.key for dial in scene.dials)
            rule = "no such dial in this scene"
            mistakes.append(Mistake("request", printable(key), rule, None, f"use one of {known}"))
            continue
        place = _choice_at(dial, text) if dial.choices else _value_at(dial, text)
        if isinstance(place, Mistake):
            mistakes.append(place)
        else:
            settings[key] = place
    if not mistakes and scene.budget and scene.cost(settings) > scene.budget:
        rule = f"a design may cost at most {scene.budget} points"
        got = str(scene.cost(settings))
        mistakes.append(Mistake("request", "", rule, got, "give something up"))
    if mistakes:
        raise BadInput(*mistakes)
    return settings


def _choice_at(dial: Dial, text: str) -> Place | Mistake:
    if any(choice.key == text for choice in dial.choices):
        return text
    rule = "must be one of " + ", ".join(choice.key for choice in dial.choices)
    return Mistake("request", dial.key, rule, repr(printable(text)), "use an option of the page")


def _value_at(dial: Dial, text: str) -> Place | Mistake:
    rule = f"must be a number in [{dial.low:g}, {dial.high:g}]"
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if len(text) > 24 or not dial.low <= value <= dial.high:
        return Mistake("request", dial.key, rule, repr(printable(text)), "move the slider")
    steps = round((value - dial.low) / dial.step)
    return round(min(dial.low + steps * dial.step, dial.high), 10)


def on_notches(scene: Scene, settings: Mapping[str, Place]) -> bool:
    """Whether every dial stands where the exported file lets it stand."""
    return all(settings[dial.key] in dial.places for dial in scene.dials)


def key_of(scene: Scene, settings: Mapping[str, Place]) -> str:
    """A short name of settings, the same in Python and in the page."""
    return "&".join(f"{dial.key}={_written(settings[dial.key])}" for dial in scene.dials)


def _written(place: Place) -> str:
    return place if isinstance(place, str) else f"{place:g}"


def played(
    scene: Scene,
    settings: Mapping[str, Place],
    cure: Choice | None = None,
    more: tuple[str, ...] = (),
) -> Played:
    """The world of these settings.

    Args:
        scene: The scene.
        settings: Where its dials stand.
        cure: One more thing to do, in the place of what the dials do with the same levers.
        more: Levers pulled later, beside those of the dials.

    Raises:
        BadInput: The settings contradict the scenario's rules.
    """
    name, sets = scene.scenario, list(scene.sets)
    levers: list[str] = []
    for dial in scene.dials:
        place = settings[dial.key]
        choice = dial.choice(place)
        if choice.scenario:
            # The scene's own sets belong to its own scenario.
            name, sets = choice.scenario, []
        sets += choice.sets
        levers += choice.levers
        if dial.path:
            sets.append(f"{dial.path}={_written(place)}")
        elif dial.lever:
            levers.append(f"{dial.lever}={_written(place)}")
    if cure is not None:
        sets += cure.sets
        levers = [*(each for each in levers if not _named_in(each, cure.levers)), *cure.levers]
    return _played(name, tuple(_last_of_each(sets)), (*levers, *more), scene.months)


def _named_in(typed: str, others: tuple[str, ...]) -> bool:
    return typed.partition("=")[0] in {other.partition("=")[0] for other in others}


def _last_of_each(sets: list[str]) -> list[str]:
    """Of several values for one path the last."""
    return list({typed.partition("=")[0]: typed for typed in sets}.values())


@lru_cache(maxsize=256)
def _played(name: str, sets: tuple[str, ...], levers: tuple[str, ...], months: int) -> Played:
    scenario = load_scenario(name)
    if sets:
        scenario = with_values(scenario, parse_sets(sets))
    flags = [*(f"--set {each}" for each in sets), *(f"--lever {each}" for each in levers)]
    command = " ".join(["simulator run", name, *flags])
    return Played(scenario, parse_levers(levers, months), command)


def head_of(scene: Scene, settings: Settings, asked: Played, entropy: int) -> dict[str, object]:
    """What identifies an answer: the settings, how to type them, and where the numbers are from."""
    return {
        "scene": scene.number,
        "settings": settings,
        "key": key_of(scene, settings),
        "command": f"{asked.command} --months {scene.months} --entropy {entropy}",
        "entropy": entropy,
        "version": __version__,
        "files": dict(asked.scenario.files),
    }
