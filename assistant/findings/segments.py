"""Groups of people in a text, by words that say which: "rural patients", "people with a rare illness"."""

from __future__ import annotations

import re

from assistant.text.sections import LABEL
from assistant.text.surface import is_change, is_work

SEGMENT = re.compile(
    r"\b(?P<which>[A-Za-z][\w-]+ )?(?P<who>(?i:communities|residents|citizens|patients|students|pupils|"
    r"teachers|parents|families|households|children|young people|builders|caregivers|carers|"
    r"veterans|farmers|growers|drivers|riders|passengers|commuters|merchants|buyers|sellers|shoppers|suppliers|"
    r"vendors|tenants|landlords|"
    r"editors|readers|authors|developers|engineers|maintainers|contributors|committers|researchers|scientists|"
    r"employees|supervisors|managers|"
    r"administrators|admins|analysts|operators|agencies|grantees|applicants|claimants|retirees|enrollees|"
    r"participants|partners|donors|"
    r"volunteers|nurses|clinicians|doctors|physicians|clerks|technicians|planners|dispatchers|recruiters|"
    r"candidates|founders|startups|tribes|"
    r"states|municipalities|cities|schools|hospitals|libraries|museums|retailers|manufacturers|workers|"
    r"apprentices|taxpayers|borrowers|"
    r"investors|staff|personnel|members of the public|members|subscribers|newcomers|beginners|users|customers|"
    r"clients|seniors|pensioners|refugees|migrants|mothers|fathers|midwives|charities|porters|adults|jobseekers|"
    r"survivors|prisoners|trainees|graduates|homeowners))\b"
)
_DESCRIBED = re.compile(
    r"\b(?:(?:disabled|older|elderly|homeless|unemployed|vulnerable|deaf|blind|autistic|indigenous|rural|displaced|"
    r"low-income|bereaved|incarcerated) people"
    r"|(?:ethnic|minority|under-?represented|marginali[sz]ed|disadvantaged|vulnerable|excluded|patient|faith|"
    r"historically excluded) (?:ethnic )?groups"
    r"|(?:small|local|rural|smaller|family) (?:businesses|firms|companies|councils|authorities)"
    r"|(?:business|home|shop|farm|land|site) owners|(?:housing|trade) associations"
    r"|(?:data|report|form|claim) submitters|(?:service|care|childcare|health|housing) providers"
    r"|people (?:with(?:out)? (?!access to (?:the|our)\b|an? account\b)[a-z]|aged \d|(?:over|under) \d|"
    r"on (?:low|benefits)|living (?:in|with|on)|"
    r"who (?:have|are|live|lost|cannot|can['’]t|do not have|need) )[^,.;:]{0,40})",
    re.IGNORECASE,
)
"""People by what they live with or do: "people with low vision", "people who have lost their job"."""
_OBJECT = re.compile(r"\s+to [a-z]")
"""What follows those who are asked to do something: "requiring agencies to sign"."""
_DONE = re.compile(
    r"^(?!(?:under|over|visually|hearing)|(?:experienced|retired|skilled|impaired|disabled|advanced|insured|"
    r"salaried|unskilled|affected|displaced|bereaved)$).*[a-z]ed$",
    re.IGNORECASE,
)
"""What was done to them, or with them, which says of no kind who they are: "assumed users", "invited members"."""
_BEFORE_VERB = re.compile(
    r"\b(?:to|not|will|can|could|should|would|may|might|must|do|does|did|i|we|you|they|who|(?<!so )that|never|"
    r"also)\s+$",
    re.IGNORECASE,
)
"""After which a word is a verb: "to lose patients"."""
_OF_SOMETHING = re.compile(r"['’]s\b|\s(?:\([A-Z]{2,}\)|[A-Z][a-z]{2,})")
"""What follows a word for people that is part of a name, or says whose a thing is: "Carers Allowance", "children's"."""
_SOFTWARE = re.compile(
    r"\b(?:(?:software|code|client|open[- ]source|third[- ]party|shared|standard|component|rust|python|java|javascript|"
    r"js|ruby|npm) libraries"
    r"|(?:package|window|password|file|task|session|memory|dependency|connection) managers"
    r"|(?:web|desktop|mobile|e-?mail|http|api|native|thin|light) clients|(?:code|text|visual) editors"
    r"|(?:screen|feed|card|barcode|pdf) readers|(?:device|graphics|printer|database) drivers"
    r"|(?:page|form|site|query) builders)\b",
    re.IGNORECASE,
)
"""Programs that are called like people."""
COMMON = frozenset(
    "users customers clients members participants partners states agencies employees applicants contributors staff "
    "personnel".split()
)
"""Words for people that name nobody unless a word before them says which."""
NO_WHICH = re.compile(
    r"^(?:the|our|all|any|every|each|these|those|their|its|new|many|most|more|some|other|end|total|existing|"
    r"current|potential|unique|active|daily|weekly|monthly|registered|few|fewer|of|for|to|by|with|"
    r"do|does|did|are|is|was|were|and|or|but|yet|nor|though|although|while|since|once|until|unless|then|not|no|even|"
    r"also|just|only|both|either|neither|via|about|over|into|after|before|against|without|within|across|like|such|same|"
    r"as|from|on|in|when|if|that|which|who|so|than|between|among|allow\w*|let\w*|help\w*|enabl\w*|aid\w*|"
    r"give|gives|giving|requir\w+|ensur\w+|prevent\w*|expos\w+|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|half|"
    r"mak\w+|get\w*|support\w*|inform\w*|notif\w+|address|ask\w*|show\w*|onboard\w*|engag\w+|activ\w+|increas\w+|"
    r"reduc\w+|improv\w+|manag\w+|whether|where|how|what|why|because|per|"
    r"core|main|key|primary|typical|average|actual|real|regular|ordinary|beta|alpha|concerned|certain|several|various|"
    r"multiple|different|relevant|interested|respective|un\w+ed|malicious|anonymous|invited|deleted|inactive|\d+)$",
    re.IGNORECASE,
)


