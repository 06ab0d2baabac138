"""What a comparison found, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.claims.cards.card import Cards, Claim
from simulator.claims.compare.price import Price
from simulator.claims.judge.claim import Part
from simulator.claims.judge.verdict import RIGHT, Verdict
from simulator.model.metrics.intervals import Pair


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and its verdict in one scenario.

    Attributes:
        claim: The claim.
        author: The scenario of its source.
        verdict: On the whole claim.
        parts: Its parts in the card's order; empty when untestable.
        robust_share: Share of the thirds of all parameter ranges on which it holds; None when not
            scored.
        exceptions: The thirds on which it does not; where the share is under one half, those on
            which it does.
        breaks_without: Mechanisms without which a supported claim is contradicted, worst first;
            None when not asked.
        structural_share: Share of draws of the structural coefficients in which it comes out as it
            does; None when not asked.
        structural_chance: The same share at the published values, in groups of as many wars: what
            chance alone leaves of it.
    """

    claim: Claim
    author: str
    verdict: Verdict
    parts: tuple[Part, ...] = ()
    robust_share: float | None = None
    exceptions: tuple[str, ...] = ()
    breaks_without: tuple[str, ...] | None = None
    structural_share: float | None = None
    structural_chance: float | None = None

    @property
    def deciding(self) -> Part | None:
        """The part that decides the verdict: the first scored one that has it, or the first."""
        for part in self.parts:
            if part.verdict == self.verdict and not part.test.restates:
                return part
        return self.parts[0] if self.parts else None

    @property
    def agrees(self) -> bool:
        """Whether the point estimates of all scored parts agree with the claim."""
        return bool(self.parts) and all(p.holds for p in self.parts if not p.test.restates)

    @property
    def scored(self) -> bool:
        """Whether the claim counts."""
        return self.verdict in (*RIGHT, "contradicted", "inconclusive")

    @property
    def direction(self) -> bool | None:
        """Whether sign and band come out as claimed, the interval off the bound.

        None where that is left open, or nothing is scored.
        """
        if self.verdict in RIGHT:
            return True
        return False if self.verdict == "contradicted" else None

    @property
    def size(self) -> bool | None:
        """Whether the estimates reach the sizes claimed; None where none is, or not scored."""
        if not self.scored:
            return None
        sized = [p for p in self.parts if p.test.size > 0.0 and not p.test.restates]
        return all(bool(p.size_reached) for p in sized) if sized else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One scenario against one author's core claims, at the common date.

    Attributes:
        supported: Claims supported, in direction and size.
        contradicted: Identifiers of those contradicted.
        inconclusive: Identifiers of those that are neither.
        of: Claims scored.
        too_small: Identifiers of those whose direction is right and whose size is not reached.
    """

    supported: int
    contradicted: tuple[str, ...]
    inconclusive: tuple[str, ...]
    of: int
    too_small: tuple[str, ...] = ()

    @property
    def direction(self) -> int:
        """How many claims have the direction right."""
        return self.supported + len(self.too_small)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a treatment does to one measure in one author's world.

    Attributes:
        value: Treatment less control, on the same luck; None when there is no such number.
        ci95: Its interval.
    """

    value: float | None
    ci95: Pair | None

    @property
    def sign(self) -> str:
        """Its direction where the interval is off zero, else a nought."""
        if self.ci95 is None or self.ci95[0] <= 0.0 <= self.ci95[1]:
            return "0"
        return "+" if self.ci95[0] > 0.0 else "-"


@dataclass(frozen=True, slots=True)
class Experiment:
    """A treatment that may tell theories apart.

    Attributes:
        name: For a table.
        levers: Of the treatment.
        against: Of the control.
        effects: Author to measure to effect.
    """

    name: str
    levers: tuple[str, ...]
    against: tuple[str, ...]
    effects: Mapping[str, Mapping[str, Effect]]


@dataclass(frozen=True, slots=True)
class Coded:
    """How many of an author's scored core claims of one kind have the direction right, twice.

    Attributes:
        name: Of the author.
        kind: `prediction` or `conditional`.
        ours: In the scenario that holds what the author states, as we read it.
        blind: In the one coded without knowing the claims.
        of: Claims scored.
    """

    name: str
    kind: str
    ours: int
    blind: int
    of: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything a comparison found.

    Attributes:
        cards: Author to cards, of all five.
        authors: The authors asked for.
        replications: Wars a world at the author's own date.
        fewer: Wars a world at the common date.
        ablated: Wars a world with a mechanism off; 0 when not asked.
        entropy: The luck.
        claims: Every prediction and conditional of the authors asked for, in the cards' order.
        cross: Scenario to author to cell.
        at_common_date: Scenario to identifier to verdict, of core claims not tied to a calendar.
        own_numbers: Author to the core claims judged with the author's own figures, where they
            differ from the facts in the base.
        blind: Author to the core claims judged in the scenario that was coded without knowing them;
            empty when not asked.
        as_written: Author to the core claims judged in the scenario that holds what the author
            states and nothing beside it.
        endings: Author to ending to the share of the wars that stand so at the claims' horizon.
        prices: Author to what the scenario assumes beside what is stated, and what that costs.
        experiments: The table of signs.
        wars: Wars played in all.
        files: Content hash of each file read, by name.
    """

    cards: Mapping[str, Cards]
    authors: tuple[str, ...]
    replications: int
    fewer: int
    ablated: int
    entropy: int
    claims: tuple[Judged, ...]
    cross: Mapping[str, Mapping[str, Cell]]
    at_common_date: Mapping[str, Mapping[str, Verdict]]
    own_numbers: Mapping[str, tuple[Judged, ...]]
    blind: Mapping[str, tuple[Judged, ...]]
    as_written: Mapping[str, tuple[Judged, ...]]
    endings: Mapping[str, Mapping[str, float]]
    prices: Mapping[str, Price]
    experiments: tuple[Experiment, ...]
    wars: int
    files: Mapping[str, str]

    def judged_blind(self) -> list[Judged]:
        """Every claim judged in a scenario coded blind; empty when not asked."""
        return [each for rows in self.blind.values() for each in rows]

    def judged_as_written(self) -> list[Judged]:
        """Every core claim judged in what its author states."""
        return [each for rows in self.as_written.values() for each in rows]

    def coded(self) -> list[Coded]:
        """What comes out as written beside what does coded blind; empty when not asked."""
        right = {
            each.claim.id: bool(each.direction)
            for each in (*self.claims, *self.judged_as_written())
        }
        rows = []
        for author, judged in self.blind.items():
            for kind in ("prediction", "conditional"):
                mine = [each for each in judged if each.claim.kind == kind]
                ours = sum(right[each.claim.id] for each in mine)
                blind = sum(bool(each.direction) for each in mine)
                rows.append(Coded(self.cards[author].name, kind, ours, blind, len(mine)))
        return [row for row in rows if row.of]
