"""Hypothesis strategies: what may stand in a file by mistake."""

from __future__ import annotations

import string
from typing import Any

from hypothesis import strategies as st

words = st.text(string.ascii_letters + "_.@= -", max_size=12)
leaves = (
    st.booleans()
    | st.integers()
    | st.integers(10**300, 10**320)
    | st.floats()
    | words
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
)
junk = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)


def edited(draw: st.DrawFn, table: dict[str, Any]) -> dict[str, Any]:
    """The table with a key somewhere in it replaced, renamed, added or taken out."""
    inner = table
    while True:
        key = draw(st.sampled_from(sorted(inner)))
        value = inner[key]
        if not isinstance(value, dict) or not value or draw(st.integers(0, 4)) == 0:
            break
        inner = value
    action = draw(st.sampled_from(["replace", "rename", "add", "remove"]))
    if action == "replace":
        inner[key] = draw(junk)
    elif action == "add":
        inner[draw(words)] = draw(junk)
    else:
        value = inner.pop(key)
        if action == "rename":
            inner[draw(words)] = value
    return table