_PEERS = frozenset(
    "agencies states municipalities cities schools hospitals libraries museums retailers manufacturers startups tribes "
    "charities".split()
)
"""Bodies like one's own: others of them are who one compares oneself with, and not whom something is for."""
_LIKE_US = re.compile(r"^(?:other|similar|peer|neighbou?ring|comparable|leading)$", re.IGNORECASE)


def group_in(text: str) -> str | None:
    """Return the first words of a text for a group of people that say which one, or None."""
    for match in SEGMENT.finditer(text):
        which, who = (match["which"] or "").strip(), match["who"]
        if _is_part_of_name(text, match) or (who.lower() in _PEERS and _LIKE_US.match(which)):
            continue
        is_asked = which.endswith("ing") and bool(_OBJECT.match(text[match.end() :]))
        is_verb = is_asked or _is_verb(which, text[: match.start()])
        is_done = who.lower() in COMMON and bool(_DONE.search(which))
        says_which = bool(which) and not NO_WHICH.match(which) and not is_verb and not is_done
        if says_which or who.lower() not in COMMON:
            return f"{which} {who}" if says_which else who
    described = _DESCRIBED.search(text)
    return described.group().strip() if described else None


def _is_part_of_name(text: str, match: re.Match[str]) -> bool:
    """Whether words for people are part of what a thing is called, or say whose it is."""
    followed = _OF_SOMETHING.match(text[match.end() :])
    is_name = followed is not None and (followed.group()[0] in "'’" or match["who"][0].isupper())
    return is_name or bool(_SOFTWARE.fullmatch(match.group()))


def _is_verb(word: str, before: str) -> bool:
    """Whether a word before a group is what is done with it ("lose patients", "Enabling Veterans")."""
    opens = not before.strip(" \"“„'*_-")
    return (
        is_change(word.lower())
        or is_work(word.lower())
        or bool(_BEFORE_VERB.search(before))
        or (opens and word.endswith("ing"))
    )


def unlabelled(text: str) -> str:
    """Return a line without the label before it, which names what the line is about and nobody."""
    label = LABEL.match(text)
    return text[label.end() :] if label else text.rstrip(" *_") if not text.rstrip(" *_").endswith(":") else ""
