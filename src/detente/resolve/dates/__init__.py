"""Dates: times in a text, what they mean in TIMEX3, and the days they cover."""

from detente.resolve.dates.context import Tense
from detente.resolve.dates.phrases import at, due, find_times, resolve_time
from detente.resolve.dates.walk import Timex, timexes

__all__ = ["Tense", "Timex", "at", "due", "find_times", "resolve_time", "timexes"]
