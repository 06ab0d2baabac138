# What `simulator` offers, for type checkers: at run time each name is imported when first used.
from simulator.errors import SimulatorError as SimulatorError
from simulator.show.notebook.checks_in_hand import verify as verify
from simulator.show.notebook.claims_in_hand import compare as compare
from simulator.show.notebook.completion_in_hand import complete as complete
from simulator.show.notebook.game_in_hand import solve as solve
from simulator.show.notebook.scenario_in_hand import load as load
from simulator.show.notebook.what_there_is import levers as levers
from simulator.show.notebook.what_there_is import metrics as metrics
from simulator.show.notebook.what_there_is import parameters as parameters

__version__: str
__all__ = [
    "SimulatorError",
    "__version__",
    "compare",
    "complete",
    "levers",
    "load",
    "metrics",
    "parameters",
    "solve",
    "verify",
]
