"""Questions for all records of some sort: a list or a number of them, which no single record answers."""

from __future__ import annotations

import re

from assistant.domain import Answer, Quote, Role

_LISTS = (
    r"(?:which|what|list|show(?: me)?|name|how (?:many|much)|count|number of|compare|top|average|smallest|largest"
    r"|biggest|oldest|newest|welche[rsn]?"
    r"|wie ?viele?|qué|cuáles|cuánt[oa]s|quel(?:le)?s?|combien)"
)
_OTHERWISE = (
    r"(?:who|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must|if|the"
    r"|our|we|they|a|an|this|that|wer|wann|wo|warum|wie|ist|sind|hat|haben|quién|cuándo|dónde|por|cómo)\b"
)
"""How what is no list of its own begins."""
_SORTS = {
    "epic": r"epics?",
    "bug": r"bugs?|defects?",
    "work": r"(?:user )?stor(?:y|ies)|tasks?|issues?|(?:work |backlog )?items?|aufgaben?|vorgänge?|tareas?|incidencias?"
    r"|story points?|sprint|tickets?",
    "deal": r"deals?|opportunit(?:y|ies)|opps|pipeline|verkaufschancen?|oportunidad(?:es)?|opportunités?",
    "renewal": r"renewals?|contracts?|subscriptions?|verträge?|contratos?",
    "case": r"(?:support|service|customer) (?:cases?|tickets?|requests?)|cases",
    "key result": r"key results?|krs?",
    "initiative": r"initiatives?|projects?|programmes?|bets?",
    "account": r"customers?|clients?|accounts?|kunden|clientes",
}
_NOUNS = {sort: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for sort, words in _SORTS.items()}
_LIST_OF = re.compile(
    rf"^\W*(?:please )?{_LISTS}\b(?P<head>(?:\W+[\w'’-]+){{0,6}})|^\W*(?!{_OTHERWISE})(?P<bare>(?:\W*[\w'’-]+){{1,3}})",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^\W*(?:(?:the )?(?:total )?number of|how (?:many|much)|wie ?viele?|cuánt[oa]s|combien)\b", re.IGNORECASE
)
_COMPARES = re.compile(r"\b(?:more|fewer|less)\b[^?]*\bthan\b|\b(?:vs\.?|versus|compared (?:to|with)|ratio of)\b", re.I)
"""Asks for two numbers, which no cell is."""
_ONLY_COMPUTED = re.compile(
    r"^\W*(?:what(?:['’]s| is| was)\s+)?(?:the |our )?(?:median\b"
    r"|(?:number|count|share|percentage|ratio) of [^?]+? (?:by|per) [a-z])",
    re.IGNORECASE,
)
"""Asks for what no single record says."""
_LONG = 80
"""Characters from which a cell is a text that says something, and not a mere value."""


def sort_asked_for(question: str) -> str | None:
    """Return the sort of records of which a question wants a list or a number, None where it wants something else."""
    opening = _LIST_OF.match(" ".join(question.split()))
    head = (opening["head"] or opening["bare"] or "") if opening else ""
    found = [
        (match.start(), -len(match.group()), sort) for sort, noun in _NOUNS.items() if (match := noun.search(head))
    ]
    return min(found)[2] if found else None


def is_part_of_list(question: str, made: Answer) -> bool:
    """Tell whether a search answers for all records with the values of a few: no list, and no number of them."""
    compares = bool(_COMPARES.search(question)) and any(noun.search(question) for noun in _NOUNS.values())
    counts, sort = compares or bool(_COUNT.match(question)), "any" if compares else sort_asked_for(question)
    if made.abstained or made.assessment is not None or not made.quotes:
        return False
    if _ONLY_COMPUTED.match(question):
        return all(one.document.record is not None for one in made.quotes)
    if not (sort and (counts or sort != "account")):
        return False
    return all(one.document.record is not None and (counts or _is_value(one)) for one in made.quotes)


def _is_value(made: Quote) -> bool:
    block = made.document.block_at(made.start)
    return block is not None and block.role is Role.FIELD and len(made.text) < _LONG
