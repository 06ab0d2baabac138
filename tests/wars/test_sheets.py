"""Sheets that people write: robust where they are silent, a line for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import Command, told

from simulator.errors import BadInput
from simulator.files.scenario import load_scenario
from simulator.files.war_ending import load_ending
from simulator.files.war_sheet import load_facts
from simulator.history.wars.sheets import load_sheets

WRONG = """
id = "../x"
[at_start]
as_of = "spring"
months_fought_before = -1
stake.share_A = { value = 1.5, certainty = "high" }
front.expected = { value = 0.1, low = 0.2, high = 0.3, certainty = "low" }
power.cinc = { A = "much", D = 0.1 }
A.optimism = { code = "splendid", certainty = "medium" }
A.aims = { locked_in = "perhaps", certainty = "medium" }
A.regime = { code = "monarchy", certainty = "sure" }
A.risk_if_loses = { small_loss = 3 }
D.patrons = "Russia"
pressure.sanctions = { code = "on everybody" }
diplomacy.talks_open = { code = "maybe" }
[outcome]
how = { code = "draw" }
duration_months = { value = -3 }
"""

TOLD = """
    wrong.toml: id: must be a name of letters, digits, _ and -, at most 60 (got '../x')
      - write it like winter_war_1939; files are called so
    wrong.toml: at_start.as_of: must be a day, like 1939-12-02 (got 'spring')
      - write it without quotes
    wrong.toml: at_start.months_fought_before: must be in [0, 1200] (months) (got -1)
      - write a value in that range
    wrong.toml: at_start.stake.share_A.value: must be in [0, 1] (share) (got 1.5)
      - write a value in that range
    wrong.toml: at_start.power.cinc.A: must be in [0, 1e9] (got 'much')
      - write a number without quotes
    wrong.toml: at_start.front.expected: low, value and high must be in order, not 0.2, 0.1, 0.3
      - put them in order
    wrong.toml: at_start.A.regime.certainty: must be high, medium or low (got 'sure')
      - write one of these
    wrong.toml: at_start.A.regime.code: must hold one of the words democracy, mixed,
      personalist, junta, party (got 'monarchy')
      - write one of them in quotes; more may follow in the text
    wrong.toml: at_start.A.risk_if_loses.small_loss: must be 0 (stays), 1 (loses office) or 2
      (worse than that) (got 3)
      - write a value in that range
    wrong.toml: at_start.A.aims.locked_in: must hold one of the words yes, partly, no, none,
      unknown (got 'perhaps')
      - write one of them in quotes; more may follow in the text
    wrong.toml: at_start.A.optimism.code: must hold one of the words high, middling, medium,
      low, poor, unknown (got 'splendid')
      - write one of them in quotes; more may follow in the text
    wrong.toml: at_start.D.patrons: must be a list of tables (got 'Russia')
      - write it in brackets: [ … ]
    wrong.toml: at_start.pressure.sanctions.code: must hold one of the words none, no, on A, on
      D, both, unknown (got 'on everybody')
      - write one of them in quotes; more may follow in the text
    wrong.toml: at_start.diplomacy.talks_open.code: must hold one of the words yes, partly, no,
      none, unknown (got 'maybe')
      - write one of them in quotes; more may follow in the text
    wrong.toml: outcome.duration_months.value: must be in [0, 1200] (months) (got -3)
      - write a value in that range
    wrong.toml: outcome.how.code: must hold one of the words truce, armistice, settlement,
      withdrawal, imposed, conquest, freeze (got 'draw')
      - write one of them in quotes; more may follow in the text
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_mistake_is_a_line_and_all_come_at_once(here: Path, simulator: Command) -> None:
    (here / "wrong.toml").write_text(WRONG)
    status, out, err = simulator("history", "wrong.toml")
    assert (status, out) == (2, "")
    assert sorted(err.strip().splitlines()) == sorted(told(TOLD))


def test_mistakes_of_options_and_of_several_sheets_come_together(
    here: Path, simulator: Command
) -> None:
    (here / "a.toml").write_text("[at_start]\nA.optimism = { code = 'so-so' }\n")
    (here / "b.toml").write_text("id = 'b'\n")
    status, _, err = simulator("history", "a.toml", "b.toml", "nowhere.toml", "-n", "0")
    assert status == 2
    lines = err.strip().splitlines()
    assert [line.split(":")[0] for line in lines] == ["-n", "nowhere.toml", "a.toml", "b.toml"]
    assert "b.toml: at_start: must be there and must be a table of what was known" in err


def test_one_id_for_two_sheets_is_a_mistake(here: Path) -> None:
    for name, share in (("a", 0.1), ("b", 0.2)):
        text = f'id = "same"\n[at_start]\nstake.share_A = {{ value = {share} }}\n'
        (here / f"{name}.toml").write_text(text)
    with pytest.raises(BadInput, match=r"b.toml: id: must be the id of one sheet only"):
        load_sheets(["a.toml", "b.toml"])


