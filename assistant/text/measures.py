"""Read the measure out of a sentence: what is measured, from where, to where, by when.

Values stay as they are written ("48 %", "30 June", "half"), so that whoever shows them can quote them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Measure:
    """The parts of a measure that a sentence states, each as written or None.

    `relative` says that the target is a difference or a factor ("by 20 %", "2x"), meaningless without a baseline.
    """

    metric: str | None = None
    baseline: str | None = None
    target: str | None = None
    unit: str | None = None
    date: str | None = None
    relative: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether the metric, the target and a baseline or a date are there (a relative target needs the baseline)."""
        anchored = self.baseline is not None or (self.date is not None and not self.relative)
        return self.metric is not None and self.target is not None and anchored

    @property
    def is_partial(self) -> bool:
        """Whether at least a metric or a target is there."""
        return self.metric is not None or self.target is not None

    def merged(self, other: Measure) -> Measure:
        """Return this measure with its gaps filled from another about the same thing."""
        relative = self.relative if self.target else other.relative
        return Measure(
            self.metric or other.metric,
            self.baseline or other.baseline,
            self.target or other.target,
            self.unit or other.unit,
            self.date or other.date,
            relative,
        )


_KEPT = 20_000
"""Sentences whose measure is kept: each is looked at for several findings, and again for other initiatives."""
_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|"
    r"sept?(?:ember)?|"
    r"o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\b(?:{_YEAR}-\d\d(?:-\d\d)?|\d{{1,2}}[./]\d{{1,2}}[./](?:{_YEAR}|\d\d)|\d{{1,2}}(?:st|nd|rd|th|"
    rf"\.)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR})?|"
    rf"{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*%)(?:,?\s+{_YEAR})?|(?:(?:by|in|until|before|"
    rf"end of|mid|late|early|since|bis)[\s-]+){_MONTH}\b(?:\.?\s+\d{{1,2}}(?:st|nd|rd|"
    rf"th)?\b(?!\s*%)(?:,?\s+{_YEAR})?|,?\s+{_YEAR})?|"
    rf"{_MONTH}\s+{_YEAR}|(?:FY|CY|fiscal year)\s?'?\d{{2,4}}|"
    rf"(?:{_YEAR}[\s-]?)?[QH][1-4]\b(?:[\s/-]*(?:FY)?\s?'?(?:{_YEAR}|\d\d\b))?|"
    rf"(?:the )?(?:end|close) of (?:the |this |next )?(?:year|quarter|month|fiscal year|season|summer|"
    rf"winter|spring|autumn|{_YEAR}|sprint)|"
    rf"year[- ]end|(?:this|next) (?:year|quarter|month|season)|(?:by|in|until|before|during|of|"
    rf"since)\s+{_YEAR}(?!-\d))\b",
    re.IGNORECASE,
)
_LEADS = r"^(?:by|in|until|before|during|of|since|bis)\s+"
_DUE = re.compile(
    r"\b(?:by|until|before|no later than|not later than|bis)\s+(?:the )?(?:end of )?\S+(?: \S+){0,3}$", re.IGNORECASE
)
_NAMES = re.compile(
    r"#\d+|\bage[ds]?\s+(?:of\s+)?\d+\s?(?:\+|(?:to|-|–|and)\s?\d+)?|\b\d+\s?(?:to|-|–)\s?\d+[- ]year[- ]olds?\b|"
    r"\b[A-Z][A-Z0-9]{1,9}-\d+\b|\bv\d+(?:\.\d+)*\b|\b(?:release|version|phase|sprint|step|level|tier|priority|"
    r"wave|section|stage|"
    r"part|chapter|option|figure|table|article|ISO|kr|o|p|g)[\s-]?\d+(?:\.\d+)*\b(?!\s*%)|"
    r"\b(?:508|\d{4,5})(?=[- ](?:complian\w+|certifi\w+|conforman\w+)\b)|\b\d+\.\d+(?:\.\d+)+\b|"
    r"\bP[0-4]\b|\bp\d\d\b|\bD\d+\b",
    re.IGNORECASE,
)
_WORDED = (
    r"(?:zero|one(?! of (?:the|our|these|those|its|their|many)\b| (?:that|which|who|thing|way|another)\b)|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|"
    r"thirty|forty|fifty|"
    r"half|a (?:third|quarter|fifth|tenth)|two thirds|three quarters|ninety)"
)
_UNIT = (
    r"(?:%|percent(?:age points?)?|pp\b|basis points|points?\b|k\b|m\b|bn\b|million\b|billion\b|"
    r"thousand\b|ms\b|seconds?\b|secs?\b|s\b|"
    r"minutes?\b|mins?\b|hours?\b|hrs?\b|h\b|(?:working |business )?days?\b|weeks?\b|months?\b|"
    r"years?\b|x\b|times\b|euros?\b|dollars?\b|tage?n?\b|stunden\b|d[ií]as\b)"
)
_NUMBER = rf"(?:[<>≥≤~]=?\s?)?(?:[£$€]|EUR |GBP |USD )?\s?[+−-]?\d+(?:[.,  ]?\d+)*(?:[.,]\d+)?\+?\s?(?:{_UNIT}\s?)*"
_VALUE = (
    rf"(?:{_NUMBER}|{_WORDED}(?:\s+{_UNIT})?)(?:\s?(?:of|out of|in)\s(?:{_NUMBER}|{_WORDED}))?(?:\s?(?:/|"
    rf"per|a|an)\s?(?:day|week|month|quarter|year|sprint|night))?"
)
_LEAD = (
    r"(?:at least|at most|no more than|not more than|less than|more than|fewer than|under|below|above|"
    r"over|about|around|nearly|some|roughly|only|just)?\s*"
)

