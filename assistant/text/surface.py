"""What a reader sees on the surface of a sentence: the cues that tell a change from a deliverable.

Each cue is a number between 0 and 1; the classifier in `statements` weighs them beside the sentence's meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.text.measures import Measure, parse_measure, reports_completion

DELIVERY = frozenset(
    "add adopt announce appoint apply assess attend audit automate award build buy carry clean close "
    "collaborate collect "
    "commission compile complete conduct configure consolidate construct contact continue convene "
    "convert coordinate create "
    "decommission define deliver deploy deprecate design develop digitise digitize distribute "
    "document draft drill email enable "
    "encrypt enhance equip establish evaluate execute expand explore facilitate file fill finalise "
    "finalize finish fix focus "
    "formalise formalize gather get hire hold host identify implement improve increase inspect "
    "install instrument integrate "
    "interview introduce investigate invite issue kick launch list load make manage map measure meet "
    "migrate modernise modernize "
    "move negotiate offer onboard open organise organize patch perform pilot plan plant post prepare "
    "present produce promote "
    "propose provide prune publish purchase read recruit redesign refactor release renew replace "
    "report research retire review "
    "revise rewrite roll run scope select send set setup share ship sign spike split standardise "
    "standardize start submit "
    "support switch synthesise synthesize tag talk test track train translate understand update "
    "upgrade validate visit work "
    "write".split()
) - frozenset({"improve", "increase", "get", "make", "enable", "expand", "support", "promote", "meet"})
"""Verbs that name work done by the team itself."""

MORE_WORK = frozenset(
    "archive assemble bring centralise centralize charter convene delete dismantle drop extend furnish insource merge "
    "outsource paint pave port procure publicise put rebrand rebuild recode refurbish reimplement remove rename "
    "renovate reorganise reorganize repair repaint resurface restructure secure sell source stage stock swap tender "
    "trial wire".split()
)
"""Further verbs of work, which the classifier was not trained to see."""

CHANGE = frozenset(
    "accelerate achieve attain attract boost cut decline decrease deflect diminish double drop ease "
    "eliminate exceed fall gain "
    "grow halve heighten improve increase lessen lift limit lower maximise maximize minimise "
    "minimize mitigate prevent quadruple "
    "raise reach rebound recover reduce retain rise save shorten shrink slash stay strengthen triple win".split()
)
"""Verbs that name a movement of something in the world."""

ARTEFACT = frozenset(
    "agreement analytics api app application article articles audit backend banner blog branch "
    "campaign catalogue catalog "
    "centre center checklist chatbot cluster code concept conference course courses crm curriculum "
    "dashboard dashboards database "
    "deck dependencies deployment design document documentation documents draft endpoint endpoints "
    "engine environment epic epics "
    "event events export feature features flag flags form forms framework guidance guide guideline guidelines handbook "
    "infrastructure integration interface interviews issue issues kit library manual meeting "
    "meetings memorandum migration "
    "milestone milestones minutes mockup module modules mvp newsletter newsletters notification "
    "notifications page pages paper "
    "papers parity phase pipeline pipelines plan plans platform playbook podcast policies policy "
    "portal post posts process "
    "processes programme project projects proposal prototype pull recommendations redesign release "
    "releases repo report "
    "repository reports requirements research review reviews roadmap runbook runbooks schema scope "
    "screen screens script service "
    "session sessions signage site software specification spec spike sprint sprints standard stories "
    "story strategy survey "
    "surveys system systems table task tasks template templates test tests ticket tickets tool "
    "toolkit tooling tools training "
    "trainings tutorial upgrade version video videos warehouse webinar webinars website widget "
    "wizard workflow workgroup "
    "workshop workshops".split()
)
"""Things that a team makes, holds or ships."""

PEOPLE = (
    r"(?:(?:\w+\s+)?(?:users?|customers?|clients?|members?|people|citizens|residents|patients|students|teachers|parents|families|"
    r"households|drivers|merchants|buyers|sellers|shoppers|editors|readers|developers|engineers|teams|staff|employees|managers|"
    r"admins?|administrators|analysts|agencies|grantees|applicants|participants|partners|suppliers|farmers|volunteers|donors|"
    r"businesses|companies|contributors|coordinators|clerks|technicians|nurses|planners|shops|plants|accounts|visitors|guests|"
    r"candidates|women|men|girls|boys|children|adults|veterans|stakeholders|everyone|everybody|nobody))"
)
_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ'-]*")
WHOSE_GOAL = (
    r"(?:(?:company|corporate|organi[sz]ation(?:al)?|team|group|department(?:al)?|annual|yearly|quarterly|strategic|"
    r"overall|our) )?"
)
"""What stands before "objective" or "key result" where both are labels: whose, or of which time."""
_LABEL = re.compile(
    rf"^\W*{WHOSE_GOAL}(?:objective|outcome|expected outcomes?|goal|rock|key result|kr|benefit|impact|target|success|"
    r"measure|result|o\d+|kr\s?\d+|\d-year goal|scorecard)s?\s*\d*\s*[:.–-]\s*",
    re.IGNORECASE,
)


def _pattern(text: str) -> Callable[[str], float]:
    compiled = re.compile(text, re.IGNORECASE)
    return lambda sentence: 1.0 if compiled.search(sentence) else 0.0


_PATTERNS: dict[str, Callable[[str], float]] = {
    "people_do": _pattern(
        rf"^\W*(?:fewer|more|all|every|at least|most|half of|\d+\s?%?(?: of)?)?\s*(?:the |our |"
        rf"new )*{PEOPLE}\s+(?!can |will receive|are able|need)"
        r"(?:no longer |always |regularly |never )?\w+"
    ),
    "people_can": _pattern(rf"^\W*{PEOPLE}\s+(?:can|could|are able to|may)\b"),
    "people_receive": _pattern(rf"{PEOPLE}\s+(?:will )?(?:receive|get notified|be notified|have access)"),
    "story": _pattern(r"\bas an? [\w /-]{2,40},? i (?:want|need|can|would)|\b(?:i|we) want to be able"),
    "ticket": _pattern(r"^\W*(?:\[[^\]]+\]|spike\b|bug\b|fix\b|chore\b)|#\d{2,5}\b|\b[A-Z]{2,6}-\d+\b"),
    "ease": _pattern(
        r"\b(?:easier|easily|simpler|faster|quicker|sooner|safer|without|confiden\w+|trust\w*|satisf\w+|happy|happier|understand)\b"
    ),
    "less": _pattern(
        r"\b(?:fewer|less|no longer|no more|half|halved?|a (?:third|quarter|fifth)|zero|stop\w* \w+ing)\b"
    ),
    "more": _pattern(r"\b(?:more|most|better|stronger|higher|greater|best)\b"),
    "purpose": _pattern(
        r"\b(?:so that|in order to|so as to|such that|in such a way that|which (?:lets|helps|means))\b"
    ),
    "to_change": _pattern(
        r"\bto (?:improve|increase|reduce|raise|cut|lower|grow|lift|boost|decrease|help|drive|enable|support)\b"
    ),
    "rate": _pattern(
        r"\b(?:rate|share|ratio|percent(?:age)?|proportion|median|average|mean|score|index|per \d|churn|retention|"
        r"nps|csat|satisfaction|revenue|margin|cost|costs|arr|mrr|conversion|adoption|engagement|turnover|uptime|"
        r"availability|latency|lead time|waiting time|time to|days|hours|minutes|activation|loyalty|demand)\b"
    ),
    "count_of": _pattern(r"\b(?:number|count|amount) of\b"),
    "negated": _pattern(
        r"\b(?:will not|won't|not to|do not|does not|don't|no longer|never|out of scope|without|"
        r"not doing|rather than|instead of)\b"
    ),
    "past": _pattern(
        r"\b(?:was|were|had|has been|have been|held|did|told|said|launched|delivered|implemented|provided|published)\b"
    ),
    "definition": _pattern(r"\b(?:is|are) (?:a|an|the|responsible|located|based|defined|used|called|part)\b"),
    "must": _pattern(r"\b(?:must|should|may|please|need to|needs to|required|has to|have to)\b"),
    "ambition": _pattern(r"\b(?:aims?|goal|ambition|envision|vision|hope|strive|expects?|so that|want)\b"),
    "deadline": _pattern(
        r"\b(?:by|before|until) (?:the )?(?:end of )?(?:q[1-4]|fy|20\d\d|january|february|march|april|may|june|july|"
        r"august|september|october|november|december|\d{1,2}\b)"
    ),
    "question": _pattern(r"\?\s*$"),
    "participle": _pattern(
        r"\b(?:is|are|be|been|has|have|fully)?\s*(?:launched|built|created|shipped|delivered|implemented|migrated|deployed|"
        r"completed|published|installed|trained|hired|released|documented|set up|rolled out|in place|live|selected)\b"
    ),
    "percent": _pattern(r"%|\bpercent\b"),
    "from_to": _pattern(r"\bfrom\b.{1,40}\bto\b"),
    "movement_noun": _pattern(
        r"\b(?:increase|reduction|improvement|decrease|decline|growth|drop|rise|gain)s? (?:in|of)\b"
    ),
    "training": _pattern(r"\b(?:train(?:ed|ing|ings)?|workshops?|webinars?|courses?|certif\w+|schul\w+)\b"),
    "german_delivery": _pattern(
        r"\b(?:einf[üu]hrung|umsetzung|entwicklung|migration|schulung|fertigstellung|aufbau|implementar|lanzar|migrar|formar|crear)\b"
    ),
}
CUES: tuple[str, ...] = (
    "starts_delivery",
    "starts_change",
    "any_delivery",
    "any_change",
    "artefacts",
    "artefact_first",
    "delivery_after_change",
    "baseline",
    "target",
    "metric",
    "completion",
    "digits",
    "short",
    "long",
    "label",
    *_PATTERNS,
)
"""Names of the cues, in the order of the columns."""


def without_label(sentence: str) -> str:
    """Return a sentence without a leading "Objective:", "KR 2:", "Rock:"."""
    return _LABEL.sub("", sentence, count=1)


def verb_forms(word: str) -> tuple[str, ...]:
    """Return what a word may be a form of: "shipped" and "shipping" of "ship", "creates" of "create"."""
    forms = [word]
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            forms += [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return tuple(forms)


@lru_cache(maxsize=50_000)
def is_delivery(word: str) -> bool:
    """Whether a word is a form of a verb that names the team's own work."""
    return any(form in DELIVERY for form in verb_forms(word))


