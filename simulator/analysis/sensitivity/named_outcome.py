"""A named outcome: something that has or has not happened in a war."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.errors import BadInput, Mistake, RunFailed
from simulator.model.metrics.catalogue import check_names, find
from simulator.model.metrics.per_war import Wars, columns_of, is_of_one_war

Flags = npt.NDArray[np.bool_]

WHERE = "--outcome"

_COMPARED = re.compile(
    r"\s*(?P<name>\w+)\s*((?P<sign><=|>=|<|>)\s*(?P<number>[-+]?(\d+\.?\d*|\.\d+)))?\s*", re.ASCII
)
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Named:
    """An outcome as typed, such as `frozen_by_60` or `T_end_restricted > 48`.

    Attributes:
        text: As typed.
        metric: Typed name of the metric.
        sign: How it is compared.
        number: With what.
    """

    text: str
    metric: str
    sign: str
    number: float

    def happened(self, wars: Wars) -> Flags:
        """Whether it happened in each war; shape (wars,).

        Raises:
            RunFailed: Some war has no such number.
        """
        values = columns_of(wars, [self.metric])[:, 0]
        unknown = int((~np.isfinite(values)).sum())
        if unknown:
            raise RunFailed(
                f"{self.text}: {unknown} of {values.size} wars have no {self.metric} - "
                "name an outcome that every war has or has not"
            )
        return np.asarray(_SIGNS[self.sign](values, self.number))


def named(text: str, months: int) -> Named:
    """The outcome that a person typed.

    Args:
        text: A metric, and what it must exceed or stay below; an event needs nothing more.
        months: The horizon [months].

    Raises:
        BadInput: It is no outcome of a single war.

    >>> named("T_end_restricted > 48", 60).number
    48.0
    """
    example = "write it like frozen_by_60, or 'T_end_restricted > 48'"
    found = _COMPARED.fullmatch(text)
    if found is None:
        rule = "must be an event, or METRIC > NUMBER"
        raise BadInput(Mistake(WHERE, "", rule, repr(text[:60]), example))
    name = found["name"]
    try:
        check_names([name], months)
    except BadInput as error:
        told = error.mistakes[0]
        again = Mistake(WHERE, told.path, told.rule, told.value, told.remedy)
        raise BadInput(again) from error
    if not is_of_one_war(name):
        rule = "must be a number of a single war"
        raise BadInput(Mistake(WHERE, name, rule, None, example))
    asked = find(name)
    happens = asked is not None and asked.metric.unit == "probability"
    if found["sign"] is None and not happens:
        rule = "needs something to compare it with"
        raise BadInput(Mistake(WHERE, name, rule, None, f"write it like '{name} > 1'"))
    return Named(text.strip(), name, found["sign"] or ">", float(found["number"] or 0.5))
