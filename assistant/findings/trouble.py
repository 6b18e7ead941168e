"""How a sentence says that something goes wrong, is hard or is missing, in its words and in its forms."""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"\b(?:problem|pain|struggl\w*|difficult\w*|cannot|can'?t|manual(?:ly)?|wait\w*|los(?:e|es|ing|t)|"
    r"delay\w*|error\w*|confus\w*|block\w*(?! (?:by|on|until)\b)|(?:out|end) of (?:support|life)|by law|slow|"
    r"burden\w*|risk|wrong|fail\w*|unable|issue with|because|reasoning|divert\w*|bloat\w*|cumbersome|tedious|"
    r"brittle|fragile|outdated|cluttered|overwhelm(?:s|ed|ing)|frustrat\w*|inconsisten\w*|not easy|hard (?:for|to)|"
    r"bottlenecks?|time[- ]consuming|labou?r[- ]intensive|error[- ]prone|"
    r"duplicat\w+ (?:of )?(?:work|effort)|unreliable|complain\w*|dissatisf\w+|unhappy|distrust|mistrust\w*|"
    r"shortcomings?|drawbacks?|outages?|bottleneck\w*|poor(?:ly)?|inadequate\w*|insufficient\w*|incomplete|"
    r"unacceptabl[ey]|needless(?:ly)?|awkward\w*|unusable|contradict\w*|fragmented|scattered|understaffed|"
    r"deprecated|discontinued|obsolete|unsupported|unmaintained|out[- ]of[- ]date)\b",
    re.IGNORECASE,
)
_FORMS = re.compile(
    r"\bno longer (?:\w+ly )?(?:maintained|supported|meets?|fits?|suits?|works?|scales?|viable|sustainable|fit|"
    r"adequate|sufficient|receives?)\b"
    r"|\bend of (?:its|their) (?:\w+ )?li(?:fe|ves)\b"
    r"|\b(?:is|are|was|were|gets?|becom\w+|remains?|feels?|seems?) (?:\w+ly |often |still |also |very |both |quite )*"
    r"(?:(?:hard|expensive|costly|unclear|unsafe|unfair|uneven|swamped|overloaded|neglected|lost|siloed|at risk|"
    r"left (?:\w+ing|out|behind)|(?:forced|obliged) to)\b|not (?:\w+ly )?(?:usable|accessible|possible|consistent|"
    r"designed|fit|clear|able|reliable|sustainable|compliant|ready)\b|never (?:designed|meant|built)\b)"
    r"|(?<!not )\btoo (?:long|few|little|many|much|slow\w*|often|late|complex|complicated|expensive|hard|difficult|"
    r"rigid|big|large|small|high|low)\b"
    r"|\bthere (?:is|are|was|were) (?:currently |still |often )?(?:(?:no|little|few)(?! (?:plans?|fees?|costs?|"
    r"charges?|need|changes?|limits?|doubt|deadlines?|difference)\b)|only limited|limited)\b"
    r"|\b(?:shortage|scarcity|absence) of\b"
    r"|\b(?:have|has|had|having) (?:\w+ )?(?:trouble|problems?|issues?|difficulty) (?:\w+ing|with|in)\b"
    r"|\b(?:drop(?:s|ped)? out|falls? (?:behind|short)|fell (?:behind|short)|lags? behind|get lost|left guessing|"
    r"talk(?:s|ed)? past|(?:run|ran)s? out of|miss(?:es|ed)? out|puts? [\w ]{3,25} off)\b"
    r"|\b(?:does|do|did) not (?:\w+ly )?(?:scale|work|fit|meet|reflect|match|know|understand|trust|agree)\b"
    r"|\b(?:break|crash)(?:s|es|ed)? (?:when|whenever|if|down|on)\b|\bbroke(?:n)?\b"
    r"|\b(?:biggest|main|common|major|growing|frequent) (?:concerns?|worr(?:y|ies)|obstacles?|barriers?|complaints?)\b"
    r"|\bconcerns? (?:from|of|about|over)\b"
    r"|\btakes? (?!effect|place|part|only)(?:[\w-]+ ){0,4}(?:hours?|days|weeks|months|years)\b"
    r"|\bgaps? (?:between|in)\b|\b(?:rel(?:y|ies)|depends?) on (?:one|a single|manual|paper|spreadsheets?)\b"
    r"|\bcan (?:get|become|be) (?:\w+ly )?(?:expensive|costly|hard|confusing|difficult|slow)\b"
    r"|\b(?:lists?|figures|numbers|rules|versions) (?:disagree|differ)\b",
    re.IGNORECASE,
)
"""Forms of sentences about what is not good as it is: "too few beds", "there is no single place", "does not scale"."""
_NO_TROUBLE = re.compile(
    r"\berrors?[- ](?:handling|messages?|codes?|reports?|reporting|logs?|logging|pages?|budgets?|tracking|states?)\b"
    r"|\brisk (?:registers?|management|assessments?|appetite|owners?|logs?)\b"
    r"|\bblocks? (?:editors?|library|libraries|themes?|storage|types?|patterns?|quotes?)\b"
    r"|\b(?:the|an?|user|training|instruction|staff) manuals?(?= (?:is|are|was|for|of|on|explains?)\b|[.,;:]|$)"
    r"|\b(?:and|&) (?:their )?pain points\b"
    r"|\b(?:identif|understand|uncover|discover|learn|explor|map|capture)\w* (?:about )?(?:\w+ ){0,3}pain points\b"
    r"|\b(?:nobody|no one|no \w+) (?:waits?|loses?|has to wait|struggles?|fails?)\b|\blose no\b"
    r"|\b(?:avoid|prevent|minimi[sz]e)(?:s|ing)? (?:[a-z]+ ){0,2}(?:confusion|errors?|delays?|risks?|problems?|"
    r"duplication|waiting)\b"
    r"|\bno (?:problem|risk|delay|pain|errors?)\b",
    re.IGNORECASE,
)
"""What has a word of trouble in it and tells of none: a part of a product, a paper, what is to be learned."""
_NOW = re.compile(
    r"\b(?:currently|presently|today|nowadays|at present|at the moment|right now|so far|until now|to date|"
    r"as it (?:is|stands))\b",
    re.IGNORECASE,
)
_VOICED = re.compile(
    r"\b(?:address\w*|respond\w* to|react\w* to|answer\w*|act\w* on|follow\w* up on) (?:the )?(?:[\w-]+ ){0,3}"
    r"(?:feedback|complaints?|concerns?|criticism) (?:about|regarding|on|over|that|from|around|with|concerning)\b"
    r"|\b(?:g[eo]t(?:ting)?|receiv\w+|h(?:ea|ad)\w*|seen|seeing|field(?:ed|ing)) (?:[\w-]+ ){0,3}"
    r"(?:complaints?|requests|questions) (?:from|about|over|that)\b",
    re.IGNORECASE,
)
"""Whoever has the problem has said so: "address feedback regarding the forms", "we were getting requests from"."""
LACKS = re.compile(
    r"\b(?:not|no|nor|never|only|neither|hardly|few|little|without|none|nobody|limited|paper|by hand|unclear|"
    r"separate|different)\b|n't\b",
    re.IGNORECASE,
)
UNABLE = re.compile(
    r"\b(?:nobody|never|no longer|(?:do|does|did|could|was|were|is|are) not|not \w+ing)\b|n't\b", re.IGNORECASE
)


def tells_trouble(text: str) -> bool:
    """Whether a text says that something goes wrong, is hard, or is missing."""
    said = _NO_TROUBLE.sub(" ", text)
    return bool(_WORDS.search(said) or _FORMS.search(said))


def troubled_now(text: str) -> bool:
    """Whether a text says that it is so as things are, or that those who have the trouble spoke of it."""
    return bool(_NOW.search(text) and tells_trouble(text)) or bool(_VOICED.search(text))


def says_bad(text: str) -> bool:
    """Whether a text tells of trouble, or says what there is not."""
    return bool(tells_trouble(text) or LACKS.search(text) or UNABLE.search(text))
