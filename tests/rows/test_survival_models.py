"""The regressions of docs/survival.md run as they stand, and agree with another library's."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

DOCUMENT = (Path(__file__).parents[2] / "docs" / "survival.md").read_text()
RSCRIPT = shutil.which("Rscript")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from typer.testing import CliRunner

    from simulator.cli import app

    place = tmp_path_factory.mktemp("survival")
    for ending in ("parquet", "csv"):
        words = ["run", "base", "-n", "1500", "--wars", str(place / f"wars.{ending}")]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.output
    return place


@pytest.fixture(scope="module")
def given(folder: Path) -> dict[str, Any]:
    """What the document's Python leaves behind."""
    names: dict[str, Any] = {}
    code = "\n".join(re.findall(r"```python\n(.*?)```", DOCUMENT, re.S))
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)  # noqa: S102  # our own document
    return names


def test_cox_agrees_with_another_library(given: dict[str, Any]) -> None:
    from sksurv.linear_model import CoxPHSurvivalAnalysis
    from sksurv.util import Surv

    lasting = given["lasting"]
    outcome = Surv.from_arrays(lasting["ended"].to_numpy(), lasting["duration"].to_numpy())
    other = CoxPHSurvivalAnalysis(ties="efron").fit(lasting[given["inputs"]], outcome)
    np.testing.assert_allclose(given["cox"].params_.to_numpy(), other.coef_, atol=1e-4)
    # Negative control: the fit sees the wars, and A's confidence prolongs them in the model.
    ratio = given["cox"].summary.loc["belief.win0_A"]
    assert ratio["exp(coef) upper 95%"] < 1.0


def test_censored_wars_are_told_from_ended_ones(given: dict[str, Any]) -> None:
    wars, lasting = given["wars"], given["lasting"]
    assert (lasting.loc[wars["censored"], "duration"] == wars["months"].iloc[0]).all()
    assert lasting["ended"].sum() == wars["T_end"].notna().sum()
    # Taken for ends at the horizon, the censored wars give another answer.
    from lifelines import CoxPHFitter

    wrong = CoxPHFitter().fit(lasting.assign(ended=True), "duration", "ended")
    assert np.abs(wrong.params_ - given["cox"].params_).max() > 0.02


def test_every_cause_has_its_own_hazard_and_all_failures_are_counted(given: dict[str, Any]) -> None:
    ended = given["ended"]
    counts = ended["resume_cause"].value_counts()
    assert counts.sum() == (~ended["resume_censored"]).sum()
    assert set(given["hazards"]) == {cause for cause, n in counts.items() if n >= 20}
    assert given["hazards"]
    assert (given["held"] >= 0).all()
    table = pd.DataFrame(given["hazards"])
    assert list(table.index) == given["inputs"]
    assert np.isfinite(table.to_numpy()).all()


def test_r_s_survival_says_the_same(folder: Path, given: dict[str, Any]) -> None:
    asked = ["-e", "quit(status = !requireNamespace('survival', quietly = TRUE))"]
    if RSCRIPT is None or subprocess.run([RSCRIPT, *asked], check=False).returncode:  # noqa: S603
        pytest.skip("R with its survival package is not here")
    (code,) = re.findall(r"```r\n(.*?)```", DOCUMENT, re.S)
    told = f"{code}\ncat('HERE', format(coef(cox), digits = 15), '\\n')"
    done = subprocess.run(  # noqa: S603
        [RSCRIPT, "-e", told], check=True, capture_output=True, text=True, cwd=folder
    )
    numbers = done.stdout.split("HERE")[1].split()
    np.testing.assert_allclose(
        [float(number) for number in numbers], given["cox"].params_.to_numpy(), atol=1e-4
    )
