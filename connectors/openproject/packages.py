"""Work packages and relations of OpenProject as a plan of ours."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from app.domain.portfolio.foreign_plans import (
    ForeignLink,
    ForeignPlan,
    ForeignProblem,
    ForeignTask,
)
from app.services.ports.plan_servers import ForeignProject

_DURATION: Final = re.compile(r"P(\d+)D")
_DONE: Final = 100
_NAME_LENGTH: Final = 500


def plan_from(
    project: ForeignProject,
    packages: Sequence[Mapping[str, Any]],
    relations: Iterable[Mapping[str, Any]],
    digest: str,
) -> ForeignPlan:
    """Return the plan.

    People, hours and comments are left out. A relation to a package of another project is named.

    Args:
        project: The project.
        packages: Elements of the collection of work packages.
        relations: Elements of the collection of relations.
        digest: SHA-256 of what was read, hexadecimal.
    """
    problems: list[ForeignProblem] = []
    named = {str(one["id"]): one for one in packages if one.get("id") and one.get("subject")}
    parents = {uid: target(one, "parent") for uid, one in named.items()}
    summaries = frozenset(parents.values()) & named.keys()
    tasks = [
        _task(one, number, (parents[uid] if parents[uid] in named else "", summaries), problems)
        for number, (uid, one) in enumerate(_ordered(named, parents))
    ]
    links = []
    for one in relations:
        if one.get("type") not in {"follows", "precedes"}:
            continue
        first, second = target(one, "from"), target(one, "to")
        before, after = (second, first) if one.get("type") == "follows" else (first, second)
        if before in named and after in named:
            lag = one.get("lag")
            links.append(ForeignLink(before, after, "FS", lag if isinstance(lag, int) else 0))
        else:
            known = named.get(after) or named.get(before) or {}
            problems.append(
                ForeignProblem(
                    f"„{known.get('subject', '')}“", "relation", before,
                    "Die Beziehung führt in ein anderes Projekt.",
                    "Bitte verbinden Sie die Vorgänge nach dem Einlesen von Hand.",
                )
            )  # fmt: skip
    return ForeignPlan(
        project.name,
        "OpenProject",
        tuple(tasks),
        tuple(dict.fromkeys(links)),
        tuple(problems),
        digest,
    )


def _ordered(
    named: Mapping[str, Mapping[str, Any]], parents: Mapping[str, str]
) -> list[tuple[str, Mapping[str, Any]]]:
    """Return packages so that parts follow what they are part of, else as the server has them."""
    parts: dict[str, list[str]] = {}
    for uid in named:
        parent = parents[uid]
        parts.setdefault(parent if parent in named else "", []).append(uid)
    found: list[tuple[str, Mapping[str, Any]]] = []
    waiting = list(reversed(parts.get("", [])))
    while waiting:
        uid = waiting.pop()
        found.append((uid, named[uid]))
        waiting += reversed(parts.get(uid, []))
    return found


def _task(
    one: Mapping[str, Any],
    number: int,
    above: tuple[str, frozenset[str]],
    problems: list[ForeignProblem],
) -> ForeignTask:
    (parent, summaries), uid = above, str(one["id"])
    name = str(one["subject"])[:_NAME_LENGTH]
    is_milestone = one.get("date") is not None
    start = _day(one, "date" if is_milestone else "startDate", name, problems)
    finish = start if is_milestone else _day(one, "dueDate", name, problems)
    progress = one.get("percentageDone")
    share = float(progress) if isinstance(progress, int) and 0 <= progress <= _DONE else 0.0
    duration = _DURATION.fullmatch(str(one.get("duration") or ""))
    description = one.get("description")
    return ForeignTask(
        uid,
        name,
        number,
        parent,
        is_milestone=is_milestone,
        is_summary=uid in summaries,
        duration=int(duration[1]) if duration else None,
        start=start,
        finish=finish,
        not_before=None if is_milestone else start,
        progress=share,
        note=str(description.get("raw") or "") if isinstance(description, dict) else "",
    )


def _day(
    one: Mapping[str, Any], key: str, name: str, problems: list[ForeignProblem]
) -> date | None:
    text = one.get(key)
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        problems.append(
            ForeignProblem(f"„{name}“", key, str(text), "Das ist kein Tag; er bleibt leer.")
        )
        return None


def target(one: Mapping[str, Any], name: str) -> str:
    """Return the number of what a link of an element leads to, empty where it leads nowhere."""
    links = one.get("_links")
    link = links.get(name) if isinstance(links, dict) else None
    return str(link.get("href") or "").rpartition("/")[2] if isinstance(link, dict) else ""
