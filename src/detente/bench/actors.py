"""`actors`: who a mention means: state and PLOVER sector, on the day of the report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from detente.bench.scores import lines
from detente.errors import UsageError
from detente.pipeline import Coder
from detente.records import Actor
from detente.resolve import role_of
from detente.resolve.states import states

# Codes that stand in a country's place in the field's data; all other bodies are IGO.
_OWN_CODE = {"United Nations": "UNO", "European Union": "EUR", "NATO": "NAT"}


def score_actors(coder: Coder, data: Path) -> tuple[int, dict[str, float], list[dict[str, Any]]]:
    """Score the resolver on single mentions.

    Args:
        coder: the coder.
        data: JSON Lines with `text`, `context`, `date` and what is known of `country` and `sector`.

    Returns:
        Number of mentions, metrics, misses.

    Raises:
        UsageError: when a date is no day.
    """
    items = lines(data, "text")
    hits: dict[str, list[bool]] = {"country": [], "sector": [], "both": [], "dated": []}
    misses = []
    for item in items:
        try:
            day = dt.date.fromisoformat(item["date"]) if item.get("date") else None
        except ValueError as error:
            raise UsageError(f"{data}, {item.get('id')}: {error}", "Write dates as YYYY-MM-DD.") from error
        actor = coder.resolver.actor(item["text"], item.get("context") or "", day)
        right = {}
        if "country" in item:
            right["country"] = item["country"] in _countries(actor)
        if "sector" in item:
            right["sector"] = item["sector"] in _sectors(actor)
        for name, hit in right.items():
            hits[name].append(hit)
        hits["both"].append(all(right.values()))
        if day:
            hits["dated"].append(all(right.values()))
        if not all(right.values()):
            told = {"country": actor.country, "sector": actor.sector, "name": actor.name, "why": actor.why}
            misses.append({**item, "coded": told})
    metrics = {f"{name}_accuracy": round(sum(found) / len(found), 4) if found else 0.0 for name, found in hits.items()}
    return len(items), metrics, misses


def _countries(actor: Actor) -> set[str]:
    """The codes that say the same: a breakaway state's and its state's; a body's own, or that of all bodies."""
    if actor.country:
        return {actor.country, *(s.of for s in states() if s.code == actor.country and s.of)}
    if actor.sector != "IGO":
        return {""} if actor.sector not in {"NGO", "MNC", "IMG", "ISM"} else {"", actor.sector}
    first = next(
        (code for name, code in _OWN_CODE.items() if actor.name.startswith((name, name.replace("United Nations", "UN ")))),
        "IGO",
    )
    return {"IGO", first}


def _sectors(actor: Actor) -> set[str]:
    """The sector; of bodies none, and of those nobody can place `UNK`."""
    if actor.sector in {"IGO", "NGO", "MNC"}:
        return {actor.sector, "", role_of(actor.text)[0] or ""}
    return {actor.sector} if actor.sector else {"", "UNK"}
