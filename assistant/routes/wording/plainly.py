"""A question as people say it, put into the plain words that the routes know: "pull the plug on X" is to stop it.

Only turns of speech that mean the same of anything in any organisation; what is named in them stays as it was written.
"""

from __future__ import annotations

import re

_X = r"(?P<x>[^?!;]+?)"
_NOW = r"(?:\s+(?:yet|now|again|already|by now|so far|these days|at last|finally))*"
_BUDGET = r"(?:over(?:\s+(?:the|its|our|their))?\s+(?:budgets?|plan)|overspen(?:t|ding)|overrun(?:ning)?)"
_EXPIRE = r"(?:run\s+out|expire|lapse|end|are\s+up(?:\s+for\s+renewal)?)"
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said, re.IGNORECASE), plain)
    for said, plain in (
        (r"^\W*(?:so|ok|okay|well|hey|but|right|hm+)\b[,:]?\s+(?=\w)", ""),
        (r"\b(what|who|where|when|how)['’]s\b", r"\1 is"),
        (r"\b(the|this|that|our)\s+((?:[\w&-]+\s+){1,3})(?:thing|stuff|business)\b(?=\W|$)", r"\1 \2"),
        (r"\bpull(?:ing|ed)?\s+the\s+plug\s+on\b|\bcall(?:ing|ed)?\s+off\b|\b(?:axe|scrap|ditch)\b", "stop"),
        (r"\b(?:quit|resign|walk\s+out|hand\s+in\s+their\s+notice)\b", "leave"),
        (
            r",?\s+(?:in\s+(?:a\s+nutshell|short|brief|one\s+sentence|a\s+sentence|simple\s+terms|plain\s+\w+)"
            r"|briefly|please)(?=\W*$)",
            "",
        ),
        (r"^how\s+come\s+", "why do "),
        (r"\bcuánto\s+dinero\b", "cuánto"),
        (
            r"^what\s+(did|have)\s+(we|our\s+teams?|the\s+teams?)\s+(?:already\s+)?(?:launch(?:ed)?|roll(?:ed)?\s+out"
            r"|put\s+(?:live|out)|br(?:ing|ought)\s+(?:live|to\s+market))(?=\W*$|\s+(?:this|last|in|since|during|so|to|yet"
            r"|recently|lately|over|between)\b)",
            r"what \1 \2 shipped",
        ),
        (r"^who\s+answers\s+for\b", "who is accountable for"),
        (
            r"^what\s+(is|are)\s+(?!our\b|the\b)([^?]+?)['’]s?\s+(measures?|metrics?|kpis?|goals?|aims?|objectives?|purpose"
            r"|stop\s+rule|weakest\s+point|(?:leading|early)\s+indicators?)(?=\W*$)",
            r"what \1 the \3 of \2",
        ),
        (
            r"^(?:will|do|can|are)\s+we\s+(?:still\s+)?(?:going\s+to\s+)?(?:hit|reach|meet|make|achieve)\s+"
            r"(?:our|the|all(?:\s+our|\s+the)?|any\s+of\s+our)\s+(?:annual\s+)?(?:targets?|goals?|outcomes?|objectives?"
            r"|numbers)(?:\s+(?:this|next|by)\b[^?]*)?(?=\W*$)",
            "are we on track",
        ),
        (
            r"^which\s+(?:of\s+(?:our|the)\s+)?(?:\w+\s+)?(?:outcomes?|goals?|targets?|objectives?)\s+(?:are\s+we|is|are)\s+(?:most\s+|more\s+)?likely\s+"
            r"to\s+(?:miss|be\s+missed|fail)(?:\s+(?:this|next|by)\b[^?]*)?(?=\W*$)",
            "which outcomes are behind",
        ),
        (
            r"^(what\s+is\s+(?:our|the)\s+(?:\w+\s+)?strategy)\s+for\s+20\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?(?=\W*$)",
            r"\1",
        ),
        (
            r"^what\s+(?:are|were)\s+(?:the\s+)?(?:main\s+|biggest\s+|top\s+|most\s+common\s+|usual\s+)*reasons\s+"
            r"(?:that\s+|why\s+)?(?=(?:our\s+|the\s+)?[a-z]+s\s)(?!(?:as|is|was|does)\b)",
            "why do ",
        ),
        (
            r"^(?:which|what)\s+competitors?\s+(?:beats?|wins?\s+against|outbids?)\s+us(?:\s+(?:the\s+)?most(?:\s+often)?)?",
            "which competitor do we lose most deals to",
        ),
        (
            r"^(who\s+(?:is|are)\s+(?:accountable|responsible|answerable)\s+for\s+"
            r"(?:the\s+|our\s+)?(?!the\b|our\b)\w[\w -]*?)"
            r"\s+(?:outcome|goal|objective|target)(?=\W*$)",
            r"\1",
        ),
        (
            r"^how\s+many\s+people\s+(?:work\s+(?:here|for\s+us|with\s+us)|do\s+we\s+employ|are\s+we)(?=\W*$)",
            "how many employees do we have",
        ),
        (r"^what\s+is\s+(?:the|our)\s+(?:overall\s+)?win\s+rate(?=\W*$)", "what share of closed deals were won"),
        (
            rf"^which\s+contracts\s+{_EXPIRE}\s+(?:at|by)\s+(?:the\s+)?(?:year[- ]?end|end\s+of\s+the\s+year)\b",
            "which accounts renew this year",
        ),
        (rf"^which\s+contracts\s+{_EXPIRE}(?=\W*$|\s+(?:in|this|next|before|by)\b)", "which accounts renew"),
    )
)
"""Words for other words."""
_STAND = "Where do we stand with {x}?"
_OVER = "Which initiatives are over budget?"
_SERVED = "Which outcome does {x} serve?"
_SO_FAR = r"(?:\s+us)?(?:\s+(?:so far|until now|by now|up to now|to date))?"
_IN_THE_END = (
    r"(?:\s+us)?"
    r"(?:\s+(?:in\s+the\s+end|in\s+total|overall|all\s+in|this\s+year|by\s+the\s+end(?:\s+of\s+the\s+year)?"
    r"|by\s+(?:the\s+)?year[- ]?end))?"
)
_NOT_US = r"(?!(?:our|the|this)\s+(?:organi[sz]ation|company|agency|business|firm)\b)"
_ANYTHING = r"(?:anything|anyone|anybody|something|someone|any\s+of\s+(?:it|them|our\s+\w+)|we)"
_USED_UP = r"(?:burn(?:t|ed)?|eaten|eat|swallow(?:ed)?|cost|used\s+up|go(?:ne)?\s+through)"
_WHOLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^\W*{said}[\s?.!]*$", re.IGNORECASE), plain)
    for said, plain in (
        (rf"{_X}\s*[-–—,:]\s*why\s+not", "Why do we not do {x}?"),
        (rf"(?:is|are)\s+{_ANYTHING}\s+(?:\w+ing\s+)?{_BUDGET}(?:\s+(?:anywhere|on\s+anything))?", _OVER),
        (rf"(?:what|who|where)\s+(?:is|are|do|have|has)\s+(?:we\s+)?(?:\w+\s+)?{_BUDGET}", _OVER),
        (rf"how\s+much\s+(?:money\s+|cash\s+)?(?:did|does|has|have)\s+{_X}\s+{_USED_UP}{_SO_FAR}",
         "How much was spent on {x}?"),
        (rf"what\s+(?:is|are|will)\s+{_X}\s+(?:going\s+to\s+|be\s+)?(?:end\s+up\s+)?cost(?:ing)?{_IN_THE_END}",
         "What is the forecast for {x}?"),
        (rf"what\s+(?:is|are)\s+the\s+(?:whole\s+)?(?:point|purpose|use|sense)\s+of\s+{_NOT_US}{_X}", _SERVED),
        (rf"what\s+(?:is|are)\s+{_X}\s+(?:good|there)\s+for", _SERVED),
        (rf"(?:is|are)\s+{_X}\s+costing\s+us\s+(?:anything|something|money|much|a\s+lot)", "How much does {x} cost?"),
        (rf"who\s+(?:is\s+in\s+charge\s+of|heads(?:\s+up)?|looks\s+after)\s+{_X}", "Who owns {x}?"),
        (rf"are\s+we\s+getting\s+{_X}\s+(?:down|up|under\s+control|back){_NOW}", _STAND),
        (rf"(?:is|are)\s+{_X}\s+(?:getting|going|coming)\s+(?:better|worse|up|down|back){_NOW}", _STAND),
        (rf"how\s+many\s+{_X}\s+(?:are|do)\s+we\s+(?:still\s+)?(?:short(?:\s+of)?|missing|lack(?:ing)?)", _STAND),
        (rf"is\s+(?:the|our)\s+strategy\s+(?:really\s+)?(?:working|paying\s+off|succeeding|delivering){_NOW}",
         "Are we on track?"),
        (r"are\s+we\s+(?P<x>[\w -]{3,30}?)\s+(?:yet|now|again|already|by\s+now)", _STAND),
        (r"whom?\s+(?:is|are)\s+(?:the|our|this)\s+(?:whole\s+)?(?:products?|services?|platform|app|application|software"
         r"|system|tool|site|website|solution)\s+(?:(?:made|built|meant|intended|designed|there)\s+)?for",
         "Who are our users?"),
    )
)  # fmt: skip
"""Whole questions for other questions."""


def said_plainly(question: str) -> str:
    """Return a question in plain words; as it is where nothing of it has plainer ones."""
    text = " ".join(question.split())
    for said, plain in _WORDS:
        text = said.sub(plain, text)
    text = " ".join(text.split())
    for whole, plain in _WHOLE:
        if match := whole.match(text):
            return plain.format(
                x=re.sub(r"^(?:the|our)\s+(?=[A-Z])", "", (match.groupdict().get("x") or "").strip(" ,"))
            )
    return text if text != " ".join(question.split()) else question
