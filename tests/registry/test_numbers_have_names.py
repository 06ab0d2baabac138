"""No number that shapes behaviour stands unnamed in the model's text.

Read from the syntax trees of the steps and the formulas. A number has a name where a mechanism
declares it (parameters, tables). What may stand as it is: 0, 1, months of a year, per cents, and
the algebra and guards of allowed_numbers.toml, each with a reason.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import simulator.model

MODEL = Path(simulator.model.__file__).parent
#: A textbook game played out has its numbers from its game file.
LEFT_OUT = {"war/forts.py", "war/ledger.py"}
PLAIN = {0.0, 1.0, 12.0, 100.0}
PLAIN_INTEGERS = {0, 1, 2}
ALLOWED = Path(__file__).with_name("allowed_numbers.toml")


def unnamed(text: str) -> Iterator[tuple[str, float]]:
    """Function (or `module`) and value of every float in a source that is not declared."""

    def visit(node: ast.AST, where: str) -> Iterator[tuple[str, float]]:
        for child in ast.iter_child_nodes(node):
            inside = where
            if isinstance(child, ast.FunctionDef):
                inside = child.name if where == "module" else where
            if isinstance(child, ast.Assign) and _declares(child):
                continue
            if isinstance(child, ast.Constant) and isinstance(child.value, float):
                if abs(child.value) not in PLAIN:
                    yield inside, child.value
                continue
            yield from visit(child, inside)

    yield from visit(ast.parse(text), "module")


def _declares(node: ast.Assign) -> bool:
    """Whether an assignment is a mechanism's declaration, or a table of one."""
    called = node.value.func if isinstance(node.value, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in ("Mechanism", "Table", "Bite")


def integers(text: str) -> Iterator[int]:
    """Every integer in a source that is not declared, an index or one of the plain ones."""

    def visit(node: ast.AST) -> Iterator[int]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Assign) and _declares(child):
                continue
            if isinstance(child, ast.Subscript):
                yield from visit(ast.Expr(child.value))
                continue
            if isinstance(child, ast.Constant) and type(child.value) is int:
                if child.value not in PLAIN_INTEGERS:
                    yield child.value
                continue
            yield from visit(child)

    yield from visit(ast.parse(text))


def found_integers() -> set[tuple[str, int]]:
    """File and value of every integer that shapes behaviour or an array."""
    return {(name, value) for name, text in _sources() for value in integers(text)}


def allowed_integers() -> set[tuple[str, int]]:
    """Which may stand, from the file beside this one."""
    rows = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))["integer"]
    assert all(row["reason"].strip() for row in rows)
    return {(row["file"], value) for row in rows for value in row["values"]}


def _sources() -> Iterator[tuple[str, str]]:
    """Name and text of every file that is read."""
    for folder in ("war", "mechanisms"):
        for file in sorted((MODEL / folder).rglob("*.py")):
            name = file.relative_to(MODEL).as_posix()
            if name not in LEFT_OUT:
                yield name, file.read_text(encoding="utf-8")


def found() -> set[tuple[str, str, float]]:
    """File, function and value of every unnamed number there is."""
    return {
        (name, function, value) for name, text in _sources() for function, value in unnamed(text)
    }


def allowed() -> set[tuple[str, str, float]]:
    """What may stand, from the file beside this one."""
    rows = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))["number"]
    assert all(row["reason"].strip() for row in rows)
    return {(row["file"], row["function"], float(row["value"])) for row in rows}


def test_every_number_has_a_name_or_a_reason() -> None:
    strange = sorted(found() - allowed())
    assert not strange, "\n".join(f"{file}: {where}: {value}" for file, where, value in strange)


def test_no_reason_outlives_its_number() -> None:
    assert not sorted(allowed() - found())


def test_the_reading_sees_a_number() -> None:
    # Negative control.
    text = "M = Mechanism(x=0.3)\ndef f(x):\n    return 0.3 * x + 12.0\nY = 0.7\n"
    assert sorted(unnamed(text)) == [("f", 0.3), ("module", 0.7)]


def test_every_integer_has_a_reason() -> None:
    strange = sorted(found_integers() - allowed_integers())
    assert not strange, "\n".join(f"{file}: {value}" for file, value in strange)


def test_no_reason_outlives_its_integer() -> None:
    assert not sorted(allowed_integers() - found_integers())


def test_the_reading_sees_an_integer_but_no_index() -> None:
    # Negative control.
    text = "M = Mechanism(x=3)\ndef f(x):\n    return x[4] + 6 * x[1] - 2\nY = [7]\n"
    assert sorted(integers(text)) == [6, 7]
