"""The lesson as frozen data: its words, its dials, and what each picture counts.

The words live in `lesson.toml`, which ships with the program; a test reads every scene of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

#: What a dial stands at: a number, or the key of a choice.
Place = float | str

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a dial: what it would be on the command line.

    Attributes:
        key: Its name in a link.
        label: Its name on the page.
        sets: Each PATH=VALUE.
        levers: Each NAME=VALUE[@MONTH].
        scenario: Another scenario than the scene's; empty for the same.
        cost: Points of the game.
        kind: For a cure, the cause of failure that it is meant for.
        about: What it stands for, in plain words; empty when its label says all.
    """

    key: str
    label: str
    sets: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    scenario: str = ""
    cost: int = 0
    kind: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Dial:
    """Something to move: a slider over a parameter or a lever, or a choice.

    Attributes:
        key: Its name in a link.
        label: Its name on the page.
        start: Where it stands before anybody moves it, and in the control arm.
        choices: The options; empty for a slider.
        path: Parameter path that a slider sets; empty for a lever.
        lever: Lever that a slider pulls; empty for a parameter.
        low: Least value.
        high: Greatest value.
        step: Distance of two values, served live.
        notches: The values that the exported file holds.
        ends: Words at both ends; empty for none.
        percent: Whether the value is shown as a share.
        world: Whether it names a world, so that the control arm has it where it stands.
        base: What there is of it already, as a range of its values; empty for nothing.
        about: What that is.
    """

    key: str
    label: str
    start: Place
    choices: tuple[Choice, ...] = ()
    path: str = ""
    lever: str = ""
    low: float = 0.0
    high: float = 0.0
    step: float = 0.0
    notches: tuple[float, ...] = ()
    ends: tuple[str, ...] = ()
    percent: bool = False
    world: bool = False
    base: tuple[float, ...] = ()
    about: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the exported file lets it stand."""
        return tuple(choice.key for choice in self.choices) if self.choices else self.notches

    def choice(self, key: Place) -> Choice:
        """The option of that key; an empty one for a slider."""
        return next((each for each in self.choices if each.key == key), Choice("", ""))


@dataclass(frozen=True, slots=True)
class Line:
    """A state drawn as a line.

    Attributes:
        key: The state metric.
        label: What the line says.
        side: Whose it is: A or D.
        counter: Whether one less the metric is drawn, so that two lines are of one event.
    """

    key: str
    label: str
    side: str
    counter: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """What a kind is called in a scene.

    Attributes:
        kind: Name in END_MODES or CAUSES.
        label: What it is called.
        dial: Only where this dial stands `at` that place; empty for everywhere.
        at: A place of the dial.
    """

    kind: str
    label: str
    dial: str = ""
    at: Place = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One question of the lesson.

    Attributes:
        number: From 1.
        title: Its name.
        question: What is asked of the class.
        text: Why, in at most two short paragraphs; *term* marks a word introduced here.
        source: Where the argument is from.
        notes: For whoever presents.
        tries: What to try.
        scenario: Which file is played.
        sets: What is set in every arm.
        months: The horizon [months].
        counts: `ended` (wars that ended) or `held` (ceasefires that hold).
        by: By which month the headline counts [months].
        says: The headline's words, after "N of 1,000".
        curve: What the curve is a share of.
        lines: State metrics drawn as lines.
        lines_title: What those lines are.
        dots: Whether each war is drawn as a dot.
        words: What kinds are called here; the first that fits counts.
        vote: The guess, as the page reads it.
        dials: What can be moved.
        page_dials: Sliders whose arithmetic the page does itself.
        cures: Levers tried one at a time on the start's luck.
        first: Where dials stand when the answer is first shown, if not at their start.
        budget: Points of the game; 0 when there is none.
        cascade: Whether a war is told in which the audience tips.
    """

    number: int
    title: str
    question: str
    text: tuple[str, ...]
    source: str
    notes: str
    tries: tuple[str, ...]
    scenario: str
    sets: tuple[str, ...]
    months: int
    counts: Literal["ended", "held"]
    by: int
    says: str
    curve: str
    lines: tuple[Line, ...]
    lines_title: str
    dots: bool
    words: tuple[Word, ...]
    vote: Mapping[str, Any]
    dials: tuple[Dial, ...]
    page_dials: tuple[Mapping[str, Any], ...]
    cures: tuple[Choice, ...]
    first: Mapping[str, Place]
    budget: int
    cascade: bool

    def dial(self, key: str) -> Dial | None:
        """The dial of that name."""
        return next((dial for dial in self.dials if dial.key == key), None)

    def start(self) -> dict[str, Place]:
        """Every dial where it stands before anybody moves it."""
        return {dial.key: dial.start for dial in self.dials}

    def starts(self) -> list[dict[str, Place]]:
        """The start in every world of the scene, and where the answer is first shown."""
        starts = [self.start()]
        for dial in self.dials:
            if dial.world:
                starts = [{**self.start(), dial.key: place} for place in dial.places]
        return [*starts, {**self.start(), **self.first}] if self.first else starts

    def control_of(self, settings: Mapping[str, Place]) -> dict[str, Place]:
        """What settings are compared with: the start, in the same world."""
        return {dial.key: settings[dial.key] if dial.world else dial.start for dial in self.dials}

    def cost(self, settings: Mapping[str, Place]) -> int:
        """Points that settings cost."""
        return sum(dial.choice(settings[dial.key]).cost for dial in self.dials)

    def tabled(self) -> Iterator[dict[str, Place]]:
        """Every setting that the exported file holds."""
        for places in product(*(dial.places for dial in self.dials)):
            settings = {dial.key: place for dial, place in zip(self.dials, places, strict=True)}
            if not self.budget or self.cost(settings) <= self.budget:
                yield settings


