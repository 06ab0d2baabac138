"""One file that holds the lesson and its answers: opened from disk, it asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from simulator import __version__
from simulator.classroom.best_designs import Scored, best_at_each_price, frontier
from simulator.classroom.cascade import tipping
from simulator.classroom.ceasefires_on_record import on_record
from simulator.classroom.lesson import Choice, Lesson, Place, Scene
from simulator.classroom.page import page
from simulator.classroom.predictions import authors, verdicts
from simulator.classroom.scene_tally import Tally, answer, cured
from simulator.classroom.separation import pair_of, separated
from simulator.classroom.settings import key_of, played
from simulator.classroom.stories import told
from simulator.run.ensemble import compiling_is_due, some_wars
from simulator.run.threads import in_threads

#: Wars played between two reports.
_CHUNK = 100

#: Wars of each kind that the file can open.
_STORIES = 4

#: Of the wars of an answer, the share on which authors are judged, on which two are told apart, and
#: as which each war on record is played.
_JUDGED, _APART, _RECORDED = 0.4, 0.06, 0.1

Progress = Callable[[int, int], None]
Plain = dict[str, object]

#: A setting, and one more thing done on top of it.
_Asked = tuple[Mapping[str, Place], Choice | None]


@dataclass(slots=True)
class _Table:
    """What the file holds, by the number of the scene; read by the page as it is."""

    stamp: Plain
    answers: dict[str, Plain] = field(default_factory=dict)
    cures: dict[str, list[Plain]] = field(default_factory=dict)
    best: dict[str, Plain] = field(default_factory=dict)
    stories: dict[str, list[Plain]] = field(default_factory=dict)
    verdicts: dict[str, list[Plain]] = field(default_factory=dict)
    apart: dict[str, Plain] = field(default_factory=dict)
    records: Plain = field(default_factory=dict)
    tips: Plain = field(default_factory=dict)


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
    plain = tabled(lesson, wars, entropy, progress)
    return page(lesson, "file", wars=wars, table=plain, extra={"authors": authors()})


def size(lesson: Lesson, wars: int) -> int:
    """How many wars the answers of an exported file take."""
    return wars * sum(len(list(scene.tabled())) + len(scene.cures) for scene in lesson.scenes)


def tabled(lesson: Lesson, wars: int, entropy: int, progress: Progress | None = None) -> Plain:
    """Every answer that the file holds; arguments as `exported`."""
    compiling_is_due("ensemble")
    files: dict[str, str] = {}
    table = _Table({"entropy": entropy, "version": __version__, "files": files})
    done, whole = 0, size(lesson, wars)

    def count(number: int) -> None:
        nonlocal done
        done += number
        if progress is not None:
            progress(done, whole)

    for scene in lesson.scenes:
        _add_scene(table, scene, wars, entropy, count, files)
    names = list(authors())
    judged = _part(wars, _JUDGED)
    table.records = on_record(_part(wars, _RECORDED), entropy)
    table.tips = tipping(judged, entropy)
    table.verdicts = {name: verdicts(name, judged, entropy) for name in names}
    pairs = [pair_of(*pair) for pair in combinations(names, 2)]
    accounts = in_threads(lambda pair: separated(*pair, _part(wars, _APART), entropy), pairs)
    table.apart = {"&".join(pair): each for pair, each in zip(pairs, accounts, strict=True)}
    return {name: getattr(table, name) for name in table.__slots__}


def _part(wars: int, share: float) -> int:
    return max(2, round(wars * share))


def _add_scene(
    table: _Table,
    scene: Scene,
    wars: int,
    entropy: int,
    count: Callable[[int], None],
    files: dict[str, str],
) -> None:
    """Everything about one scene."""
    number = str(scene.number)
    settings = {key_of(scene, each): each for each in scene.tabled()}
    asked: dict[str, _Asked] = {key: (each, None) for key, each in settings.items()}
    asked |= {cure.key: (scene.start(), cure) for cure in scene.cures}

    def play(each: _Asked) -> Tally:
        return _tally(scene, each, wars, entropy)

    tallies: dict[str, Tally] = {}
    for key, tally in zip(asked, in_threads(play, asked.values()), strict=True):
        tallies[key] = tally
        count(wars)
    start = tallies[key_of(scene, scene.start())]
    table.answers[number] = {
        key: _answer(scene, each, tallies, wars, files) for key, each in settings.items()
    }
    if scene.cures:
        table.cures[number] = cured([tallies[cure.key] for cure in scene.cures], start, wars)
    if scene.budget:
        designs = [Scored(each, scene.cost(each), tallies[key]) for key, each in settings.items()]
        best = best_at_each_price(designs, wars)
        table.best[number] = frontier(designs, best, wars, wars)
    world = played(scene, scene.start())
    table.stories[number] = [told(world, entropy, scene.months, war) for war in _to_tell(start)]


def _tally(scene: Scene, asked: _Asked, wars: int, entropy: int) -> Tally:
    world, tally = played(scene, *asked), Tally(scene)
    for low in range(0, wars, _CHUNK):
        chunk = range(low, min(low + _CHUNK, wars))
        tally.add(some_wars(world.scenario, entropy, chunk, scene.months, world.levers))
    return tally


def _answer(
    scene: Scene,
    settings: Mapping[str, Place],
    tallies: Mapping[str, Tally],
    wars: int,
    files: dict[str, str],
) -> Plain:
    world = played(scene, settings)
    files |= world.scenario.files
    control = tallies[key_of(scene, scene.control_of(settings))]
    head = {"command": f"{world.command} --months {scene.months}"}
    return answer(tallies[key_of(scene, settings)], control, wars, wars, head)


def _to_tell(start: Tally) -> Iterator[int]:
    """The first few wars of each kind, in order."""
    seen: dict[int, int] = {}
    for war, kind in enumerate(start.what.tolist()):
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= _STORIES:
            yield war
