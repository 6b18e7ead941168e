"""Nights of a small made-up organisation, as `assistant.nights.history` keeps them, for tests that draw them."""

from __future__ import annotations

from typing import Any

from assistant.domain import Dimension
from assistant.nights.night import Night

Row = dict[str, Any]
STRATEGY = {"id": "s1", "title": "Strategy 2026", "path": "strategy/s.md", "kind": "strategy", "audience": "everyone"}
TICKETS = {"id": "t1", "title": "RET-1 Dock Scan", "path": "jira/i.csv", "kind": "work", "audience": "everyone"}


def quote(words: str, document: Row = STRATEGY, written: str | None = "2026-01-12", **place: Any) -> Row:
    """Return a quote as findings carry it."""
    return {
        "document": {**document, "date": written},
        "locator": {"start": 0, "end": len(words), **place},
        "quote": words,
    }


def assessment(name: str, verdict: str, link: str = "met", **levels: tuple[str, list[Row]]) -> Row:
    """Return an assessment all of whose dimensions but the link and those that are given are silent."""
    found = {"outcome_link": (link, [quote(f"{name} serves calm docks.")] if link != "no_evidence" else []), **levels}
    findings = []
    for dimension in Dimension:
        level, quotes = found.get(dimension, ("no_evidence", []))
        searched = [] if quotes else ["strategy/s.md"]
        row = {"dimension": str(dimension), "level": level, "reason": f"About {name}.", "quotes": quotes}
        findings.append({**row, "searched": searched})
    empty = {"nearest": [], "rewrite": None, "would_change": None, "question_for_owner": f"Who changes with {name}?"}
    told = {"initiative": name, "found": True, "verdict": verdict, "enabler": False, "confidence": "medium"}
    return {**told, **empty, "weakest": "measure", "generation": "20261124T020000.000Z", "findings": findings}


def initiative(
    name: str, verdict: str, *served: tuple[str, str], open_: int = 0, owner: str | None = "Ana Sousa"
) -> Row:
    """Return an initiative of a portfolio; `served` are the names of outcomes, each with its link."""
    outcomes = [{"name": aim, "link": link, "quotes": [quote(f"{name} serves {aim}.")]} for aim, link in served]
    row = {"name": name, "verdict": verdict, "enabler": False, "confidence": "medium", "owner": owner}
    return {**row, "status": "In Progress", "outcomes": outcomes, "work": {"open": open_, "done": 2}}


def night(
    generation: str,
    initiatives: list[Row],
    assessments: list[Row],
    documents: dict[str, str] | None = None,
    **more: Any,
) -> Night:
    """Return a night with two outcomes; `more` takes the place of parts of its portfolio."""
    aims = ("Calm docks", "Full shelves")
    serving = {aim: [one["name"] for one in initiatives if aim in {o["name"] for o in one["outcomes"]}] for aim in aims}
    late = {"metric": "share of late vans", "baseline": "20 %", "target": "8 %", "date": "June 2026"}
    measure = {aims[0]: late, aims[1]: None}
    signs = {"project": [quote("Ship it.")], "product": [quote("Vans leave on time.")]}
    portfolio = {
        "initiatives": initiatives,
        "outcomes": [
            {"name": aim, "measure": measure[aim], "initiatives": serving[aim], "quotes": [quote(aim)]} for aim in aims
        ],
        "orphans": {
            "outcomes": [aim for aim in aims if not serving[aim]],
            "initiatives": [one["name"] for one in initiatives if not one["outcomes"]],
            "problems": ["Torn straps"],
            "players": ["Night crews"],
        },
        "left_over": {
            "problems": [{"name": "Torn straps", "quotes": [quote("Straps tear.")]}],
            "players": [{"name": "Night crews", "quotes": []}],
        },
        "problems": [],
        "players": [],
        "superseded": [],
        "open_work": {"items": 10, "without_outcome": 4, "share": 0.4},
        "contradictions": [],
        "operating_model": {"reading": "mixed", "signs": {"project": 1, "product": 1}, "quotes": signs},
        "generation": generation,
        **more,
    }  # fmt: skip
    return Night(generation, portfolio, {one["initiative"]: one for one in assessments}, documents or {})


def two_lines(generation: str = "20261124T020000.000Z", **more: Any) -> Night:
    """Return a night of two initiatives: one names an outcome, one serves none."""
    lines = [
        initiative("Dock Scan", "aligned", ("Calm docks", "explicit"), open_=8),
        initiative("Night <b>Lamp</b>", "output_driven", open_=2, owner=None),
    ]
    told = [
        assessment("Dock Scan", "aligned", outcome_not_output=("met", [quote("Crews scan every pallet.", TICKETS)])),
        assessment("Night <b>Lamp</b>", "output_driven", link="no_evidence"),
    ]
    return night(generation, lines, told, **more)
