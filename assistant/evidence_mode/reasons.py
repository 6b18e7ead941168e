"""Why something is so: what a question that asks for a reason is about, and which sentence gives that reason.

A reason has two sides: what is so, and what it is so for. A sentence answers "why?" only where what is asked stands on
the first of them: "we moved because the lease ended" tells nothing of why the lease ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from assistant.domain import Block, Document, Role
from assistant.index.words import stems
from assistant.text.plain import plain
from assistant.text.small_words import says_something


class Sort(IntEnum):
    """How surely words give a reason: in passing ("to", "so"), as a purpose or an effect, as a cause ("because")."""

    PASSING = 0
    PURPOSE = 1
    CAUSE = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """What a reason is given for and the reason, as words.

    Where it `goes_on`, the sentence before says what is so; where it `follows`, that one is the reason.
    """

    effect: str
    given: str
    goes_on: bool = False
    follows: bool = False
    sort: Sort = Sort.CAUSE


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_TOLD = r"(?:please\s+)?(?:(?:tell me|explain|(?:do|can|could) (?:you|we) (?:know|say|tell me|explain)|i wonder)\s+)"
_CAUSE = r"(?:reasons?|rationale|causes?|grounds|motivation|thinking)"
_ASKED = _pattern(
    rf"^\W*(?:and |but |so |und |aber |y |pero )?(?:{_TOLD}?why|how come|for (?:what|which) reasons?|what causes?d?"
    rf"|what(?:'s|’s| is| was| are| were) (?:the |our |their )?(?:\w+ )?(?:{_CAUSE}\b|behind))\b"
    r"|\bwhy not\W*$"
    r"|\b(?:warum|wieso|weshalb|por qué|aus welchem grund|cuál (?:es|fue) (?:la razón|el motivo|la causa))\b"
)
_HELPING = _pattern(
    r"\b(?:wurden?|worden|waren?|hatten?|fueron|había)\b"
    r"|\b(?:decid(?:e|ed|ing)|cho(?:o?se|sen)|opt(?:ed)?) (?:against|not to)\b"
)
"""Words that no sentence need say: auxiliaries, and that something was decided against, which is said in many ways."""
_OFFERED = _pattern(r"[:–—]\s*[^:?]+\b(?:or|oder|o)\b[^:?]+\W*$")
_DEEDS = (
    _pattern(r"\b(?:is|are|was|were|been|get|got)\b.*\b(?P<deed>\w{2,}ed)\b"),
    _pattern(r"\b(?:do|does|did) (?:we|they|you|i|he|she|it)\s+(?:\w+ly\s+)?(?P<deed>\w+)"),
    _pattern(r"\b(?:do|does|did)(?:n['’]t)?\b.*\b(?P<deed>[a-zäöüß-]+)\W*$"),
)
"""What is said to be done: the participle, what follows on a pronoun, or the last word of all."""
_UNDONE = _pattern(r"\b(?:not|no longer|never)\b|n['’]t\b")
"""What was not done is said in many ways: "we closed it" of "why did we not build it?"."""
_ANY_DEED = _pattern(
    r"happen|occur|exist|matter|work|go|come|take|make|keep|need|stay|remain|want|try|use|see|so|decide|choose|agree|opt"
)
"""What says little of what was done: documents say it in other words."""
_SUBJECT = r"(?:the|a|an|our|their|its|this|these|we|they|it|he|she|you|there|no|nobody|most|many|some|all)"
_TIME = (
    r"(?!\s*(?:\d|then\b|when\b|last\b|early\b|mid\b|late\b|yesterday\b|spring\b|summer\b|autumn\b|fall\b|winter\b|q[1-4]\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))"
)
_FOR = (
    r"(?:avoid|ensure|reduce|enable|allow|make|help|take advantage|enhance|improve|increase|prevent|keep|protect"
    r"|support|meet|provide|give|minimi[sz]e|maximi[sz]e|maintain|strengthen|save|facilitate|address|simplify|comply|lower|raise"
    r"|better|sustain|encourage|free|cut|speed|limit|preserve|safeguard|promote|ease|achieve|accommodate|focus|find|learn"
    r"|understand|test|see|get|build|create|show|drive|foster|advance|offset|restore)"
)
_BY = r"(?:caused|impacted|affected|driven|delayed|blocked|limited|prevented|triggered|explained|motivated|prompted)"
_THEREFORE = (
    r"(?:therefore|thus|hence|consequently|accordingly|as a (?:result|consequence)(?: of (?:this|that|these)\b[^,]*)?"
    r"|(?:that|this|which)(?:'s|’s| is| was) why|for (?:this|that) reason|deshalb|daher|deswegen|darum|folglich"
    r"|por eso|por (?:lo )?tanto|por ello|así que|por esta razón)"
)
_BECAUSE = (
    r"(?:because(?: of)?|for (?:want|lack) of|due to|owing to|thanks to|on account of|as a (?:result|consequence) of"
    r"|given (?:that|the|our|its)|for fear of"
    r"|in response to|weil|denn|wegen|aufgrund|porque|debido a|ya que|puesto que|a causa de|gracias a)"
)
_IN_ORDER = r"(?:in order (?:to|for|that)|so that|so as to|damit|para que|con el fin de|a fin de)"
_ENDED = (
    r"(?:closed|stopped|cancell?ed|rejected|declined|dropped|postponed|delayed|moved|paused|blocked|failed|lost|ended"
    r"|shelved|deferred|late|killed|won['’]?t do|abgelehnt|gestoppt|verschoben|geschlossen|cerrad[oa]|cancelad[oa])"
)
"""After what a record says of its end a colon gives the reason: "closed: too slow"."""
_AFTER = (
    _pattern(rf"(?<!\bnot )(?<!\bnicht )\b{_BECAUSE}\b"),
    _pattern(
        rf"[,;(–—-]\s*since\b{_TIME}"
        rf"|\bsince\b\s+(?={_SUBJECT}\b(?:\W+\w+){{1,6}}?\W+(?:is|are|has|have|do|does|can|cannot)\b)"
    ),
    _pattern(
        r"\bas (?=(?:it|they|we|this|these|there|he|she)\s+"
        r"(?:is|are|was|were|will|would|has|have|had|can|could|do|does|did)\b)"
    ),
    _pattern(rf"\b{_BY} by\b"),
    _pattern(r"\bfor (?:its|their|his|her|our) (?:ability|lack|size|cost|price|speed|simplicity|ease)\b"),
    _pattern(r",\s*da\s"),
)
"""What stands between what is so and its reason."""
_TOWARDS = (
    (_pattern(rf"\b{_IN_ORDER}\b"), Sort.PURPOSE),
    (_pattern(r",\s*um\s"), Sort.PURPOSE),
    (
        _pattern(
            r"(?<!\bhow)(?<!\bwant)(?<!\bhope)(?<!\bplan)(?<!\bable)(?<!\bneed)\s+to\s+(?:\w+ly\s+)?"
            rf"(?={_FOR}\b)"
        ),
        Sort.PASSING,
    ),
    (_pattern(rf"\b(?P<so>{_ENDED})\s*(?::|\s[–—-])\s+"), Sort.PASSING),
    (_pattern(r"\bpor\s+(?=(?:el|la|los|las|su|sus|un|una|falta|culpa|motivos|razones|no)\b)"), Sort.PASSING),
)
"""What stands between what is done and what for."""
_BEFORE = (
    (_pattern(rf"[,;.–—-]\s*(?:and\s+|und\s+|y\s+)?{_THEREFORE}\b"), Sort.PURPOSE),
    (_pattern(r"[,;.–—-]\s*(?:and\s+)?so\b(?!\s+(?:that|far|much|many|on|called|as to)\b)"), Sort.PASSING),
    (_pattern(r"\b(?:which|this|that)\s+(?:in turn\s+)?(?:means|meant|makes|made)\b"), Sort.PASSING),
    (
        _pattern(
            r"\b(?:results? in|resulted in|leads? to|led to|gives? rise to|caused|causes|führte? zu|provoc(?:a|ó))\b"
            r"(?! by)"
        ),
        Sort.PURPOSE,
    ),
)
"""What stands between a reason and what is so for it."""
_OPENS = _pattern(
    rf"^\W*(?:{_BECAUSE}|{_IN_ORDER}|since\b{_TIME}|as (?=(?:we|they|it|the)\b)|(?:da|um|como) (?=\w)"
    rf"|to (?={_FOR}\b))"
)
_WHENEVER = _pattern(r"^\W*(?:whenever|wenn|siempre que|cada vez que)\b(?P<given>[^,]+),\s")
_FOLLOWS = _pattern(rf"^\W*(?:and\s+|so\s+)?(?:{_THEREFORE}|so)\b(?!\s+(?:that|far|much|many)\b)")
_THE_REASON = _pattern(
    r"\b(?P<said>(?:reason|rationale|cause|grund|motivo|razón)s?)\b(?P<effect>[^.:]{0,120}?)"
    r"(?:\s(?:is|are|was|were|being|ist|sind|war|es|fue|son)\b|:)"
)
_LABEL = _pattern(
    r"^[\W_]*(?P<effect>(?:why|warum|reasons?|rationale|because|(?:root )?cause|grund|begründung|motivo|razón|causa)\b"
    r"[^:?.]{0,60}):\s"
)
_NAMED = _pattern(
    r"\b(?:why|because|reasons?|rationale|(?:root )?causes?|justification|warum|gründe?|begründung|por qué|porque"
    r"|motivos?|raz(?:ón|ones)|causas?)\b"
)
"""A heading, a column or a field that announces a reason."""
_POINTS_BACK = _pattern(
    r"^\W*(?:and |but |so )?(?:it|this|that|these|those|they|he|she|which|es|das|dies|sie|er|esto|eso|ello)\b"
    r"|\b(?:it|them|this|that|these|those)\W*$"
    r"|\b(?:their|its|this|that|these|those)\s+(?:choice|decision|change|preference|move|result|delay|difference)\b"
)
_CALLED_BY_PRONOUN = _pattern(r"^\W*(?:\w+\s+)?(?:it|they|this|he|she|we|es|sie|er|wir|se|lo|la)\b")
"""Of "the parts came late, so it was moved" only what stands before says what was moved."""
_NOT_SO = _pattern(r"^\W*(?:\w+\W+)?(?:not|nicht|no)\s+(?:only\s+)?(?:because|due to|weil|wegen|porque)\b")
_FEW = 2
"""Words up to which an effect does not say by itself what it is."""
_SHORT_NAME = 4
"""Words of a heading or a column that may announce a reason anywhere in it: "Loss reason"."""


def asks_why(question: str) -> bool:
    """Tell whether a question asks for a reason."""
    return bool(_ASKED.search(question))


@lru_cache(maxsize=64)
def asking_stems(question: str) -> frozenset[str]:
    """Return the stems of the words that ask for a reason, which no sentence need say."""
    asking = [match.group() for match in (*_ASKED.finditer(question), *_HELPING.finditer(question))]
    return frozenset(stems(" ".join(asking)))


def offers_reasons(question: str) -> bool:
    """Tell whether a question names the reasons itself ("Why ...: the price or the date?"): that is a choice."""
    return bool(_OFFERED.search(question))


@lru_cache(maxsize=64)
def unnamed_stems(question: str) -> frozenset[str]:
    """Return the stems of the words that are no names: what happens, where the names say to whom."""
    return frozenset(stems(" ".join(word for word in question.split() if word[0].islower())))


@lru_cache(maxsize=64)
def deed_of(question: str) -> str | None:
    """Return the stem of what was done, where a question says so: "closed" of "why was it closed?"."""
    if _UNDONE.search(question):
        return None
    found = (match["deed"] for pattern in _DEEDS if (match := pattern.search(question)))
    deed = next((word for word in found if says_something(word)), "")
    return stems(deed)[0] if deed and not _ANY_DEED.fullmatch(deed) else None


def reasons_in(words: str) -> Iterator[Reason]:
    """Yield each way in which a sentence, in plain words, gives a reason."""
    if label := _LABEL.match(words):
        # "Why: ..." alone says nothing of what it is for: its heading does.
        yield Reason(label["effect"] if _NAMED.sub("", label["effect"]).strip() else "", words[label.end() :])
    if opening := _OPENS.match(words):
        given, comma, effect = words[opening.end() :].partition(", ")
        yield _of(effect if comma else "", given)
        return
    if whenever := _WHENEVER.match(words):
        yield _of(words[whenever.end() :], whenever["given"], Sort.PASSING)
    if follows := _FOLLOWS.match(words):
        yield Reason(words[follows.end() :], "", follows=True, sort=Sort.PASSING)
    if said := _THE_REASON.search(words):
        yield _of(f"{words[: said.start()]} {said['effect']}", words[said.end() :])
    for pattern, sort in (*((one, Sort.CAUSE) for one in _AFTER), *_TOWARDS):
        for match in pattern.finditer(words):
            end = match.end("so") if "so" in pattern.groupindex else match.start()
            yield _of(words[:end], words[match.end() :], sort)
    for pattern, sort in _BEFORE:
        for match in pattern.finditer(words):
            given, effect = words[: match.end()], words[match.end() :]
            so = words if _CALLED_BY_PRONOUN.match(effect) else effect
            yield Reason(so, given, follows=_points_back(given), sort=sort)


def _of(effect: str, given: str, sort: Sort = Sort.CAUSE) -> Reason:
    return Reason(effect, given, goes_on=_points_back(effect), sort=sort)


def _points_back(words: str) -> bool:
    return len(words.split()) <= _FEW or bool(_POINTS_BACK.search(words))


def named_reasons(document: Document, block: Block, words: str) -> Iterator[Reason]:
    """Yield the reasons that a heading, a column or a field announces; each of them heads what it is for."""
    if block.locator.field and announces_reason(block.locator.field):
        yield Reason("", words)
    if block.trail and block.role is not Role.HEADING and announces_reason(block.trail[-1]):
        yield Reason(words, "")
    if block.role is Role.ROW and block.columns:
        cells = [plain(cell) for cell in document.text[block.start : block.end].strip().strip("|").split("|")]
        named = [
            at for at, column in enumerate(block.columns[: len(cells)]) if at and announces_reason(column) and cells[at]
        ]
        for at in named if len(cells) == len(block.columns) else ():
            yield Reason(" ".join(cells[:at] + cells[at + 1 :]), cells[at])


def announces_reason(name: str) -> bool:
    """Tell whether a heading, a column or a field says that what stands in it is a reason."""
    said = plain(name.replace("_", " "))
    found = _NAMED.search(said)
    return found is not None and (len(said.split()) <= _SHORT_NAME or not said[: found.start()].strip(" 0123456789.)"))


def is_no_reason(words: str) -> bool:
    """Tell whether a sentence only says what is not the reason: the one after it says what is."""
    return bool(_NOT_SO.match(words))