@dataclass(frozen=True, slots=True)
class Beat:
    """A part of the short lesson: a scene, asked, played, explained, and one thing tried.

    Attributes:
        scene: Number of the scene.
        minutes: How long it takes.
        why: The answer in one sentence.
        tries: What is tried, in words.
        settings: The same as places of the scene's dials.
    """

    scene: int
    minutes: int
    why: str
    tries: str
    settings: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The whole hour, and the short one in `beats`.

    `forks` are what a single war is forked by: levers without a month.
    """

    title: str
    promise: str
    caution: str
    minutes: int
    forks: tuple[Choice, ...]
    beats: tuple[Beat, ...]
    scenes: tuple[Scene, ...]

    def fork(self, key: str) -> Choice | None:
        """The fork of that name."""
        return next((each for each in self.forks if each.key == key), None)

    def scene(self, number: int) -> Scene | None:
        """The scene of that number."""
        return self.scenes[number - 1] if 1 <= number <= len(self.scenes) else None


@cache
def the_lesson() -> Lesson:
    """The lesson that ships with the program."""
    table = tomllib.loads((_HERE / "lesson.toml").read_text(encoding="utf-8"))
    scenes = tuple(_scene(number, row) for number, row in enumerate(table["scene"], 1))
    forks = tuple(_choice(row) for row in table["fork"])
    words = table["title"], table["promise"], table["caution"]
    beats = tuple(Beat(**row) for row in table["beat"])
    return Lesson(*words, int(table["minutes"]), forks, beats, scenes)


def _scene(number: int, row: dict[str, Any]) -> Scene:
    return Scene(
        number=number,
        title=row["title"],
        question=row["question"],
        text=tuple(row["text"]),
        source=row["source"],
        notes=row["notes"],
        tries=tuple(row["try"]),
        scenario=row["scenario"],
        sets=tuple(row.get("sets", ())),
        months=row["months"],
        counts=row["counts"],
        by=row["by"],
        says=row["says"],
        curve=row["curve"],
        lines=tuple(Line(**line) for line in row.get("lines", ())),
        lines_title=row.get("lines_title", ""),
        dots=row.get("dots", False),
        words=tuple(Word(**word) for word in row.get("words", ())),
        vote=row["vote"],
        dials=tuple(_dial(dial) for dial in row["dial"]),
        page_dials=tuple(row.get("page_dials", ())),
        cures=tuple(_choice({"key": f"cure-{i}", **each}) for i, each in enumerate(_cures(row))),
        first=row.get("first", {}),
        budget=row.get("budget", 0),
        cascade=row.get("cascade", False),
    )


def _cures(row: dict[str, Any]) -> list[dict[str, Any]]:
    return list(row.get("cures", ()))


def _dial(row: dict[str, Any]) -> Dial:
    return Dial(
        key=row["key"],
        label=row["label"],
        start=row["start"],
        choices=tuple(_choice(choice) for choice in row.get("choose", ())),
        path=row.get("set", ""),
        lever=row.get("lever", ""),
        low=row.get("low", 0.0),
        high=row.get("high", 0.0),
        step=row.get("step", 0.0),
        notches=tuple(row.get("notches", ())),
        ends=tuple(row.get("ends", ())),
        percent=row.get("percent", False),
        world=row.get("world", False),
        base=tuple(row.get("base", ())),
        about=row.get("about", ""),
    )


def _choice(row: dict[str, Any]) -> Choice:
    return Choice(
        key=row["key"],
        label=row["label"],
        sets=tuple(row.get("set", ())),
        levers=tuple(row.get("lever", ())),
        scenario=row.get("scenario", ""),
        cost=row.get("cost", 0),
        kind=row.get("kind", ""),
        about=row.get("about", ""),
    )
