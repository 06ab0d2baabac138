"""The same luck with and without, in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from simulator.analysis.acts import Told, all_inert, inert_differences
from simulator.analysis.paired_contrast import Arm, Contrast, contrast
from simulator.errors import BadInput, Mistake, needed
from simulator.model.metrics.catalogue import check_names
from simulator.model.metrics.outcome import Stamp
from simulator.run.ensemble import Progress, compiling_is_due
from simulator.show.notebook.result import Result
from simulator.show.notebook.treated import Treated
from simulator.show.report.contrast_words import arm_words, shown_names
from simulator.show.report.ensemble_table import plain_origin

if TYPE_CHECKING:
    import pandas as pd

    from simulator.show.pictures.on_axes import Axes


@dataclass(frozen=True, slots=True, repr=False)
class Paired(Result):
    """What a treatment changes, on the same luck.

    Attributes:
        found: Both arms' outcomes and every metric's effect.
        control: Where the control's numbers come from.
        treatment: Where the treatment's numbers come from.
        names: Metrics worth a first look.
        left_out: Metrics of the usual first look that are nought in every war of both arms.
        inert: What of the treatment cannot act in this scenario, in sentences.
        nothing_acts: Whether all of it cannot: every effect is then nought, whatever the luck.
    """

    found: Contrast
    control: Stamp
    treatment: Stamp
    names: tuple[str, ...]
    left_out: tuple[str, ...]
    inert: tuple[str, ...]
    nothing_acts: bool

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return f"{self.treatment.title}: the same luck with and without"

    @property
    def origin(self) -> str:
        """Where its numbers come from, in a line."""
        pairs = f"{self.found.control.replications} pairs of wars"
        against = f"against {arm_words(self.control)}"
        return "; ".join([plain_origin(self.treatment, pairs), against, *self.inert])

    def table(self) -> pd.DataFrame:
        """Every metric: control, treatment, effect, 95 per cent interval, pairs with it."""
        import pandas as pd

        rows = {}
        for name, effect in self.found.effects.items():
            low, high = effect.ci95 or (None, None)
            rows[name] = {
                "control": effect.control,
                "treatment": effect.treatment,
                "effect": effect.effect,
                "low": low,
                "high": high,
                "smaller": effect.smaller,
                "n": effect.n,
            }
        table = pd.DataFrame.from_dict(rows, orient="index")
        numbers = [name for name in table.columns if name != "n"]
        table[numbers] = table[numbers].astype(float)
        table.index.name = "metric"
        return table

    def brief(self) -> pd.DataFrame:
        """The metrics worth a first look."""
        return self.table().loc[list(self.names)]

    def plot(self, *, metrics: Sequence[str] = (), ax: Axes | None = None) -> Axes:
        """Effects with their intervals, one below the other.

        Args:
            metrics: Which; shares of wars worth a first look when empty.
            ax: Where; new axes when None.
        """
        with needed("plot"):
            from simulator.show.pictures.on_axes import effects_on, new_axes

        effects = self.found.effects
        names = list(metrics) or list(self.names)
        return effects_on(new_axes() if ax is None else ax, {n: effects[n] for n in names})


def contrasted(
    control: Treated,
    treatment: Treated,
    n: int,
    seed: int,
    months: int,
    engine: str,
    metrics: Sequence[str],
    progress: Progress | None,
    say: Told | None = None,
    ready: Callable[[], object] | None = None,
) -> Paired:
    """Play both arms on the same luck; the numbers have been checked.

    Args:
        control: Without the treatment.
        treatment: With it.
        n: Pairs of wars.
        seed: Names the luck of both.
        months: The horizon [months].
        engine: `ensemble` or `mesa`.
        metrics: Names to compare beside the usual ones.
        progress: Told how far it is.
        say: Told what cannot act, before anything is played.
        ready: Called when all is checked, before anything is played.

    Raises:
        BadInput: Treatment and control are the same, or a metric is unknown.
        RunFailed: A war could not be played.
    """
    names = check_names(metrics, months)
    arms = Arm(control.world, control.levers), Arm(treatment.world, treatment.levers)
    if _alike(*arms):
        rule = "treatment and control are the same"
        remedy = "add --lever NAME=VALUE or --set PATH=VALUE for the treatment"
        raise BadInput(Mistake(treatment.name, "", rule, None, remedy))
    inert = tuple(inert_differences(*arms))
    if say is not None:
        for line in inert:
            say(line)
    if ready is not None:
        ready()
    compiling_is_due(engine)
    found = contrast(arms[0], arms[1], n, seed, months, names, engine, progress)
    kept, left = shown_names(found, control.world, metrics, months)
    stamps = control.stamp(seed, engine), treatment.stamp(seed, engine)
    return Paired(found, *stamps, kept, left, inert, all_inert(*arms))


def _alike(control: Arm, treatment: Arm) -> bool:
    """Whether two arms are one, whatever reasons their files give."""
    here, there = (
        replace(arm.scenario, because=MappingProxyType({})) for arm in (control, treatment)
    )
    return here == there and control.levers == treatment.levers
