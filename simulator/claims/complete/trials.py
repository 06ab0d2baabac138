"""Trials: a narrowing played and judged, each once, kept so that a search can be taken up again.

A search asks for the same trials in the same order whatever happened before, so what is kept is
enough to resume it: a trial already made is read instead of played.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from simulator.claims.cards.card import Claim
from simulator.claims.compare.judging import judged_claim, readings_of
from simulator.claims.compare.needed_wars import Played, play, worlds_of
from simulator.claims.compare.results import Judged
from simulator.claims.complete.assumptions import Assumption
from simulator.claims.complete.margins import Margin, margin
from simulator.claims.complete.narrowing import Narrowing, narrowed
from simulator.model.records import Scenario

#: Told how many wars have been played, and how many there will be.
Told = Callable[[int, int], None]
#: Key of a trial to its margins; kept by whoever has a disk.
Kept = dict[str, list[list[float | None]]]
#: Given each new trial.
Keep = Callable[[str, list[list[float | None]]], object]


@dataclass(slots=True)
class Trials:
    """A scenario, what is asked of it, and what has been tried.

    Attributes:
        author: Whose claims they are.
        scenario: As written.
        known: Assumptions by path.
        claims: Those that are to come out.
        wars: Wars that the search may play.
        kept: Trials made before.
        keep: Given each new one.
        told: Told how far it is.
        played: Wars played so far, those of kept trials counted.
        points: Distinct narrowings tried.
    """

    author: str
    scenario: Scenario
    known: dict[str, Assumption]
    claims: Sequence[Claim]
    wars: int
    kept: Kept = field(default_factory=dict)
    keep: Keep | None = None
    told: Told | None = None
    played: int = 0
    points: set[str] = field(default_factory=set)

    @property
    def worlds(self) -> int:
        """How many worlds one trial plays."""
        return worlds_of(self.scenario, readings_of(self.claims))

    def margins(self, narrowing: Narrowing, replications: int, entropy: int) -> list[Margin]:
        """How far each claim is from coming out under a narrowing.

        Args:
            narrowing: Windows by path.
            replications: Wars a world.
            entropy: Names the luck.

        Raises:
            RunFailed: A war could not be played.
        """
        words = json.dumps([sorted(narrowing.items()), [each.id for each in self.claims]])
        point = hashlib.sha256(words.encode()).hexdigest()[:16]
        self.points.add(point)
        key = f"{point}-{replications}-{entropy}"
        self.played += self.worlds * replications
        if key not in self.kept:
            found = [margin(each) for each in self.judged(narrowing, replications, entropy)]
            self.kept[key] = [[each.direction, each.size] for each in found]
            if self.keep is not None:
                self.keep(key, self.kept[key])
        if self.told is not None:
            self.told(min(self.played, self.wars), self.wars)
        return [Margin(float(first or 0.0), size) for first, size in self.kept[key]]

    def judged(self, narrowing: Narrowing, replications: int, entropy: int) -> list[Judged]:
        """Verdicts on the claims under a narrowing; arguments and errors as `margins`."""
        wars = self.wars_of(narrowing, replications, entropy)
        return [judged_claim(self.author, claim, wars) for claim in self.claims]

    def wars_of(self, narrowing: Narrowing, replications: int, entropy: int) -> Played:
        """What the tests of the claims read of the wars under a narrowing."""
        world = narrowed(self.scenario, self.known, narrowing)
        return play(world, readings_of(self.claims), replications, entropy)
