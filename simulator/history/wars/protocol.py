"""The protocol: one table of rules, fact by fact, the same for every war.

The rules were written from the definitions of the fields and of the parameters, and from the works
they name, before a war was played by them. They were fitted to nothing. A parameter with no row, or
whose facts a sheet does not have, is as the scenario `neutral` has it.
"""

from __future__ import annotations

from simulator.history.wars import rules_of_force, rules_of_leaders, rules_of_outsiders

#: Every rule, in the order of the coded file.
PROTOCOL = (*rules_of_force.RULES, *rules_of_leaders.RULES, *rules_of_outsiders.RULES)