#: A sheet's name and text, and how it is refused.
NAMES_REFUSED = {
    "long name of a file": (
        "w" * 61 + ".toml",
        "[at_start]\n",
        f"""
        {"w" * 59}…: id: must be there where the file's own name has more than 60 letters
          - add id and a short name
        """,
    ),
    "long id": (
        "one.toml",
        f"id = '{'w' * 5000}'\n[at_start]\n",
        f"""
        one.toml: id: must be a name of letters, digits, _ and -, at most 60 (got '{"w" * 58}…)
          - write it like winter_war_1939; files are called so
        """,
    ),
    "key twice": (
        "one.toml",
        "[at_start]\nA.optimism = { code = 'high' }\nA.optimism = { code = 'low' }\n",
        """
        one.toml: must be TOML (got Cannot overwrite a value (at line 3, column 30))
          - that key or table stands there a second time: keep one
        """,
    ),
    "sides alike": (
        "one.toml",
        "[at_start]\nA.members = 'Iraq; its army'\nD.members = 'Iraq (in exile)'\n",
        """
        one.toml: at_start.D.members: the sides must be called differently in its first 40 letters,
          before any ; or ( (got 'Iraq')
          - write members of A and D that tell them apart
        """,
    ),
    "name turned round": (
        "turned\u202eround.toml",
        "[at_start]\n",
        """
        turned?round.toml: must have a name that can be printed (got U+202E) - rename it
        """,
    ),
}


@pytest.mark.parametrize("case", NAMES_REFUSED)
def test_names_are_told_briefly_and_with_what_to_do(
    here: Path, simulator: Command, case: str
) -> None:
    file, text, expected = NAMES_REFUSED[case]
    (here / file).write_text(text)
    status, out, err = simulator("history", file)
    assert (status, out, err.splitlines()) == (2, "", told(expected))


def test_a_name_that_no_system_takes_is_told_briefly(simulator: Command) -> None:
    status, _, err = simulator("history", "w" * 5000 + ".toml")
    assert status == 2
    assert len(err) < 300


@pytest.mark.parametrize("day", ["0001-02-03", "0900-12-31", "9999-01-01"])
def test_any_year_is_written_as_it_is_read(here: Path, day: str) -> None:
    (here / "war.toml").write_text(f"[at_start]\nas_of = {day}\n")
    (war,) = load_sheets(["war.toml"])
    assert war.war.scenario.start == day[:7]
    (here / "coded.toml").write_text(war.war.text)
    assert load_scenario("./coded.toml").start == day[:7]


def test_silence_and_more_than_is_known_are_no_mistakes(here: Path) -> None:
    (here / "some war.toml").write_text(
        """
        id = "some_war"
        mood = { sky = "grey" }
        [at_start]
        as_of = 1900-05-01
        A.optimism = { code = "high on land, low at sea", text = "two ships lost" }
        A.replacement = { code = "poor in men; high in weapons" }
        A.patrons = [{ name = "X" }, { name = "Y", steady = "steady until autumn" }]
        D.regime = { code = "hereditary, counts as personalist" }
        power.cinc = { A = 0.0, D = 0.1 }
        power.gdp_maddison = { A = 1, D = 2, ratio = 0.5 }
        pressure.blockade = { code = "partly on D, on A", odd = [1, 2] }
        pressure.sanctions = { code = "unknown" }
        diplomacy.talks_open = { text = "nobody wrote it down" }
        """
    )
    facts = load_facts(here / "some war.toml")
    assert facts.start == "1900-05"
    assert facts.A.optimism is not None
    assert facts.A.optimism.words == ("high", "low")
    assert facts.A.optimism.certainty == "low"
    assert facts.A.men is not None
    assert facts.A.weapons is not None
    assert (facts.A.men.words, facts.A.weapons.words) == (("low",), ("high",))
    assert facts.A.patrons == (("X", "unknown"), ("Y", "steady"))
    assert (facts.D.ruler, facts.D.regime) == ("personalist", "dictatorship")
    assert list(facts.power) == ["gdp"]
    assert facts.blockade == ("yes", "partly")
    assert facts.sanctions is None
    assert facts.talks is None
    ending = load_ending(here / "some war.toml")
    assert (ending.how, ending.months, ending.share, ending.resumed) == (None, None, None, None)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("none on the day", ("no", "no")),
        ("none on A", ("no", "no")),
        ("none on A, partly on D", ("no", "partly")),
        ("on A; not on D", ("yes", "no")),
        ("both", ("yes", "yes")),
    ],
)
def test_pressure_that_is_denied_is_none(here: Path, code: str, expected: tuple[str, str]) -> None:
    (here / "war.toml").write_text(f"[at_start]\npressure.sanctions = {{ code = '{code}' }}\n")
    assert load_facts(here / "war.toml").sanctions == expected
