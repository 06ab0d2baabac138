"""Bargaining while fighting: an agent-based model of how wars end.

Everything worth a name from outside is here; what lies in the rooms may change without notice.

    import simulator as ws

    person = ws.load("person")
    wars = person.run(200, seed=0)
    wars.table()
    person.contrast(lever="guarantee=0.8").table()

Nothing is loaded before it is asked for, so that `import simulator` costs next to nothing.
"""

__version__ = "0.1.0"

#: Name to the module it lives in.
_WHERE = {
    "load": "simulator.show.notebook.scenario_in_hand",
    "compare": "simulator.show.notebook.claims_in_hand",
    "complete": "simulator.show.notebook.completion_in_hand",
    "solve": "simulator.show.notebook.game_in_hand",
    "verify": "simulator.show.notebook.checks_in_hand",
    "parameters": "simulator.show.notebook.what_there_is",
    "levers": "simulator.show.notebook.what_there_is",
    "metrics": "simulator.show.notebook.what_there_is",
    "SimulatorError": "simulator.errors",
}

__all__ = ["__version__", *_WHERE]  # noqa: PLE0604  # all of them are text


def __getattr__(name: str) -> object:
    """A name of the package, imported when it is first used (PEP 562)."""
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_WHERE[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
