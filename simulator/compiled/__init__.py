"""Numba's one door: `compiled` turns a pure scalar or array function into machine code.

Where numba is told not to compile (`NUMBA_DISABLE_JIT=1`), a function stays the plain function that
it was: slow, and open to a debugger.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast


def _drop_settings_that_stop_numba() -> None:
    """Leave out a number of threads that numba would refuse, since none of its threads is used."""
    number = os.environ.get("NUMBA_NUM_THREADS")
    if number is not None and not (number.isascii() and number.isdigit() and int(number) > 0):
        del os.environ["NUMBA_NUM_THREADS"]


_drop_settings_that_stop_numba()

import numba  # noqa: E402  # it reads its settings when it is imported

from simulator.compiled.keeping import KeptCode, is_warm  # noqa: E402
from simulator.compiled.sources import file_of  # noqa: E402

P = ParamSpec("P")
R = TypeVar("R")

__all__ = [
    "compiled",
    "compiled_inside",
    "compiled_into",
    "compiled_making",
    "is_warm",
]


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` when it is first called, and keep the machine code on disk.

    No fast-math: floating-point results are those of the source as written, so the reference
    model and any compiled loop agree to the last bit. It borrows its caller's arrays and can make
    none, because counting who holds an array costs more than most of what is done with one. While
    it works, other threads of Python run, also the one that hears Ctrl-C.
    """
    return _decorated(function)


def compiled_making(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that makes arrays, or is given one by a function that does."""
    return _decorated(function, _nrt=True)


def compiled_inside(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that only compiled code calls: it is ready sooner."""
    return _decorated(function, no_cpython_wrapper=True)


def compiled_into(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a small function in a hot loop: its code is put into every caller."""
    return _decorated(function, forceinline=True)


def _decorated(function: Callable[P, R], **options: bool) -> Callable[P, R]:
    if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]  # made when it is imported
        return function
    # `_nrt` is numba's counting of references; unset, the first caller would decide.
    options = {"_nrt": False, "nogil": True, **options}
    dispatcher = _dispatcher(function, options)
    _let_compiled_code_call(dispatcher, function, {**options, "no_cpython_wrapper": True})
    return cast(Callable[P, R], dispatcher)


def _dispatcher(function: Callable[P, R], options: dict[str, bool]) -> Any:  # noqa: ANN401  # numba's own
    njit: Any = numba.njit  # its stubs leave out what saves the wrappers nobody calls
    dispatcher = njit(error_model="numpy", no_cfunc_wrapper=True, **options)(function)
    # What `cache=True` would do, with files that are trusted only as far as they can be proved.
    # A function of another program is compiled each time: what it reaches is not known here.
    if file_of(function.__module__) is not None:
        inside = bool(options.get("no_cpython_wrapper"))
        dispatcher._cache = KeptCode(function, inside=inside)
    return dispatcher


def _let_compiled_code_call(
    dispatcher: Any,  # noqa: ANN401  # numba's own
    function: Callable[P, R],
    options: dict[str, bool],
) -> None:
    """Give compiled callers a version of a function that is sooner ready than Python's.

    It has no wrapper for Python, and is one for all constants and defaults: numba would make one
    for each, twenty of Philox for twenty channels. What is small is put into its callers by LLVM
    anyway, where it finds the constants. They were two fifths of what there was to compile.
    """
    inside: list[Any] = []

    def version() -> Any:  # noqa: ANN401  # numba's own
        if not inside:
            inside.append(_dispatcher(function, options))
        return inside[0]

    def get_call_template(args: Any, kws: Any) -> Any:  # noqa: ANN401  # numba's own
        _, folded = dispatcher._compiler.fold_argument_types(args, kws)
        return version().get_call_template([_of_any_value(each) for each in folded], {})

    dispatcher.get_call_template = get_call_template
    dispatcher.get_overload = lambda signature: version().get_overload(signature)


def _of_any_value(argument: Any) -> Any:  # noqa: ANN401  # numba's own
    door: Any = numba  # its stubs leave these out
    if isinstance(argument, door.types.Omitted):
        return door.typeof(argument.value)
    return door.types.unliteral(argument)
