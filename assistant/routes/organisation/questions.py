"""What is asked of the organisation as a whole: its mission, priorities, risks, results, what it heard and stopped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """The things that anybody who leads an organisation asks first."""

    MISSION = "mission"
    VISION = "vision"
    PRIORITIES = "priorities"
    PROBLEMS = "problems"
    MEASURES = "measures"
    USERS = "users"
    HEARD = "heard"
    LESSONS = "lessons"
    RISKS = "risks"
    OPEN = "open"
    BLOCKERS = "blockers"
    RESULTS = "results"
    STOPPED = "stopped"
    TEAMS = "teams"
    DECIDES = "decides"


@dataclass(frozen=True, slots=True)
class OrganisationQuestion:
    """What is asked, whether of the period that runs now, of people's own words, or only of what was delivered.

    `who` are those who are to have spoken ("" is: anybody).
    """

    topic: Topic
    now: bool = False
    spoken: bool = False
    delivered: bool = False
    who: str = ""


_ORGANISATION = (
    r"(?:(?:our|the|this|your) )?(?:organi[sz]ation|company|agency|department|business|firm|institution|charity"
    r"|foundation|council|team|us)"
)
_OURS = rf"(?: (?:of|for|as) {_ORGANISATION})?"
_PERIOD = (
    r"(?:(?:in |for |during |over )?(?:this|the (?:current|coming|next|last|past))"
    r" (?:quarter|year|half|month|week|sprint))"
)
_NOW = rf"(?: {_PERIOD}| (?:right )?now| today| currently| at the moment| (?:in|for) 20\d\d)*"
_SO_FAR = rf"(?:{_NOW}(?: (?:so far|to date|until now|already|recently|lately|yet))*)"
_RANK = (
    r"(?:(?:our|the|my|your|main|top|key|biggest|major|most (?:important|pressing|urgent)|strategic|current|largest"
    r"|greatest) )*"
)
_HUMANS = (
    r"(?:(?:our|the|your|these) )?(?:users?|customers?|clients?|participants|interviewees|respondents|people"
    r"|patients|members|citizens|applicants|testers|they)"
)
_STUDY = (
    r"(?:(?:our|the|user|customer|latest|recent|discovery) )*(?:research|interviews?|users?|customers?|stud(?:y|ies)"
    r"|surveys?|tests?|testing|participants|sessions)"
)
_DELIVER = (
    r"(?:ship(?:ped)?|launch(?:ed)?|release[d]?|deliver(?:ed)?|roll(?:ed)? out|put live|br(?:ing|ought) live"
    r"|complete[d]?|built|build|finish(?:ed)?)"
)
_REACH = r"(?:achieve[d]?|accomplish(?:ed)?|reach(?:ed)?)"
_STOP = (
    r"(?:stopp?(?:ed)?|discontinued?|shut(?: down)?|wound down|w[io]nd down|given up|give up|cancell?(?:ed)?"
    r"|dropp?(?:ed)?"
    r"|retired?|sunset(?:ted)?|decommission(?:ed)?|kill(?:ed)?|abandon(?:ed)?|ended?|phased? out|closed? down"
    r"|de-?prioriti[sz]ed?|shelved?|put on (?:hold|ice))"
)
_WORK = r"(?:projects?|initiatives?|products?|services?|programmes?|programs?|things|work|features?|activities)"
_ASKED: tuple[tuple[Topic, str], ...] = (
    (
        Topic.MISSION,
        rf"what(?:'s| is| are) (?:our|the) (?:\w+ )?(?:mission|purpose|mandate|reason for being){_OURS}"
        rf"|why (?:do we|does {_ORGANISATION}) exist|what (?:are we here|do we exist) for|why are we here",
    ),
    (Topic.VISION, rf"what(?:'s| is) (?:our|the) (?:[\w-]+ )?vision(?: statement)?{_OURS}"),
    (
        Topic.PRIORITIES,
        rf"(?:what|which)(?: are|'s| is)? {_RANK}(?:\d+ |three |five |ten )?(?:priorit(?:y|ies)|focus(?: areas?)?"
        rf"|bets|pillars|rocks)(?: do we have| have we set)?{_OURS}{_NOW}"
        rf"|what (?:are|do) we (?:currently |mainly )?(?:focus(?:s?ing)?|concentrat(?:e|ing)) on{_NOW}"
        rf"|what matters most(?: to us)?{_NOW}",
    ),
    (
        Topic.PROBLEMS,
        rf"(?:what|which) {_RANK}problems? (?:are|do) (?:we|our \w+) (?:\w+ing )?(?:solv(?:e|ing)|have|tackl(?:e|ing)"
        r"|address(?:ing)?|work(?:ing)? on|trying to solve|face)",
    ),
    (
        Topic.USERS,
        rf"who (?:are|is) {_RANK}(?:target )?(?:users?|audiences?|customers?|clients?|user groups?)"
        r"|(?:who|whom) (?:do|are) we (?:serv(?:e|ing)|build(?:ing)? (?:this |it )?for|work(?:ing)? for|help(?:ing)?"
        r"|here for|do this for)|who uses (?:what we build|our (?:products?|services?))",
    ),
    (
        Topic.HEARD,
        rf"what (?:did|do|have|are) (?P<spoken>{_HUMANS}) (?:tell(?:ing)?|told|say(?:ing)?"
        rf"|said)(?: to)?(?: us)?{_SO_FAR}"
        rf"|what (?:did|do|have) (?:{_HUMANS}|(?:our |the )?(?P<who>[\w’'-]+(?: [\w’'-]+){{0,2}})) (?:tell|told|say"
        rf"|said|report(?:ed)?|mention(?:ed)?)(?: to)?(?: us)? (?:in|during|through) {_STUDY}{_SO_FAR}"
        rf"|what (?:did|do|have) we (?:hear|heard) from (?P<spoken2>{_HUMANS}){_SO_FAR}"
        rf"|what (?:are|have|did|do) we (?:been )?learn(?:ing|ed|t)? (?:from|in|through|about) {_STUDY}{_SO_FAR}"
        rf"|what (?:are|were) {_RANK}(?:user |customer |research )?(?:insights?|findings|takeaways|learnings)"
        rf"(?: (?:from|of|in) {_STUDY})?{_SO_FAR}"
        rf"|what (?:does|do|did) {_STUDY} (?:say|tell us|show(?: us)?|find)",
    ),
    (
        Topic.LESSONS,
        rf"what (?:have|did) we (?:really |actually )?learn(?:ed|t)?{_SO_FAR}"
        rf"|what (?:are|were) {_RANK}(?:lessons(?: learned| learnt)?|learnings){_SO_FAR}"
        rf"|what lessons (?:have|did) we (?:learn(?:ed|t)?|draw|drawn|take|taken){_SO_FAR}",
    ),
    (
        Topic.RISKS,
        rf"(?:what|which)(?: are|'s| is)? {_RANK}risks?(?: (?:do|are) we (?:fac(?:e|ing)|have|run(?:ning)?|see"
        rf"|taking))?"
        rf"{_OURS}{_NOW}|(?:what|which) risks (?:should|must) (?:i|we) (?:know|be aware) (?:of|about)"
        r"|what (?:could|might|can) go wrong|what are we (?:most )?(?:worried|concerned|afraid) (?:about|of)",
    ),
    (Topic.OPEN, rf"(?:what|which)(?: are)? {_RANK}(?:open |unanswered )questions?(?: do we have)?{_NOW}"),
    (
        Topic.BLOCKERS,
        rf"what(?:'s| is| are)? (?:currently )?(?:block(?:s|ing)|hold(?:s|ing)|slow(?:s|ing)|imped(?:es|ing)) us"
        rf"(?: (?:back|up|down))?{_NOW}|what(?:'s| is| stands| gets) in (?:our|the) way"
        rf"|what are {_RANK}(?:blockers?|impediments?|obstacles|bottlenecks?|dependencies){_NOW}"
        rf"|(?:what|which) {_RANK}(?:blockers|impediments|obstacles|bottlenecks|dependencies) (?:do|are) we"
        rf" (?:have|face|facing|see|seeing|run(?:ning)? into){_NOW}|what (?:stops|hinders|hampers|keeps) us{_NOW}"
        rf"|what (?:are we waiting (?:for|on)|do we depend on){_NOW}|where are we (?:stuck|blocked){_NOW}",
    ),
    (
        Topic.RESULTS,
        rf"what (?:did|have|has) (?:we|our teams?|the teams?|{_ORGANISATION}) (?:actually |already )?"
        rf"(?:(?P<delivered>{_DELIVER})|{_REACH}){_SO_FAR}"
        rf"|what (?:results?|impact|effect|progress) (?:have|did|do) we (?:achieve[d]?|ha(?:ve|d)|see[n]?|ma[dk]e"
        rf"|deliver(?:ed)?|reach(?:ed)?){_SO_FAR}"
        rf"|what (?:are|were) (?!(?:\w+ )?key results){_RANK}"
        rf"(?:results|achievements|accomplishments|wins|successes){_SO_FAR}"
        rf"|what (?P<delivered2>(?:went|has gone|did go) live){_SO_FAR}",
    ),
    (
        Topic.STOPPED,
        rf"what (?:have|did) we {_STOP}(?: doing| working on| building)?{_SO_FAR}"
        rf"|(?:what|which)(?: of our)? {_WORK} (?:were|was|have been|has been|did we|have we|are|got) {_STOP}{_SO_FAR}",
    ),
    (
        Topic.DECIDES,
        r"who (?:gets to )?(?:decides?|chooses?|determines?|prioriti[sz]es?|sets?|approves?)(?: on)?"
        r" (?:what (?:we|the teams?|to) (?:should )?(?:build|work on|do|make|ship|fund|prioriti[sz]e)"
        r"|what (?:gets|is) (?:built|done|made|funded)|what comes|(?:our|the) (?:priorities|road ?map|strategy"
        r"|initiatives))(?: next| first)?"
        r"|who makes (?:the |our )?(?:final |big |product |strategic )?decisions"
        r"|who has the (?:final|last) (?:say|word)(?: (?:on|over|about|in) (?:our|the) (?:priorities|road ?map|strategy"
        r"|initiatives|product))?",
    ),
    (
        Topic.TEAMS,
        rf"how many (?:teams|squads|departments|divisions)(?: (?:do we have|are there|are we|have we got"
        rf"|exist))?{_OURS}",
    ),
)
_PATTERNS = tuple((topic, re.compile(rf"^(?:{pattern})$", re.IGNORECASE)) for topic, pattern in _ASKED)


def organisation_question(question: str) -> OrganisationQuestion | None:
    """Return what a question asks of the organisation as a whole, None where it asks something else or of something."""
    text = " ".join(question.split()).rstrip(" ?.!").replace("’", "'")
    for topic, pattern in _PATTERNS:
        if match := pattern.match(text):
            said = match.groupdict()
            who = said.get("who") or ""
            spoken = bool(who or said.get("spoken") or said.get("spoken2"))
            now = bool(re.search(r"\b(?:this|current|now|today)\b", text, re.IGNORECASE))
            delivered = bool(said.get("delivered") or said.get("delivered2"))
            return OrganisationQuestion(topic, now, spoken, delivered, who)
    return None
