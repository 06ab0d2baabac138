"""Metrics in words, for pictures: what a number is of, where its name would be a code."""

from __future__ import annotations

from simulator.model.metrics.catalogue import Asked, find

#: What a metric of one cause says before the cause.
_BY_CAUSE = "recur, the first end failing by: "


def in_words(name: str) -> str:
    """What a metric is of, in a few words; a name that nobody knows stays as it is.

    Args:
        name: A metric as typed, with its month if it has one.

    >>> in_words("truce_by_24")
    'the first end was a signed cease-fire with politics left open, by month 24'
    >>> in_words("recur_accident")
    'fighting resumes by: accident'
    >>> in_words("occ_12")
    'held by A, in month 12'
    """
    asked = find(name)
    if asked is None:
        return name
    meaning = asked.metric.meaning.replace(_BY_CAUSE, "fighting resumes by: ")
    return ", ".join(filter(None, (meaning.split(" (")[0].split(";")[0], when(asked))))


def when(asked: Asked) -> str:
    """By or in which month a metric is meant; empty where it has none."""
    if asked.month is None:
        return ""
    return f"{'by' if asked.metric.kind == 'event' else 'in'} month {asked.month}"