@lru_cache(maxsize=50_000)
def is_work(word: str) -> bool:
    """Whether a word is a form of any verb that names work."""
    return is_delivery(word) or any(form in MORE_WORK for form in verb_forms(word))


@lru_cache(maxsize=50_000)
def is_change(word: str) -> bool:
    """Whether a word is a form of a verb that names a movement in the world."""
    return any(form in CHANGE for form in verb_forms(word))


def cues(sentence: str) -> list[float]:
    """Return the cues of a sentence, in the order of `CUES`."""
    bare = without_label(sentence)
    words = _WORD.findall(bare.lower())
    measure = parse_measure(bare)
    row = _word_cues(words) | _measure_cues(bare, measure)
    row["short"], row["long"] = float(len(words) <= 4), float(len(words) >= 25)
    row["label"] = float(bare != sentence)
    return [row[name] if name in row else _PATTERNS[name](bare) for name in CUES]


def _word_cues(words: list[str]) -> dict[str, float]:
    first = next((at for at, word in enumerate(words[:3]) if is_delivery(word) or is_change(word)), None)
    opens_change = first is not None and is_change(words[first])
    artefacts = [at for at, word in enumerate(words) if word in ARTEFACT]
    return {
        "starts_delivery": float(first is not None and not opens_change),
        "starts_change": float(opens_change),
        "any_delivery": min(1.0, sum(map(is_delivery, words)) / 2),
        "any_change": float(any(map(is_change, words))),
        "artefacts": min(1.0, len(artefacts) / 2),
        "artefact_first": float(bool(artefacts) and artefacts[0] <= 4),
        "delivery_after_change": float(opens_change and bool(artefacts) and artefacts[0] <= 5),
    }


def _measure_cues(sentence: str, measure: Measure) -> dict[str, float]:
    return {
        "baseline": float(measure.baseline is not None),
        "target": float(measure.target is not None),
        "metric": float(measure.metric is not None),
        "completion": float(reports_completion(sentence)),
        "digits": float(any(letter.isdigit() for letter in sentence)),
    }
