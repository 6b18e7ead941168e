"""The short forms of questions over records, each with how it is written out; `short_questions` uses them.

`{x}`, `{m}` and the like stand for what was said there. `each` is put in the plural, `did` into English.
"""

from __future__ import annotations

import re

from assistant.text.spoken_numbers import PLACES

SORT = (
    r"(?:(?:user )?stories|story points|tasks|issues|(?:work |backlog )?items|tickets|bugs|defects|epics|spikes|deals"
    r"|opportunities|opps|pipeline|customers|clients|accounts|(?:support |service )?cases|support tickets"
    r"|key results|krs"
    r"|contacts|renewals|initiatives|projects|risks|objectives)"
)
ONE = (
    r"(?:(?:user )?story|task|issue|(?:work |backlog )?item|ticket|bug|defect|epic|spike|deal|opportunity|customer"
    r"|client"
    r"|account|(?:support |service )?case|support ticket|key result|risk)"
)
MONEY = (
    r"(?:pipeline|arr|mrr|acv|(?:annual |monthly )?recurring revenue|revenue|spend(?:ing)?|budget|costs?|actuals?"
    r"|forecast)"
)
_RECURRING = r"(?:arr|mrr|acv|(?:annual |monthly )?recurring revenue)"
_OUR = r"(?:(?:the|our|all|all of our|total|overall|current|whole|combined)\s+)*"
_NOW = r"(?:\s+(?:at the moment|right now|now|today|currently|at present))?"
_IS = r"(?:what(?:'s| is| was| are)|how (?:big|large|high|much) (?:is|are))"
_SIZE = r"(?:value|amount|size|volume|worth)"
_COUNT = r"(?P<c>\d{1,2}|two|three|four|five|ten)"
_GERMAN = r"(?P<s>deals|opportunities|verkaufschancen|tickets|aufgaben|vorgänge|kunden|bugs|issues|kundinnen)"
_SPANISH = r"(?P<s>oportunidades|deals|clientes|tareas|incidencias|tickets)"
_WHICH = r"(?:this|last|in|of|on|for)"
_NO_NAME = r"(?!(?-i:[A-ZÀ-Ž][\w’'-]+ [A-ZÀ-Ž]))"
_NOT_MEAN = r"(?!(?:average|mean|median|sum|total|number|count|how|which|what|who)\b)"
_TOP = (
    (r"which (?P<x>[^?]+?) (?:is|are) (?:the )?(?P<w>oldest|newest|most recent)", "what is the {w} {x}"),
    (rf"(?:(?:show(?: me)?|list|which are|what are|name) )?(?:the |our )?(?:top|biggest|largest) {_COUNT} (?P<x>[^?]+?)"
     rf"(?: by {_SIZE})?", "show the top {c} {x}"),
    (rf"(?:(?:show(?: me)?|list|name) )?(?:the |our )?{_COUNT} (?P<w>smallest|oldest|newest|most recent) (?P<x>[^?]+?)",
     "show the {c} {w} {x}"),
    (rf"(?:the |our )?(?P<w>(?:(?:{'|'.join(PLACES)})[ -])?(?:smallest|biggest|largest|oldest|newest|most recent))"
     r" (?P<x>(?!part\b|share\b)[^?]+?)", "what is the {w} {x}"),
)  # fmt: skip
_SPENT = r"(?:spend(?:ing)?|budget|costs?|actuals?|forecast)"
_APART = (
    (rf"(?:(?P<w>monthly|quarterly|weekly|yearly) )(?P<m>(?:[\w-]+ )?{_SPENT})(?P<x> (?:for|of|on|in) [^?]+?)?",
     "how much {m}{x} by {w}"),
    (rf"(?:{_IS}|show(?: me)?|list)?\s*{_OUR}{_NOT_MEAN}(?P<m>(?:(?!by\b)[\w-]+ ){{0,2}}?{_SPENT}(?: {_WHICH} [^?]+?)?)"
     rf" (?:by|per|for each) (?P<n>[\w -]+?)(?P<x> {_WHICH} [^?]+?)?", "how much {m}{x} by {n}"),
)  # fmt: skip
"""What tables of money give by one of their columns."""
_NUMBERS = (
    (r"wie (?:hoch|groß|gross) ist (?:unsere|die) (?P<m>pipeline)", "how much {m} do we have"),
    (r"(?:cuál es|de cuánto es) (?:nuestro|nuestra|el|la) (?P<m>pipeline)", "how much {m} do we have"),
    (r"how (?:much|many) of (?:the )?(?P<x>[A-Z][^?]*?) (?:is|are|has been|have been) (?P<w>done|finished|completed"
     r"|closed)"
     r"(?: (?:already|so far|by now|now))?", "what share of the issues of {x} are {w}"),
    (r"how far (?:along |advanced )?(?:is|are) (?:the )?"
     r"(?P<x>[A-Z][^?]*?)", "what share of the issues of {x} are done"),
    (rf"{_IS} {_OUR}(?P<m>(?:open |sales )*pipeline)(?: worth)?{_NOW}", "how much {m} do we have"),
    (rf"{_IS} {_OUR}(?P<m>{_RECURRING})(?: (?:of|with|from|across) {_OUR}customers)?{_NOW}",
     "how much {m} of customers is there"),
    (rf"{_IS} {_OUR}(?P<m>{_RECURRING}) (?:of|with|from"
     rf"|across) {_OUR}(?P<x>[^?]+? customers)", "how much {m} of {x} is there"),
    (rf"how much {_OUR}(?P<m>{_RECURRING}) do we have{_NOW}", "how much {m} of customers is there"),
    (r"how much (?:money |business |revenue )?(?:do|can|will|should) we (?:expect|plan|hope|forecast"
     r"|think we can) to close"
     r" (?P<x>[^?]+?)", "how much pipeline closes {x}"),
    (r"how much (?:money |business |revenue )?(?:is|are) (?:due |expected |planned |forecast )to close (?P<x>[^?]+?)",
     "how much pipeline closes {x}"),
    (rf"(?:what(?:'s| is| was) )?{_OUR}win[- ]rate(?P<x> [^?]+?)", "what share of deals closed{x} were won"),
    (rf"(?:what(?:'s| is| was) )?{_OUR}win[- ]rate", "what share of closed deals were won"),
)  # fmt: skip
_LISTS = (
    (r"what(?:'s| is) (?:all )?(?:in|part of|planned for) (?:the |our )?(?:current )?sprint (?P<x>[^?]+?)",
     "which issues are in the sprint {x}"),
    (r"what got (?P<x>released|shipped|finished|done|completed|closed|delivered)(?P<w> [^?]+?)", "what was {x}{w}"),
    (r"(?:which|what) contracts (?:come up|are up|are due|fall due|are) (?:for )?(?:renewal|renewing"
     r"|to renew)(?P<x> [^?]+?)",
     "which customers renew{x}"),
    (r"(?:which|what) contracts (?:renew|expire|end)(?P<x> [^?]+?)", "which customers renew{x}"),
    (rf"(?:are|is) (?:there )?any (?P<x>(?:[\w-]+ ){{0,2}}?{SORT}) (?:that are |which are )?"
     rf"(?P<w>[^?]+?)", "which {x} are {w}"),
    (rf"do we have any (?P<x>(?:[\w-]+ ){{0,2}}?{SORT}) (?P<w>[^?]+?)", "which {x} {w}"),
    (r"(?P<h>how many|which|what) of (?P<x>[^?]+?)(?:['’]s|(?<=s)['’]) (?P<n>[^?]+?) (?P<v>are|were|have|is)"
     r" (?P<w>[^?]+?)",
     "{h} {n} of {x} {v} {w}"),
    (r"(?P<x>[A-Z][\w-]+(?: [A-ZÀ-Ž][\w-]+)?)['’]s (?:open |current )?(?:work|tasks|to-?dos?"
     r"|plate)", "what is {x} working on"),
    (rf"(?P<x>[A-Z][\w-]+(?: [A-ZÀ-Ž][\w-]+)?)['’]s (?P<n>(?:[\w-]+ ){{0,2}}?{SORT})", "which {n} of {x} are there"),
)  # fmt: skip
_MORE_LISTS = (
    (rf"(?:every|all) (?P<x>(?:[\w-]+ ){{0,2}}?(?:{ONE}|{SORT})\b[^?]*?)", "which {x}"),
    (r"(?:(?:is|are) )?(?:there )?(?:anything|something|any work|anybody|anyone) (?P<x>(?:blocked|overdue|late"
     r"|unassigned"
     r"|stuck|due)"
     r"\b[^?]*?)", "what is {x}"),
)  # fmt: skip
_WHO = (
    (rf"who is (?:working on|busy with|juggling|handling) the most (?:things|work|items|tasks|stuff){_NOW}",
     "who has the most open issues"),
    (r"(?P<x>who|which [\w -]+?) has the most (?:open )?work(?: (?:left|open|to do|still open|in progress"
     r"|on their plate))?",
     "{x} has the most open issues"),
    (r"(?P<x>who|which [\w -]+?) has the most (?P<w>overdue|blocked|late"
     r"|unfinished) work", "{x} has the most {w} issues"),
    (r"(?P<x>who|which [\w -]+?) (?P<v>has|have) the (?P<w>most|fewest) (?P<n>[^?]+?) (?:left|to go|on their plate)",
     "{x} {v} the {w} {n}"),
    (r"which (?:customer|client|account)s? (?:pays?|brings?|spends?|gives?) (?:us )?(?:in )?(?:the )?most(?: money"
     r"| revenue)?",
     "who is our biggest customer"),
    (r"who (?:joined|started|was hired|were hired|came|has joined)(?: (?:us|the company|the team))?(?P<x> [^?]+?)",
     "which people joined{x}"),
)  # fmt: skip
_BUDGETS = (
    (rf"what (?P<m>{MONEY}) (?P<v>does|do) (?P<x>[^?]+?) (?:have|own|hold)", "how much {m} {v} {x} have"),
    (r"(?:what(?:'s| is) )?(?:the )?(?:forecast|outlook) (?:vs\.?|versus|against|and|compared (?:with|to)) (?:the )?"
     r"(?:budget|plan)"
     r" (?:for|of|on|in) (?:the )?(?P<x>[^?]+?)", "what is the forecast for {x} against budget"),
    (r"(?:by )?how much (?:did|have|do|are) we (?:overspen[dt]|over ?spending|underspen[dt]|over budget) (?:on|for"
     r"|with) (?:the )?"
     r"(?P<x>[^?]+?)", "how much was spent on {x} against budget"),
    (r"(?:what(?:'s| is) )?(?:the )?(?:budget|plan) (?:vs\.?|versus|against|and|compared (?:with|to)) (?:the )?"
     r"(?:actuals?|spend(?:ing)?|spent|costs?) (?:for|of|on|in) (?:the )?(?P<x>[^?]+?)",
     "how much was spent on {x} against budget"),
    (r"(?:what(?:'s| is) )?(?:the )?(?:actuals?|spend(?:ing)?|costs?) (?:vs\.?|versus|against|and|compared (?:with"
     r"|to)) "
     r"(?:the )?(?:budget|plan) (?:for|of|on|in) (?:the )?(?P<x>[^?]+?)", "how much was spent on {x} against budget"),
    (r"(?:which|what) (?P<n>initiative|project|programme|program|team|department|cost cent(?:re|er)|supplier|vendor) "
     r"(?:do|did|have) we (?:spend|spent) (?:the )?most (?:money )?(?:on|for|in)(?P<x> [^?]+?)?",
     "which {n} has the highest spend{x}"),
    (r"how much of (?:the |our )?(?P<x>[^?]+? budget) (?P<v>is|has been|have we|did we) "
     r"(?P<w>gone|used|spent|spend|consumed|burnt|burned|use)(?: up)?(?: (?:already|so far|to date))?",
     "what share of the {x} {v} {w}"),
)  # fmt: skip
_IN_OTHER_LANGUAGES = (
    (rf"wie ?viele {_GERMAN} haben wir (?P<x>[^?]*?)\s?(?P<did>verloren|gewonnen|abgeschlossen|erledigt"
     rf"|fertiggestellt)",
     "how many {s} did we {did} {x}"),
    (rf"welche {_GERMAN} haben wir (?P<x>[^?]*?)\s?(?P<did>verloren|gewonnen|abgeschlossen|erledigt|fertiggestellt)",
     "which {s} did we {did} {x}"),
    (rf"cuánt[oa]s {_SPANISH} hemos (?P<did>perdido|ganado|cerrado|terminado)(?P<x> [^?]*?)?"
     rf"", "how many {s} did we {did}{x}"),
    (rf"qué {_SPANISH} (?:hemos )?(?P<did>perdido|ganado|cerrado|terminado|perdimos|ganamos|terminamos)(?P<x> [^?]*?)?",
     "which {s} did we {did}{x}"),
    (r"(?:qué|cuáles) (?:oportunidades|deals) (?:se )?cierran(?P<x> [^?]+?)", "which opportunities close{x}"),
    (r"welche (?:deals|opportunities|verkaufschancen) (?:schließen|schliessen|werden) (?P<x>[^?]+?)(?: abgeschlossen"
     r"| fällig)?",
     "which deals close {x}"),
    (r"wer hat (?:die|am) meisten (?:offenen )?(?P<s>tickets|aufgaben|vorgänge|issues|bugs)(?: offen)?",
     "who has the most open {s}"),
    (r"quién tiene (?:el mayor número de|más) (?P<s>tareas|incidencias|tickets|issues)(?: abiert[oa]s)?",
     "who has the most open {s}"),
)  # fmt: skip
WRITTEN_OUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^\W*{asked}\s*[?.!]*$", re.IGNORECASE), written)
    for asked, written in (
        *_TOP, *_APART, *_NUMBERS, *_LISTS, *_MORE_LISTS, *_WHO, *_BUDGETS, *_IN_OTHER_LANGUAGES
    )
)  # fmt: skip
DONE = {
    "win": "won", "lose": "lost", "close": "closed", "finish": "finished", "complete": "completed",
    "create": "created", "resolve": "resolved",
}  # fmt: skip
DID = {
    "verloren": "lose", "gewonnen": "win", "abgeschlossen": "close", "erledigt": "finish", "fertiggestellt": "finish",
    "perdido": "lose", "perdimos": "lose", "ganado": "win", "ganamos": "win", "cerrado": "close", "terminado": "finish",
    "terminamos": "finish",
}  # fmt: skip