_FROM_TO = re.compile(
    rf"\bfrom\s+{_LEAD}(?P<a>{_VALUE})(?P<gap>[^.;|\n]{{0,50}}?)\s*(?:\bto\b|\binto\b|→|->|\bauf\b|"
    rf"\ba\b)\s+{_LEAD}(?P<b>{_VALUE})"
    rf"|\b(?:von|de|desde)\s+(?P<a2>{_VALUE})[^.;|\n]{{0,30}}?\s+(?:auf|a|hasta)\s+(?P<b2>{_VALUE})"
    rf"|(?P<a3>{_NUMBER})\s*(?:\(\s*\)\s*)?(?:→|->|=>|\bto\b)\s*(?P<b3>{_NUMBER})",
    re.IGNORECASE,
)
_BASELINE = re.compile(
    rf"\b(?:(?:up |down )?from|currently|today(?: at)?|now(?: at)?|instead of|versus|vs\.?|"
    rf"compared (?:to|with)|baseline(?: of| is|:| was)?|was|were|previously|against|"
    rf"starting (?:at|from)|start(?:ing)? value:?|it took)\s+{_LEAD}(?P<a>{_VALUE})|"
    rf"\(\s*(?P<a2>{_VALUE})\s+(?:today|now|at present|in {_YEAR}|last year|currently)\b|"
    rf"(?P<a3>{_VALUE})\s+(?:today|at present|currently|last year)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    rf"(?:\b(?:target(?: of| is|:)?|goal of|to|reach(?:es)?|hit|at|achieve|attain|exceeds?|"
    rf"stays? (?:at|above|below)|within|maximum(?: \w+){{0,2}} of|minimum(?: \w+){{0,2}} of|"
    rf"score of|rating of|level of|rate of|up to|down to|covers?|ziel:?|unter|über|al)\s+{_LEAD}|"
    rf"\b(?:at least|at most|no more than|not more than|less than|more than|fewer than|under|below|"
    rf"above|over|"
    rf"mindestens|höchstens)\s+|[<>≥≤]=?\s*|:\s*|\bnps\s*)(?P<b>{_VALUE}|(?<=than )(?:an? )(?:second|minute|hour|day|"
    rf"week|month|year)\b)",
    re.IGNORECASE,
)
_DATED_VALUE = re.compile(
    rf"(?<![\w#/.-])(?P<value>{_NUMBER})(?:(?<=%)|\b(?!\s*{_MONTH}\b))\s*(?:\(\s*)?"
    rf"(?:(?:in|by|on|at|until|for|of|since)\s+)?(?:the )?(?:end of )?"
    rf"(?P<day>(?:\d{{1,2}} )?(?:{_MONTH}\.? )?{_YEAR}\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\bby\s+(?:(?:a |one )?(?:further )?)?{_LEAD}(?P<b>{_VALUE}|a (?:third|quarter|fifth|half))|"
    rf"(?P<b2>\b(?:halv\w*|doubl\w*(?!-|\s+(?:down|up\b|back|book|count|entr|pay|charg|check|shift|room|bed)\w*)"
    r"|tripl\w*|quadrupl\w*)\b)|(?P<b3>\b\d+(?:[.,]\d+)?\s?x\b)"
    rf"|(?P<b4>(?<![\w.])(?:[+−-]\d+(?:[.,]\d+)?\s?(?:%|pp|points?)?|[+−-]\s\d+(?:[.,]\d+)?\s?(?:%|pp\b|points?\b)))|\b(?:fewer|less|more|higher|"
    rf"lower|down|up|faster)\s+(?:by\s+)?(?P<b5>{_NUMBER}%|a (?:third|quarter|half))|"
    rf"(?P<b6>{_VALUE})\s+(?:fewer|less|more|higher|lower|faster)\b"
    rf"|\bum\s+(?P<b7>{_VALUE})",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?P<b>(?:\d+(?:[.,]\d+)?\s?(?:%|percent)|{_WORDED}(?= (?:of|out of|in))|\d+\s(?:of|"
    rf"out of)\s\d+))(?:\s+of)?\s+(?P<of>[a-z][\w' /-]+)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?P<b>{_NUMBER}|{_WORDED}(?![\w-]))\s+(?P<of>(?!of\b|in\b|and\b|to\b|or\b|"
    rf"the\b)[a-z][\w'-]+(?: [a-z][\w'-]+){{0,4}})",
    re.IGNORECASE,
)
_ALL = re.compile(r"^\W*(?P<b>all|every|no|each)\s+(?P<of>[a-z][\w' -]+)", re.IGNORECASE)

_MOVED = re.compile(
    r"\b(?:increas\w*|rais\w*|rais\w*|grow\w*|lift\w*|boost\w*|reduc\w*|cut\w*|lower\w*|decreas\w*|"
    r"shorten\w*|halv\w*|doubl\w*(?! down)|tripl\w*|improv\w*|bring\w*(?: down| up)?|"
    r"shrink\w*|drop|limit\w*|keep|maintain|achieve|reach|attain|hold|deflect|minimi[sz]e|maximi[sz]e|"
    r"reducir|aumentar)\s+(?:the |our |your |its )?(?P<m>[a-zà-ÿ0-9][^.;:|()\n]*?)\s*"
    r"(?=\b(?:from|by|to|at|below|under|above|over|of at least|until|before|for|so that|von|de|um|"
    r"auf)\b|[<>≥≤(;:.,|]|$|\s\d|\s[+−-]\d)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^\W*(?:the |our )?(?P<m>[a-zà-ÿ0-9][^.;:|\n]{2,70}?)\s*(?:\b(?:from|falls?|rises?|drops?|"
    r"reach\w*|goes|go|grows?|increas\w*|decreas\w*|improv\w*|declin\w*|stays?|is|are|at|below|"
    r"under|above|over|down|up|of|passes|exceeds?|sinkt|steigt|fällt|unter|halved?|doubles?)\b|[:<>≥≤=+(]|\s\d)",
    re.IGNORECASE,
)
_METRIC_WORD = re.compile(
    r"\b(?:rate|share|ratio|percent(?:age)?|proportion|median|average|mean|score|index|churn|"
    r"retention|nps|csat|net promoter|satisfaction|revenue|margin|costs?|arr|mrr|conversion|adoption|"
    r"engagement|turnover|uptime|availability|latency|time|days|hours|minutes|activation|demand|usage|spend|"
    r"errors?|complaints?|tickets|contacts|incidents?|visits?|sales|orders|pipeline|"
    r"income|accuracy|quality|yield|losses|loss|users|customers|members|subscribers|leads|renewals?|referrals?|"
    r"defects?|delays?|emissions?|deaths|accidents|attendance|frequency|duration|"
    r"readership|downloads|sessions|accounts|quote|anteil|zeit|dauer|tasa|tiempo|pages|calls|rounds|drops|shorts|"
    r"stock|value|effort|burden|number)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:rate|share|ratio|percent(?:age)?|proportion|average|median|score|index|churn|retention|nps|csat|"
    r"revenue|margin|costs?|turnover|uptime|"
    r"latency|time|days|hours|minutes|errors?|complaints?|calls|tickets|incidents?|sales|emissions?|number|"
    r"frequency|duration|usage|adoption|attrition|uptake)\b",
    re.IGNORECASE,
)
_METRIC_NOUN = re.compile(
    r"\b(?:(?:median|average|mean|share|percent(?:age)?|proportion|number|rate|ratio|frequency|"
    r"success rate|cost|time)\s+(?:of|to|per|between|from|that|for)\s+[a-z][\w' /-]{2,60}|"
    r"(?:[a-z][\w-]*\s){0,3}(?:rate|score|index|retention|churn|nps|csat|conversion|adoption rate|"
    r"lead time|uptime|turnover|waiting time|days?-to-\w+|time-to-\w+)s?\b)",
    re.IGNORECASE,
)
_COMPLETION = re.compile(
    r"(?:%|percent)\s+(?:complete\w*|done|finished|delivered|implemented|migrated|built|ready|fertig)|\b(?:story|"
    r"sprint)\s?points?\b|\bvelocity\b|\bburn-?(?:down|up)\b|"
    r"(?:%|percent(?:age)?|share|proportion|number|count|all|most|\d+)\s+(?:of\s+)?(?:the\s+|all\s+|our\s+|"
    r"planned\s+|open\s+|committed\s+|remaining\s+)*"
    r"(?:epics?|stories|story|tickets|tasks|milestones?|deliverables|roadmap items?|features?|scope|"
    r"backlog|migration|project|planned work|work (?:items?|packages?)|issues|actions?|"
    r"rocks|requirements|activities)\b(?:\s+\w+){0,3}?\s*(?:done|complete\w*|closed|finished|"
    r"delivered|shipped|released|implemented|merged|on time|passed|reached)\b|"
    r"\b\d+\s+(?:of|out of|/)\s+(?:the\s+)?\d+\s+(?:[a-z]+\s+){1,3}(?:are\s+|is\s+)?"
    r"(?:live|done|installed|ready|built|open|migrated|finished|delivered|rolled out)\b|"
    r"\b\d+\s+(?:of|out of|/)\s+\d+\s+(?:\w+\s+)?(?:features|tickets|tasks|stories|epics|items|"
    r"milestones|issues|hosts|servers|databases|screens|reports|modules)\b|"
    r"(?:complete|close|finish|deliver|ship)\s+(?:100|\d\d)\s?%|\bon[- ]time,? (?:and )?(?:on|in|"
    r"within)[- ](?:budget|scope)|"
    r"(?:100\s?%|\ball)\s+(?:of\s+)?(?:the\s+|our\s+)?(?:[a-z][\w.]*\s+){0,2}(?:applications?|apps|systems?|"
    r"modules?|services|servers?|databases?|"
    r"sites|pages|records?|components?|pipelines?|repositories|workloads|reports|forms|processes)\s+"
    r"(?:are |is |have been |"
    r"fully )?"
    r"(?:migrated|converted|replaced|upgraded|decommissioned|deployed|moved|ported|installed|switched)\b|"
    r"(?:migration|project|implementation|roll-?out|development|phase|move)\s+(?:is|at|to)?\s*(?:about\s+)?\d+\s?%|"
    r"\b(?:at|before|after) (?:go-?live|cut-?over|hand-?over|acceptance)\b|"
    r"\b(?:go-?live|cut-?over|hand-?over|launch|delivery|release|opening)\b[^.;]{0,20}\b(?:on|by|before) (?:the |its )"
    r"(?:(?:agreed|planned) )?(?:date|day|deadline)\b|"
    r"^\W*(?:stay|remain|keep|finish|deliver\w*|complete\w*)\b[^.]{0,30}\b(?:within|in|on|under|to) (?:the )?"
    r"(?:(?:approved|agreed|planned|allocated|available) )?(?:budget|schedule|scope)\b",
    re.IGNORECASE,
)
_DONE_SHARE = re.compile(
    r"\b(?:percent complete|% complete|completion (?:rate|of the (?:project|plan|migration|roadmap)))\b", re.IGNORECASE
)
_COLUMN_YEAR = re.compile(r"\b(?:FY ?)?20\d\d\b|\bFY ?\d\d\b")
_YEAR_COLUMN = re.compile(r"^\s*(?:FY ?)?20\d\d\s*$")
_COLUMNS = {
    "metric": re.compile(
        r"^(?:(?:(?:key|performance|outcome|success|lead|lagging|leading) )*(?:metric|measure|kpi|indicator|"
        r"measurable)|"
        r"measured by|what we measure|measure of success)s?$",
        re.IGNORECASE,
    ),
    "baseline": re.compile(
        r"^(?:baseline|base|now|start(?:ing)?(?: value| point)?|from|before|current|today|as is|fy ?\d+ actual)s?\b",
        re.IGNORECASE,
    ),
    "target": re.compile(
        r"^(?:target|goal|to|aim|ziel|objective value)s?\b(?!.*\bdate)|^(?:FY ?)?(?:20)?\d\d(?:[/-]\d\d)? target$",
        re.IGNORECASE,
    ),
    "date": re.compile(r"^(?:date|by|by when|due|deadline|until|when|target date)$", re.IGNORECASE),
}


_FIELD = re.compile(
    r"^\W*(?:(?P<baseline>baseline|(?:starting|current) (?:value|point|level))|(?P<target>target(?: value| level)?)|"
    r"(?:means|method|source) of (?:verification|measurement|data)|measurement(?: method)?|data sources?|"
    r"verified by|how (?:it is |it's )?measured|unit(?: of measure(?:ment)?)?|"
    r"(?:measurement |reporting )?frequency)[*_]*\s*:[*_]*\s",
    re.IGNORECASE,
)
"""A line of a card that tells of one measure."""


def is_field_of_measure(text: str) -> bool:
    """Whether a line fills in one field of a measure: "Baseline: 12", "Means of verification: the door counter"."""
    return bool(_FIELD.match(text))


def is_baseline(text: str) -> bool:
    """Whether a line fills in where a measure stands now, with a number."""
    said = _FIELD.match(text)
    return said is not None and said["baseline"] is not None and any(map(str.isdigit, text))


@lru_cache(maxsize=_KEPT)
def reports_completion(sentence: str) -> bool:
    """Whether the numbers of a sentence only say how much of the work is done: % complete, story points, velocity."""
    return bool(_COMPLETION.search(sentence) or _DONE_SHARE.search(sentence))


def names_metric(words: str) -> bool:
    """Whether words name something that is measured in numbers: a rate, a time, a cost, a count."""
    return bool(_COUNTED.search(words))


@lru_cache(maxsize=_KEPT)
def find_date(sentence: str) -> str | None:
    """Return the date by which something is to be, else the last date of a sentence, as written; None without any."""
    found = list(_DATE.finditer(sentence))
    due = [match for match in found if _DUE.search(sentence[max(0, match.start() - 20) : match.end()])]
    chosen = (due or found)[-1:]
    return re.sub(_LEADS, "", chosen[0].group(0), flags=re.IGNORECASE) if chosen else None


@lru_cache(maxsize=_KEPT)
def parse_measure(sentence: str) -> Measure:
    """Return the measure that a sentence states; all parts None where it states none or only % complete."""
    date = find_date(sentence)
    if reports_completion(sentence):
        return Measure(date=date)
    bare = _NAMES.sub(lambda m: " " * len(m.group(0)), _DATE.sub(lambda m: " " * len(m.group(0)), sentence))
    dated = _dated_values(sentence)
    baseline, target, relative = (*dated, False) if dated else _values(bare)
    metric = _metric(bare, target is not None or baseline is not None)
    value = target or baseline
    return Measure(metric, baseline, target, _unit(value) if value else None, date, relative)


def _dated_values(sentence: str) -> tuple[str, str] | None:
    """Return the earlier and the later of two values of one unit that each have their year."""
    found = [
        (int(year.group()), match["value"].strip())
        for match in _DATED_VALUE.finditer(sentence)
        if (year := re.search(_YEAR, match["day"]))
    ]
    found.sort(key=lambda row: row[0])
    if len(found) < 2 or _unit(found[0][1]) != _unit(found[-1][1]):
        return None
    return found[0][1], found[-1][1]


def _values(bare: str) -> tuple[str | None, str | None, bool]:
    moved = _FROM_TO.search(bare)
    if moved:
        a = moved.group("a") or moved.group("a2") or moved.group("a3")
        b = moved.group("b") or moved.group("b2") or moved.group("b3")
        return a.strip(), b.strip(), False
    base = _BASELINE.search(bare)
    baseline = next((g.strip() for g in base.groups() if g), None) if base else None
    rest = bare if base is None else bare[: base.start()] + " " * (base.end() - base.start()) + bare[base.end() :]
    by = _RELATIVE.search(rest)
    if by:
        return baseline, next(group.strip() for group in by.groups() if group), True
    for pattern in (_TARGET, _SHARE, _ALL if _METRIC_WORD.search(rest) else _COUNT, _COUNT):
        hit = pattern.search(rest)
        if hit and not _counts_nothing(pattern, hit.group("b"), rest):
            return baseline, hit.group("b").strip(), False
    return baseline, None, False


def _counts_nothing(pattern: re.Pattern[str], value: str, text: str) -> bool:
    """Whether a value is "one thing", or the "one" of "speak to one another" where nothing is moved to it."""
    return value.lower() == "one" and (pattern is _COUNT or (pattern is _TARGET and not _MOVED.search(text)))


def _metric(bare: str, has_value: bool) -> str | None:
    share = _SHARE.search(bare)
    is_percent = share is not None and "%" in share.group("b") + bare[share.end("b") : share.end("b") + 2]
    if share and is_percent and not _MOVED.search(bare) and not re.search(r"\bfrom\b", bare):
        return _short(share.group(0))
    moved = _MOVED.search(bare)
    if moved and (has_value or _METRIC_WORD.search(moved.group("m"))):
        return _short(moved.group("m"))
    noun = _METRIC_NOUN.search(bare)
    if noun:
        return _short(noun.group(0))
    if not has_value:
        return None
    subject = _SUBJECT.search(bare)
    if subject and _METRIC_WORD.search(subject.group("m")):
        return _short(subject.group("m"))
    counted = _COUNT.search(bare)
    return _short(counted.group("of")) if counted else (_short(subject.group("m")) if subject else None)


def _short(words: str) -> str | None:
    text = re.sub(r"\s+", " ", words).strip(" ,-*_([0123456789")
    return text[:80].rsplit(" ", 1)[0] if len(text) > 80 else (text or None)


def _unit(value: str) -> str | None:
    found = re.search(_UNIT, value, re.IGNORECASE) or re.search(r"[£$€]|EUR|GBP|USD", value)
    return found.group(0) if found else None


def in_one_unit(measure: Measure) -> Measure:
    """Return a measure without the baseline where its target is a share and the baseline is none, or the reverse."""
    if measure.baseline is None or measure.target is None or measure.relative:
        return measure
    shares = [bool(re.search(r"%|percent", value, re.IGNORECASE)) for value in (measure.baseline, measure.target)]
    told = [bool(re.search(rf"{_UNIT}|[£$€]", value, re.IGNORECASE)) for value in (measure.baseline, measure.target)]
    return replace(measure, baseline=None) if shares[0] != shares[1] and all(told) else measure


def is_measure_column(column: str) -> bool:
    """Whether a column is headed as one for what is measured."""
    return bool(_COLUMNS["metric"].search(column.strip()))


def _is_value(cell: str | None) -> bool:
    """Whether a cell says a number that is no name ("G4")."""
    return cell is not None and bool(re.search(r"\d", _NAMES.sub(" ", cell)))


def _by_year(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of a measure whose columns are years: the value of the first, and of the last to be reached."""
    years = sorted(column.strip() for column, cell in cells.items() if _YEAR_COLUMN.match(column) and cell.strip())
    if len(years) < 2:
        return {}
    said = {column.strip(): cell.strip() for column, cell in cells.items()}
    return {"baseline": said[years[0]], "target": said[years[-1]], "date": years[-1]}


def measure_of_row(cells: Mapping[str, str]) -> Measure:
    """Return the measure of a table row whose columns are called after its parts; empty where they are not."""
    found: dict[str, str] = {}
    for column, cell in cells.items():
        for part, pattern in _COLUMNS.items():
            known = part in found and not (part == "target" and _is_value(cell) and not _is_value(found[part]))
            if not known and cell.strip() and pattern.search(column.strip()):  # a column "Goal" may name the goal
                found[part] = cell.strip()
                year = _COLUMN_YEAR.search(column) if part == "target" else None
                if year:
                    found.setdefault("date", year.group(0))
    if "metric" in found and not _is_value(found.get("target")) and "baseline" not in found:
        found |= _by_year(cells)
    if "target" not in found and "baseline" not in found:
        return Measure()
    target = found.get("target")
    if target is None or not _is_value(target):
        return Measure(metric=found.get("metric"), baseline=found.get("baseline"), date=found.get("date"))
    inner = parse_measure(target)
    row = Measure(found.get("metric"), found.get("baseline"), target, _unit(target), found.get("date"), False)
    return replace(row, date=row.date or inner.date)
