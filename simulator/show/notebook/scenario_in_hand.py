"""A scenario in hand: set, pull, and ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.errors import needed
from simulator.files import command_line as options
from simulator.files.scenario import load_scenario
from simulator.run.ensemble import Progress
from simulator.show.notebook.treated import Treated, Values, Words, listed, shown

if TYPE_CHECKING:
    from simulator.show.notebook.effects_in_hand import Paired
    from simulator.show.notebook.sweep_in_hand import Swept
    from simulator.show.notebook.war_in_hand import Trace
    from simulator.show.notebook.wars_in_hand import Ensemble, Reporter


@dataclass(frozen=True, slots=True, repr=False)
class Scenario(Treated):
    """One world, what is changed in it, and what can be asked of it."""

    def run(
        self,
        n: int = 1000,
        *,
        seed: int = 0,
        months: int = 60,
        engine: str = "ensemble",
        metrics: Words = (),
        reporters: Mapping[str, Reporter] | None = None,
        progress: bool | Progress = True,
    ) -> Ensemble:
        """Many wars: how they end, and what they look like on the way.

        Args:
            n: How many.
            seed: Names the luck [0, 2**63); `--entropy` on the command line.
            months: The horizon [months].
            engine: `ensemble`, or `mesa` for the reference.
            metrics: Names to report beside the usual ones.
            reporters: Name of a column to what makes a number of a finished war; called once a war.
            progress: Whether to show how far it is, or who is told (wars done, wars in all).

        Raises:
            SimulatorError: Something asked for is wrong, or a war could not be played.
        """
        from simulator.show.notebook.wars_in_hand import run

        self.check(n, seed, months, engine, metrics)
        with shown(progress, self.name) as told:
            return run(self, n, seed, months, engine, listed(metrics), reporters or {}, told)

    def contrast(
        self,
        against: Treated | None = None,
        *,
        lever: Words = (),
        set: Values = (),  # the name on the command line
        n: int = 1000,
        seed: int = 0,
        months: int = 60,
        engine: str = "ensemble",
        metrics: Words = (),
        progress: bool | Progress = True,
    ) -> Paired:
        """The same luck with and without: what a treatment changes.

        Args:
            against: The control; this scenario as it is when None, and the treatment is then what
                `lever` and `set` add to it.
            lever: Levers of the treatment.
            set: Values of the treatment.
            n: Pairs of wars.
            seed: Names the luck of both [0, 2**63).
            months: The horizon [months].
            engine: `ensemble`, or `mesa` for the reference.
            metrics: Names to compare beside the usual ones.
            progress: Whether to show how far it is, or who is told.

        Raises:
            SimulatorError: Something asked for is wrong (no treatment, say), or a war could not
                be played.
        """
        from simulator.show.notebook.effects_in_hand import contrasted

        treatment = self.set(set).pull(*listed(lever))
        control: Treated = self if against is None else against
        for each in (control, treatment):
            each.check(n, seed, months, engine, metrics)
        with shown(progress, self.name) as told:
            return contrasted(
                control, treatment, n, seed, months, engine, listed(metrics), progress=told
            )

    def trace(self, k: int = 0, *, seed: int = 0, months: int = 60) -> Trace:
        """One war of that luck, month by month.

        Args:
            k: Number of the war, from 0.
            seed: Names the luck [0, 2**63).
            months: The horizon [months].

        Raises:
            SimulatorError: Something asked for is wrong, or the war could not be played.
        """
        from simulator.show.notebook.war_in_hand import traced

        self.check(1, seed, months, options.ENGINES[0], (), k)
        return traced(self, k, seed, months)

    def sweep(
        self,
        vary: Words | Mapping[str, str | Sequence[object]],
        *,
        n: int = 200,
        seed: int = 0,
        months: int = 60,
        design: str = "grid",
        points: int | None = None,
        metrics: Words = (),
        out: str | None = None,
        progress: bool | Progress = True,
    ) -> Swept:
        """Every point of a design, all on the same luck.

        Args:
            vary: Each axis as after `--vary` (`"guarantee=0:1:5"`), or its name to the values, or
                to `"LO:HI:N"`.
            n: Wars a point.
            seed: Names the luck of all points [0, 2**63).
            months: The horizon [months].
            design: `grid`, `lhs` or `sobol`.
            points: How many, with `lhs` and `sobol`.
            metrics: Names to keep beside the usual ones.
            out: Folder to keep it in, as `simulator sweep` does; nothing is kept when None.
            progress: Whether to show how far it is, or who is told.

        Raises:
            SimulatorError: Something asked for is wrong, or not one point could be played.
        """
        with needed("sweep"):
            from simulator.show.notebook.sweep_in_hand import swept

        self.check(n, seed, months, options.ENGINES[0], ())
        with shown(progress, self.name) as told:
            return swept(
                self, axes_text(vary), n, seed, months, design, points, listed(metrics), out, told
            )


def load(name_or_path: str) -> Scenario:
    """A scenario, ready to be asked.

    Args:
        name_or_path: A name in scenarios/ (`"person"`), or a path.

    Raises:
        SimulatorError: No such file, or every mistake in it.
    """
    return Scenario(load_scenario(str(name_or_path)))


def axes_text(vary: Words | Mapping[str, str | Sequence[object]]) -> list[str]:
    """Axes as after `--vary`.

    >>> axes_text({"guarantee": [0, 0.5], "commit.rearm_A": "0:1:3"})
    ['guarantee=0,0.5', 'commit.rearm_A=0:1:3']
    """
    if not isinstance(vary, Mapping):
        return listed(vary)
    return [
        f"{name}={spec if isinstance(spec, str) else ','.join(_value(value) for value in spec)}"
        for name, spec in vary.items()
    ]


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
