"""The sides, patrons and statuses by their own names, in what the model says of A and D.

The model knows who wants change (A) and who defends (D), and says so in its sentences, in the
meanings of its metrics and in the headings of tables. A scenario may name them; here, and nowhere
else, what is said becomes what is read.
"""

from __future__ import annotations

import re

from simulator.model.records import RUNGS, Names

#: What D is, as the model says it: the rung with blanks.
_STATUS = {rung.replace("_", " "): rung for rung in RUNGS}

_SAID = re.compile(
    rf"\bD is (?P<status>{'|'.join(_STATUS)})\b"
    r"|\b(?P<who>[AD]|patron [12])\b(?P<whose>'s)?(?![-'])"
)


def named(text: str, names: Names) -> str:
    """`text` with the names of a scenario.

    Args:
        text: Words of the model: `A` and `D` alone are the sides, never an article or a grade.
        names: The scenario's.

    >>> named("A's leader asks for all; D is free", Names("Russia", "Ukraine"))
    "Russia's leader asks for all; Ukraine is free"
    """

    def spoken(found: re.Match[str]) -> str:
        if found["status"]:
            words = f"{names.D} is {names.statuses[_STATUS[found['status']]]}"
        else:
            name = str(getattr(names, found["who"].replace(" ", "_")))
            words = name + (("'" if name.endswith("s") else "'s") if found["whose"] else "")
        before = text[: found.start()].rstrip(" ")
        begins = not before or before[-1] in ".!?\n"
        return words[:1].upper() + words[1:] if begins and found[0][:1].isupper() else words

    return _SAID.sub(spoken, text)
