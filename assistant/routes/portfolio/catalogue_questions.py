"""What a question wants from the catalogue: problems, players of a sort, a target, who answers for an outcome.

None of it where it asks for something else; whether the catalogue holds what is named is for the answer to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.catalogue.players import Sort, sort_of
from assistant.text.spoken_numbers import WHOLE, whole_of


class Wanted(StrEnum):
    """What a catalogue lists."""

    PROBLEMS = "problems"
    UNSERVED_PROBLEMS = "unserved_problems"
    PLAYERS = "players"
    TARGET = "target"
    ACCOUNTABLE = "accountable"
    CARRIED = "carried"
    NOT_DOING = "not_doing"
    STRATEGY = "strategy"


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """What is wanted; `about` narrows it to what is so called ("" is: all), `most` is the number that is asked for.

    `of_users` says that players who use what is made are meant, and not whoever else has a stake in it.
    """

    wanted: Wanted
    about: str = ""
    sort: Sort | None = None
    most: int | None = None
    of_users: bool = False


_NUMBER = rf"(?:(?P<most>{WHOLE})\s+)?"
_RANK = (
    r"(?:(?:most|very|all|our|the|known|named|important|urgent|pressing|main|biggest|top|key|major|largest|worst"
    r"|real|current"
    r"|core|primary|common|different|customers?'?s?|users?'?s?)\s+)*"
)
_WHICH = (
    r"^(?:(?:tell|show|give) (?:me|us)|what|which|who|list|name|welche|was|qué|cuáles|quiénes|wer)(?:\s*'s"
    r"|\s+are|\s+is|\s+sind|\s+son)?\s+"
)
_OUR = rf"(?:(?:our|the|your|their|unsere?|nuestr[ao]s|los|las|die)\s+)?{_RANK}{_NUMBER}{_RANK}"
_TAIL = (
    r"(?:\s+(?:do|does|are|have|has|did)\s+(?P<whose>.+?)\s+(?:have|having|fac(?:e|ing)|experienc(?:e|ing)"
    r"|run(?:ning)?\s+into|encounter(?:ing)?|know(?:\s+of)?|see|there"
    r"|(?:focus(?:s?ed|s?ing)?\s+on|trying\s+to\s+(?:solve|address|tackle)|solving|addressing|tackling|working\s+on)"
    r"(?:\s+(?:for|in|with|at)\s+(?P<there>.+?))?"
    r"|struggl\w+ with|serve|sell to|work (?:with|for)|compete with|up against)|\s+(?:of|for|in|with"
    r"|at)\s+(?P<about>.+?))?$"
)
_PROBLEMS = r"(?:problems?|pains?|pain[- ]points?|complaints?|challenges|probleme|problemas|quejas|beschwerden)"
_PATTERNS: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (
            Wanted.UNSERVED_PROBLEMS,
            rf"^(?:which|what|list|show|name|are there(?: any)?|welche|qué)\b.*\b{_PROBLEMS}\b.*\b(?:nobody"
            rf"|no one|no initiatives?|no project"
            r"|without (?:an? )?(?:initiative|owner|work|team)|not (?:being )?(?:addressed|solved|worked on"
            r"|tackled|served)|unsolved|unaddressed"
            r"|is anyone not|niemand|nadie)\b|^(?:which|what) (?:unaddressed|unsolved|open) problems\b",
        ),
        (Wanted.PROBLEMS, rf"{_WHICH}{_OUR}{_PROBLEMS}{_TAIL}"),
        (
            Wanted.PROBLEMS,
            r"^what (?:do|are) (?P<about>(?:our |the )?.+?) (?:complain(?:ing)? about|struggl(?:e|ing) with"
            r"|suffer(?:ing)? from|unhappy (?:about|with))$",
        ),
        (
            Wanted.NOT_DOING,
            r"^(?:what|which (?:things|work|initiatives|projects)) (?:are|do|will|have|did)"
            r" we (?:not(?: be)?|no longer|decided? not to)"
            r"(?: (?:do|doing|build|building|pursue|pursuing|work(?:ing)? on|stop))?$"
            r"|^what (?:have we|did we) (?:decided?|choose|chosen) not to (?:do|build|pursue)$"
            r"|^what (?:won'?t|don'?t|will) we (?:not )?do(?: not)?$|^what (?:are|is) (?:our"
            r"|the) (?:strategic )?(?:non-?goals?|anti-?goals?|exclusions?)$"
            r"|^what should we not be doing$|^what (?:have|did) we deprioriti[sz]ed?$"
            r"|^was machen wir nicht(?: mehr)?$|^qué no hacemos$",
        ),
        (
            Wanted.STRATEGY,
            r"^(?:what(?:'s| is)|summari[sz]e|explain|describe|tell me|show me) (?:the|our) (?:current "
            r"|company |product |overall )?"
            r"strategy(?: in (?:one|a) (?:sentence|nutshell|word)|(?: for)? 20\d\d)?$"
            r"|^(?:(?:please )?(?:give|show) (?:me|us) )?(?:an? |the )?(?:short |brief |quick )?(?:summary|outline) of"
            r" (?:the|our) (?:current |company |product |overall )?strategy$"
            r"|^what does (?:the|our) (?:current |company |product |overall )?strategy say$"
            r"|^what are we (?:trying|aiming) to (?:achieve|do)$|^where are we (?:going|heading|headed)$",
        ),
        (
            Wanted.TARGET,
            r"^how (?:do|can|will|should) (?:we|you|they) (?:measure|define|track) (?:our |the )?"
            r"(?:success|outcomes|progress)$"
            r"|^how (?:is|are|will|do) (?:we )?(?:our |the )?(?:success|outcomes|progress) (?:be(?:ing)? )?"
            r"(?:measured|defined|tracked)$"
            r"|^(?:what|which) (?:are )?(?:our |the )?(?:kpis|measures|metrics|targets)(?: (?:do"
            r"|are) we (?:have|track|use|measured by|measuring|following))?$",
        ),
        (
            Wanted.CARRIED,
            r"^(?:what|which (?:outcomes?|goals?|objectives?|targets?))(?: outcomes?| goals?)? (?:does|is|do) "
            r"(?P<about>[\w'’. -]+?) (?:answer(?:able|ing)? for|accountable for|responsible for|carry)$",
        ),
        (
            Wanted.ACCOUNTABLE,
            r"^who(?:m)? (?:is|are) (?:the )?(?:accountable|responsible|answerable|executive|owner)(?: (?:for"
            r"|of))? (?:the |our )?(?:outcome |goal |objective )?(?P<about>.+?)$"
            r"|^who (?:answers|owns|is the owner|leads|carries)(?: (?:for|of))? (?:the |our )?(?:outcome |goal "
            r"|objective )?(?P<about2>.+?)$",
        ),
        (
            Wanted.TARGET,
            r"^what(?:'s| is| are| was) (?:the|our) (?:current |agreed |official |stated |strategic )?(?:targets?"
            r"|goals?|baselines?|aims?|ambitions?) (?:for|of|on|in|behind) (?:the |our )?(?P<about>.+?)$"
            r"|^what(?:'s| is| are| was) (?:the|our) (?P<about2>.+?) (?:targets?|goals?|baselines?|ambition)$"
            r"|^(?:what|which|how (?:much|many|high a)) (?P<about4>.+?) (?:do|are) we (?:aim(?:ing)? for|target(?:ing)?"
            r"|want(?:ing)? to (?:reach|achieve|have))$"
            r"|^what do we want to (?:achieve|reach)(?: (?:in|for|on|with) (?:the |our )?(?P<about3>.+?))?$",
        ),
    )
)
_PLAYERS = re.compile(
    rf"{_WHICH}{_OUR}(?P<sort>competitors?|rivals?|competition|personas?|segments?|customer segments?"
    rf"|target groups?|customers?|clients?"
    rf"|teams?|squads?|stakeholders?|players?|users?|people|wettbewerber|kunden|competidores|clientes){_TAIL}",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^(?:(?:the|our|all|your)\s+)*(?:we|us|our|you|they|there|customers?|clients?|users?|people|company"
    r"|organi[sz]ation|business|"
    r"firm|strategy|team|everybody|known|today|now)?(?:\s+(?:today|now|right now|currently|at the moment|most"
    r"|trying|currently))?$",
    re.IGNORECASE,
)


def catalogue_question(question: str) -> CatalogueQuestion | None:
    """Return what a question wants from the catalogue, None where it wants something else."""
    text = " ".join(question.split()).rstrip(" ?.!").replace("’", "'")
    for wanted, pattern in _PATTERNS:
        if match := pattern.match(text):
            return CatalogueQuestion(wanted, _about(match), None, _most(match))
    listed = _PLAYERS.match(text)
    if listed is None:
        return None
    of_users = listed["sort"].lower().startswith("user")
    return CatalogueQuestion(Wanted.PLAYERS, _about(listed), sort_of(listed["sort"]), _most(listed), of_users)


def _about(match: re.Match[str]) -> str:
    said = [value for name, value in match.groupdict().items() if name not in ("most", "sort") and value]
    about = (one.strip(" ,'\"") for one in said)
    return next((one for one in about if not _ANYBODY.match(one)), "")


def _most(match: re.Match[str]) -> int | None:
    return whole_of(match.groupdict().get("most"))
