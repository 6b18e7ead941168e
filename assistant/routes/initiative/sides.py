"""Which side of an initiative a question asks for: a dimension of the rubric, its aim, its weakest point."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.domain import Dimension


class Side(StrEnum):
    """What is asked of an initiative beside one of its dimensions."""

    WEAKEST = "weakest"
    WOULD_CHANGE = "would_change"
    SURE = "sure"
    TO_ASK = "to_ask"
    WHOLE = "whole"
    AIM = "aim"


_SUCCESS = r"(?:works?|worked|succeed\w*|success\w*|has helped|pays off)"
_END = (
    r"(?:stop|kill|end|drop|close|cancel|abandon|scrap|axe|quit|wind (?:it )?down|give up(?: on)?|walk away(?: from)?"
    r"|call (?:it )?off|shut (?:it )?down|pull the plug(?: on)?)"
)
_AIM = r"(?:goals?|aims?|objectives?|purpose|outcomes?|results?|benefits?|intent(?:ion)?|vision)"
_WISHED = r"(?:main|overall|expected|desired|intended|target(?:ed)?|planned|key|business|stated)"
_ASKED: tuple[tuple[Dimension | Side, re.Pattern[str]], ...] = tuple(
    (side, re.compile(pattern, re.IGNORECASE))
    for side, pattern in (
        (
            Dimension.STOP_RULE,
            rf"\bstop(?:ping)?[- ]rules?\b|\b(?:exit|kill|stopping) criteri\w+\b|\btripwires?\b"
            rf"|\bwhen (?:do|would|will|should|shall) (?:we|they|you) {_END}\b"
            rf"|\bwhat (?:would|could|will|must happen to) (?:make|lead|cause|force|get) us (?:to )?{_END}\b"
            rf"|\bwhen (?:would|will|should)\b.*\bbe (?:{_END}p?ed|cancelled|killed)\b|\bwann (?:würden|beenden"
            rf"|stoppen) wir\b"
            r"|\bcuándo (?:pararíamos|paramos)\b",
        ),
        (
            Side.WEAKEST,
            r"\bweak(?:est|ness(?:es)?(?! (?:did|were|was|has|have|had)\b))\b"
            r"|\b(?:biggest|main|largest) (?:gap|flaw)\b|\bschwächste\b|\bpunto débil\b",
        ),
        (
            Side.SURE,
            r"\bhow (?:sure|confident|certain) (?:are you|can (?:we|i) be)\b|\bwie sicher (?:bist du|sind sie|ist)\b"
            r"|\bqué tan segur[oa]\b",
        ),
        (
            Side.WOULD_CHANGE,
            r"\bwhat (?:would|could|will|must|has to|needs to) (?:change|lift|improve|raise|turn|make)\b"
            r"|\bwhat(?:'s| is) (?:still )?missing (?:for|from|in)\b|\bwhat does\b.*\b(?:lack|miss)\b"
            r"|\bhow (?:can|could|do|would) we (?:align|improve|fix)\b|\bwas fehlt\b|\bqué (?:le )?falta\b",
        ),
        (
            Side.TO_ASK,
            r"\bwhat (?:should|shall|must|could|can|would) (?:i|we|you) ask\b"
            r"|\bwhich questions? (?:should|do)\b.*\bask\b",
        ),
        (
            Dimension.LEADING_INDICATOR,
            r"\b(?:leading|early) (?:indicators?|signals?|signs?|warnings?)\b|\bfrühindikator\w*\b"
            r"|\bindicador(?:es)? (?:temprano|adelantado)s?\b",
        ),
        (
            Dimension.PROBLEM_EVIDENCE,
            r"\b(?:what|which) (?:\w+ )?(?:problems?|pains?|needs?) (?:does|do|is|are|did|would|will)\b"
            r"|\bwhat (?:evidence|proof) (?:is there|do we have|supports?|stands?)\b"
            r"|\bwhy (?:are|do|did) we (?:even |still )?(?:do|doing|build|building|run|running|start|started"
            r"|starting|fund|funding"
            r"|need|pursue|pursuing|invest(?:ing)? in)\b|\bwelches problem\b|\bqué problema\b",
        ),
        (
            Dimension.OUTCOME_LINK,
            r"\b(?:what|which) (?:\w+ )?(?:outcomes?|objectives?|goals?) (?:does|do|is|are|will)\b"
            r"|\bhow (?:does|do|will)\b.*\b(?:contribute|help|link|connect|relate|fit|lead) (?:to|into"
            r"|with)? ?(?:the|our|any)\b"
            r"|\bwelches ziel\b|\bqué objetivo\b",
        ),
        (
            Dimension.MEASURE,
            r"\bhow (?:do|will|would|is|are|can|shall|should)\b.*\bmeasur(?:e|ed)\b"
            rf"|\bhow (?:do|will|would|can|shall) we (?:know|tell|see) (?:if|that|whether|when)\b.*\b{_SUCCESS}\b"
            r"|\bwhat(?:'s| is| are) the (?!(?:secondary|second|third|other|additional|minor|last|next) )"
            r"(?:\w+ )?(?:measures?|metrics?|kpis?|targets?|success criteri\w+"
            r"|key results?)\b"
            r"|\b(?:what|which) (?:measures?|metrics?|kpis?|numbers?|figures?) (?:does|do|is|are|will|should)\b"
            r"|\bwie (?:wird|messen wir)\b.*\b(?:gemessen|erfolg)\b|\bcómo (?:se mide|medimos)\b",
        ),
        (
            Dimension.PLAYER,
            r"\bwho (?:is|are)\b.* for$|\b(?:who|whom) (?:benefits?|profits?|gains?|will use|uses)\b|\bfor whom\b"
            r"|\bwho(?:m)? (?:does|do|will|would)\b.*\b(?:help|serve|benefit)\b"
            r"|\bwhich (?:customers?|users?|personas?|players?|people|segments?) (?:does|do|is|are|will|would)\b"
            r"|\bfür wen\b|\bpara quién\b",
        ),
        (
            Dimension.REALITY,
            r"^(?:is|are|does|do|has|have|did)\b.*\b(?:work(?:s|ed|ing)?|help(?:s|ed|ing)?|pa(?:ys?|id|ying) off"
            r"|ma(?:kes?|de|king) a difference|ha(?:s|ve|d|ving) an (?:effect|impact)|show(?:s|ed|ing|n)? results?)$"
            r"|^(?:is|was|are|were)\b.* (?:an? (?:big |real )?(?:success|failure)|successful)$"
            r"|^(?:is|are)\b.*\b(?:on|off) (?:track|course|schedule)\b|^how (?:is|are)\b.* (?:going|progressing"
            r"|coming along|doing)$"
            r"|^is (?:anyone|anybody|somebody|there any) (?:really |still )?work(?:ing)? on\b",
        ),
        (
            Dimension.MANAGED_TO_OUTCOME,
            r"\b(?:options?|alternatives?|other ways|solutions?|hypothes[ei]s|experiments?)\b.*"
            r"\b(?:considered|tried|tested|weighed|explored|looked at|compared|run|there)\b",
        ),
        (
            Side.AIM,
            rf"^what (?:is|are|was|were) the (?:{_WISHED} )*{_AIM} (?:of|for|behind)\b"
            rf"|^what (?:{_WISHED} )*{_AIM} (?:does|do|did) .+ have$"
            r"|^what (?:does|do|did|will|should|shall|would)\b.+ (?:want|aim|try|seek|hope|intend|set out) to"
            r" (?:achieve|reach|change|do|bring about|accomplish)$"
            r"|^what (?:does|do|did|will|should|shall|would)\b.+ (?:achieve|change|accomplish|bring about)(?: for .+)?$"
            r"|^what (?:is|are|was|were)\b.+ (?:trying|meant|supposed|intended|aiming|expected) to"
            r" (?:achieve|reach|change|do|bring about|accomplish)$"
            r"|^what (?:do|did) we (?:want|hope|expect|aim|try|intend)\b.* to (?:achieve|reach|get|gain|change)\b"
            r"|^(?:was ist|was sind|welches|welche) .*\b(?:ziele?|zweck)\b"
            r"|^(?:cuál es|cuáles son) .*\b(?:objetivos?|metas?)\b",
        ),
        (
            Side.WHOLE,
            rf"^(?:should|shall|must|do) we (?:really |still )?(?:{_END}|continue|keep|fund|go on with"
            rf"|carry on with|invest in"
            r"|start|do|need)\b|\bworth (?:it|doing|the (?:money|effort|cost|time))\b"
            r"|^sollten wir\b|^¿?deberíamos\b",
        ),
    )
)


def side_of(question: str) -> Dimension | Side | None:
    """Return which side of an initiative a question asks for, whichever it names; None where it asks for none."""
    text = " ".join(question.split()).rstrip(" ?.!")
    return next((side for side, pattern in _ASKED if pattern.search(text)), None)
