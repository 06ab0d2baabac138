"""Would the fast tests notice a slip? Change the model in one place at a time, and run them.

`make mutants` takes a sample of the one-place changes that Cosmic Ray's operators can make to the
steps of a month and to the formulas, and runs a few tests on each, in a copy of the tree, as plain
Python (compiled, each would cost half a minute before the first test). A change that no test
notices is a survivor: `mutants/survivors.toml` says of each why, or a test is missing.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators import (
    binary_operator_replacement,
    boolean_replacer,
    break_continue,
    comparison_operator_replacement,
    number_replacer,
    unary_operator_replacement,
    zero_iteration_for_loop,
)
from cosmic_ray.operators.operator import Operator

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "simulator" / "model"
SURVIVORS = Path(__file__).resolve().parent / "mutants" / "survivors.toml"
#: A textbook game played out has its own tests, which play a whole game.
FILES_LEFT_OUT = {"war/forts.py", "war/ledger.py"}
#: Names the sample: of the changes ordered by their digests, the first.
ENTROPY = 11
#: Least share of a whole sample that the tests must notice.
LEAST, WHOLE_SAMPLE = 0.9, 200

#: Two ways to be wrong at most for each place: the others (`a ** b` for `a + b`, `a % b`) fail at
#: once and would only make the share look better. Cosmic Ray's removal of decorators is left out
#: too: as plain Python, `@compiled` does nothing.
_BINARY = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "Pow_Mul", "FloorDiv_Mul", "Mod_Mul")
_COMPARISONS = (
    *("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
    *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is"),
)
_UNARY = ("Delete_USub", "Delete_Not")
OPERATORS: tuple[type[Operator], ...] = (
    *(getattr(binary_operator_replacement, f"ReplaceBinaryOperator_{name}") for name in _BINARY),
    *(
        getattr(comparison_operator_replacement, f"ReplaceComparisonOperator_{name}")
        for name in _COMPARISONS
    ),
    *(getattr(unary_operator_replacement, f"ReplaceUnaryOperator_{name}") for name in _UNARY),
    boolean_replacer.AddNot,
    boolean_replacer.ReplaceTrueWithFalse,
    boolean_replacer.ReplaceFalseWithTrue,
    boolean_replacer.ReplaceAndWithOr,
    boolean_replacer.ReplaceOrWithAnd,
    break_continue.ReplaceBreakWithContinue,
    break_continue.ReplaceContinueWithBreak,
    number_replacer.NumberReplacer,
    zero_iteration_for_loop.ZeroIterationForLoop,
)

GOLDEN = "tests/golden/test_wars_golden.py"
#: The tests that must notice, cheapest first: they stop at the first failure.
TESTS = {
    "mechanisms": (GOLDEN, "tests/mechanisms"),
    "war": (
        GOLDEN,
        *("tests/war/test_agents.py", "tests/war/test_drawn.py", "tests/war/test_small_rules.py"),
    ),
}
#: What a trial needs that does not change, loaded once; each trial is a fork.
PRELOADED = (
    *("numpy", "scipy.stats", "scipy.optimize", "scipy.linalg", "pandas", "pydantic", "mesa"),
    *("numba", "typer", "rich.table", "pytest", "_pytest.assertion.rewrite"),
)


@dataclass(frozen=True, order=True)
class Key:
    """A change by what it says, so that it keeps its name when lines move."""

    file: str
    function: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Mutant:
    """A change in one place.

    Attributes:
        key: What it says.
        line: Where [from 1].
        text: The whole file with the change.
    """

    key: Key
    line: int
    text: str


@dataclass(frozen=True)
class Place:
    """Where an operator can change a file.

    Attributes:
        file: Which.
        function: The innermost around it.
        line: Where [from 1].
        operator: What would change it.
        number: Which of the operator's places in the file.
        rank: Its place in the sample: as good as drawn, and the same while its line says the same.
    """

    file: str
    function: str
    line: int
    operator: type[Operator]
    number: int
    rank: bytes


def files() -> list[Path]:
    """The steps of a month and the formulas."""
    found = [*(MODEL / "war").rglob("*.py"), *(MODEL / "mechanisms").rglob("*.py")]
    return sorted(
        path for path in found if path.relative_to(MODEL).as_posix() not in FILES_LEFT_OUT
    )


def _spans(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """Lines of what only declares: mechanisms with their parameters, tables, imports."""
    for node in tree.body:
        called = node.value.func if _is_call(node) else None  # type: ignore[attr-defined]
        declares = isinstance(called, ast.Name) and called.id in ("Mechanism", "Table", "Bite")
        if declares or isinstance(node, ast.Import | ast.ImportFrom):
            yield node.lineno, node.end_lineno or node.lineno


def _is_call(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)


def _functions(tree: ast.Module) -> dict[int, str]:
    """The function or class on each line; the innermost is what is named."""
    named: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                named[line] = node.name
    return named


def places_of(name: str, text: str) -> list[Place]:
    """Where the operators can change a source.

    Args:
        name: What the file is called.
        text: Its source.
    """
    tree = ast.parse(text)
    declared = {line for first, last in _spans(tree) for line in range(first, last + 1)}
    functions, lines = _functions(tree), text.splitlines()
    nodes = list(ast_nodes(get_ast(text)))
    found: list[Place] = []
    alike: Counter[tuple[str, ...]] = Counter()
    for kind in OPERATORS:
        operator = kind()
        places = [place for node in nodes for place in operator.mutation_positions(node)]
        for number, ((line, _), _) in enumerate(places):
            if line in declared:
                continue
            function = functions.get(line, "module")
            words = (name, function, lines[line - 1].strip(), kind.__name__)
            alike[words] += 1
            digest = hashlib.sha256("\0".join((str(ENTROPY), *words, str(alike[words]))).encode())
            found.append(Place(name, function, line, kind, number, digest.digest()))
    return found


def mutant_at(place: Place, text: str) -> Mutant | None:
    """The change in a place of a source; None where it changes nothing that Python sees."""
    changed = mutate_code(text, place.operator(), place.number)
    if changed is None or changed == text or _is_same(text, changed):
        return None
    was, becomes = _difference(text.splitlines(), changed.splitlines())
    return Mutant(Key(place.file, place.function, was, becomes), place.line, changed)


def _difference(lines: Sequence[str], changed: Sequence[str]) -> tuple[str, str]:
    """The first line that differs, in both sources."""
    for one, other in zip(lines, changed, strict=False):
        if one != other:
            return " ".join(one.split()), " ".join(other.split())
    raise ValueError("the sources do not differ")


def _is_same(text: str, changed: str) -> bool:
    """Whether a change changes nothing that Python sees, or is no Python."""
    try:
        return ast.dump(ast.parse(text)) == ast.dump(ast.parse(changed))
    except SyntaxError:
        return True


def everywhere(contained: str = "") -> list[Place]:
    """All places there are, in the order in which samples take them.

    Args:
        contained: Only in files whose names contain this.
    """
    found: list[Place] = []
    for path in files():
        name = path.relative_to(MODEL).as_posix()
        if contained in name:
            found += places_of(name, path.read_text(encoding="utf-8"))
    return sorted(found, key=lambda place: place.rank)


def sampled(places: Iterable[Place]) -> Iterator[Mutant]:
    """The changes in these places, each but once."""
    known: set[Key] = set()
    for place in places:
        found = mutant_at(place, (MODEL / place.file).read_text(encoding="utf-8"))
        if found is not None and found.key not in known:
            known.add(found.key)
            yield found


def survivors() -> dict[Key, tuple[str, str]]:
    """Kind and reason of every change that may go unnoticed."""
    rows = tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("survivor", [])
    return {
        Key(row["file"], row["function"], row["was"], row["becomes"]): (row["kind"], row["reason"])
        for row in rows
    }


# A trial: the tests on one change, in a process of its own.


def _copy(place: Path) -> None:
    """The tree as far as the tests need it."""
    place.mkdir()
    for folder in ("simulator", "scenarios", "seeds", "tests", "docs/_ext"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, place / folder, ignore=ignored)
    shutil.copy2(ROOT / "pyproject.toml", place)


def _trial(place: Path, tests: Sequence[str], said: Path, seconds: int) -> None:
    """Run the tests in a copy, in this process, and end it with what they say.

    Args:
        place: The copy.
        tests: Files and folders of it.
        said: Where what is printed goes.
        seconds: Most processor time; 0 for the model as it is, whose byte code is kept.
    """
    stream = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(stream, 1)
    os.dup2(stream, 2)
    os.chdir(place)
    here = (str(ROOT), str(ROOT / "tests"))
    sys.path[:] = [str(place), *(each for each in sys.path if each not in here)]
    for name in [name for name in sys.modules if name.partition(".")[0] == "simulator"]:
        del sys.modules[name]
    sys.dont_write_bytecode = seconds > 0
    if seconds > 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    pytest = importlib.import_module("pytest")
    without = (f"-pno:{name}" for name in ("cacheprovider", "xdist", "benchmark"))
    code = pytest.main(["-x", "-q", "--tb=line", *without, *tests])
    sys.stdout.flush()
    os._exit(int(code))


@dataclass
class _Running:
    process: BaseProcess
    mutant: Mutant
    place: Path
    began: float


def _start(mutant: Mutant, place: Path, seconds: int) -> _Running:
    path = place / "simulator" / "model" / mutant.key.file
    path.write_text(mutant.text, encoding="utf-8")
    tests = TESTS[mutant.key.file.partition("/")[0]]
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_trial, args=(place, tests, place / "said.txt", seconds))
    process.start()
    return _Running(process, mutant, place, time.monotonic())


def try_all(mutants: Sequence[Mutant], workers: int) -> dict[Key, str]:
    """Try each change; how each ended: `survived`, `failed`, `broke` or `hung`.

    Args:
        mutants: The changes.
        workers: Trials at the same time.
    """
    for name in PRELOADED:
        importlib.import_module(name)
    ended: dict[Key, str] = {}
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        places = [Path(folder) / str(number) for number in range(workers)]
        _copy(places[0])
        seconds = 10 + int(1.5 * _untouched(places[0]))
        for place in places[1:]:
            shutil.copytree(places[0], place)  # with the byte code of what is left as it is
        left, running = list(mutants), list[_Running]()
        while left or running:
            while left and places:
                running.append(_start(left.pop(0), places.pop(), seconds))
            wait([each.process.sentinel for each in running])
            for each in list(running):
                how = _ended(each)
                if how:
                    running.remove(each)
                    places.append(each.place)
                    ended[each.mutant.key] = how
                    where = f"{each.mutant.key.file}:{each.mutant.line}: {each.mutant.key.becomes}"
                    took = time.monotonic() - each.began
                    print(
                        f"{len(ended)}/{len(mutants)} {how} {took:.1f} s {where}", file=sys.stderr
                    )
    return ended


def _ended(running: _Running) -> str:
    """How a trial ended, and its copy as it was; nothing while it goes on."""
    process, name = running.process, running.mutant.key.file
    if process.is_alive():
        return ""
    process.join()
    # With its date, so that its byte code is trusted again.
    shutil.copy2(MODEL / name, running.place / "simulator" / "model" / name)
    hung = (-signal.SIGXCPU, -signal.SIGKILL)
    return {0: "survived", 1: "failed"}.get(
        process.exitcode or 0, "hung" if process.exitcode in hung else "broke"
    )


def _untouched(place: Path) -> float:
    """Processor time of all the tests on the model as it is [s], which they must pass."""
    tests, said = sorted({*TESTS["mechanisms"], *TESTS["war"]}), place / "said.txt"
    process = multiprocessing.get_context("fork").Process(
        target=_trial, args=(place, tests, said, 0)
    )
    process.start()
    process.join()
    if process.exitcode != 0:
        print(said.read_text(encoding="utf-8"))
        raise SystemExit(f"mutants: {tests} fail on the model as it is - mend them first")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


# The report.


def report(sample: Sequence[Mutant], ended: dict[Key, str], total: int) -> Iterator[str]:
    """What came of a sample, a line each."""
    known = survivors()
    alive = [mutant for mutant in sample if ended[mutant.key] == "survived"]
    files_of = Counter(mutant.key.file for mutant in sample)
    lived = Counter(mutant.key.file for mutant in alive)
    yield "noticed  of  file"
    for name, number in sorted(files_of.items()):
        yield f"{number - lived[name]:7d} {number:3d}  {name}"
    ways = Counter(ended[mutant.key] for mutant in sample)
    noticed = len(sample) - len(alive)
    yield (
        f"{noticed} of {len(sample)} noticed ({100.0 * noticed / len(sample):.1f} %; "
        f"{ways['failed']} by a failing test, {ways['broke']} because nothing ran, "
        f"{ways['hung']} by time) of {total} places there are"
    )
    same = sum(known.get(mutant.key, ("", ""))[0] == "equivalent" for mutant in alive)
    yield f"{same} of the {len(alive)} survivors can change nothing"
    for mutant in alive:
        key = mutant.key
        kind, reason = known.get(key, ("no reason yet", "add a test, or a row to survivors.toml"))
        yield f"\n{key.file}:{mutant.line} {key.function}\n  - {key.was}\n  + {key.becomes}"
        yield f"  {kind}: {reason}"


def main() -> int:
    """Sample, try, report; 1 when a survivor has no reason or too many survive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=WHOLE_SAMPLE, help="changes to try")
    parser.add_argument("--after", type=int, default=0, help="leave out the first of the order")
    parser.add_argument("--file", default="", help="only files whose names contain this")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    places = everywhere(options.file)
    sample = list(islice(sampled(places), options.after, options.after + options.sample))
    ended = try_all(sample, options.workers)
    for line in report(sample, ended, len(places)):
        print(line)
    alive = {key for key, how in ended.items() if how == "survived"}
    unexplained = alive - survivors().keys()
    if unexplained:
        print(f"mutants: {len(unexplained)} survivors without a reason", file=sys.stderr)
    few = len(sample) >= WHOLE_SAMPLE and len(sample) - len(alive) < LEAST * len(sample)
    if few:
        print(f"mutants: fewer than {100 * LEAST:.0f} % noticed", file=sys.stderr)
    return int(bool(unexplained) or few)


if __name__ == "__main__":
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    sys.exit(main())
