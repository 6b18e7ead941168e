"""Do the work items and the customers agree with what the documents intend?"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from assistant.domain import Dimension, Document, Finding, Kind, Level, Quote, Record, Role
from assistant.findings.bookkeeping import is_bookkeeping
from assistant.findings.case import Case, finding
from assistant.findings.owners import field_quote
from assistant.findings.shown_by import TRACE, showing
from assistant.findings.traces import NUMBER, elsewhere, named_in_work, reports, tells_of_it
from assistant.gathering.lines import Line, Relation
from assistant.quotes import quote
from assistant.text.measures import reports_completion
from assistant.text.names import holds, stems, units
from assistant.text.sections import Section

REALITY = Dimension.REALITY
RECENT_DAYS = 75
NEARLY_DONE = 0.85
FEWEST_TICKETS = 4
_NOT_MEASURED = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:re-?)?measured|"
    r"no (?:new|newer|later|further) (?:number|figure|value|measurement)s?|"
    r"(?:re-?)?measurement\b[^.]{0,60}\b(?:moved|postponed|missing|put off|did not happen|not (?:yet )?done))\b",
    re.IGNORECASE,
)
_COMMON_REASON = 0.15


def judge_reality(case: Case) -> Finding:
    """Return the finding: contradictions first, then what agrees, then how thin the trace is."""
    for rule in (_date_passed, _all_done_nothing_moved, _lost_for_other_reasons):
        found = rule(case)
        if found is not None:
            return found
    return _agreement(case)


def _record(case: Case) -> Record | None:
    return case.evidence.record.record if case.evidence.record is not None else None


def tickets_of(case: Case) -> list[Document]:
    """Return the tickets that hold work: children without children of their own, else all children."""
    parents = {child.record.parent for child in case.evidence.children if child.record}
    leaves = [
        child
        for child in case.evidence.children
        if child.key not in parents and child.record and child.record.type != "epic"
    ]
    return leaves or list(case.evidence.children)


def is_open(document: Document) -> bool:
    """Whether a record is work that is still to be done."""
    return (
        document.record is not None
        and not document.record.done
        and not re.search(r"won'?t|cancel|reject|duplicate", document.record.status or "", re.IGNORECASE)
    )


def _date_passed(case: Case) -> Finding | None:
    record = _record(case)
    document = case.evidence.record
    if record is None or document is None or record.done or not record.due or record.due[:10] >= case.today:
        return None
    still = [child for child in tickets_of(case) if is_open(child)]
    if not still:
        return None
    tickets = tickets_of(case)
    reason = f"Its date ({record.due[:10]}) has passed with {len(still)} of {len(tickets)} tickets open"
    numbers = _numbers(case)[:1]
    if not numbers and _nearly_done(tickets):
        counted = [line.quote() for line in (*_unmeasured(case), *_counted(case))[:1]]
        told = "; nearly all is done, and no recent item says whether the measure moved."
        return finding(REALITY, Level.NOT_MET, reason + told, [_date_field(document), *counted, status_quote(still[0])])
    told = "; a recent number is quoted." if numbers else "."
    quotes = [_date_field(document), *numbers, *(status_quote(child) for child in still[:2])]
    return finding(REALITY, Level.NOT_MET, reason + told, quotes)


def _nearly_done(tickets: list[Document]) -> bool:
    """Whether enough tickets are there, and nearly all of them are done."""
    return len(tickets) >= FEWEST_TICKETS and sum(not is_open(one) for one in tickets) >= NEARLY_DONE * len(tickets)


def _unmeasured(case: Case) -> list[Line]:
    """Return the lines that say that its measure was not taken, newest first."""
    told = case.evidence.of(Relation.COMMENT, Relation.OWN, Relation.MENTION)
    found = [line for line in told if _NOT_MEASURED.search(line.text) and line.section is not Section.PROBLEM]
    return sorted(found, key=lambda line: line.date or "", reverse=True)


def _counted(case: Case) -> list[Line]:
    """Return the lines that tell how much of the work is done."""
    told = case.evidence.of(Relation.COMMENT, Relation.OWN, Relation.MENTION)
    return [line for line in told if reports_completion(line.text)]


def _date_field(document: Document) -> Quote | None:
    block = next(
        (
            b
            for b in document.blocks
            if b.role is Role.FIELD and (b.locator.field or "").lower().startswith(("due", "target date", "end"))
        ),
        None,
    )
    return quote(document, block.start, block.end) if block else None


def status_quote(document: Document) -> Quote | None:
    """Return the title of a record, or its status, as a quote."""
    return (
        field_quote(document, document.record.title.replace(document.key or "", "").strip())
        or field_quote(document, document.record.status or "")
        if document.record
        else None
    )


def _measure_moved(case: Case) -> bool:
    """Whether a recent comment gives a number that is not only a count of tickets."""
    return bool(_numbers(case))


def _numbers(case: Case) -> list[Quote]:
    """Return the numbers that recent lines give for what is measured, newest first."""
    found = []
    for line in case.evidence.lines:
        if (
            line.relation not in (Relation.COMMENT, Relation.MENTION, Relation.CHILD)
            or line.document.kind.is_intent
            or line.document.kind is Kind.FINANCE
        ):
            continue
        fresh = line.date is not None and _days(line.date, case.today) <= RECENT_DAYS
        if (
            fresh
            and NUMBER.search(line.text)
            and not reports_completion(line.text)
            and line.statement.output < 0.6
            and _about_measure(case, line.text)
        ):
            made = line.quote()
            found += [(line.date or "", made)] if made else []
    return [made for _, made in sorted(found, key=lambda row: row[0], reverse=True)]


def _about_measure(case: Case, text: str) -> bool:
    """Whether a text speaks of what the initiative measures: it shares two words with a line that has a number."""
    there = stems(text)
    own = (
        line for line in case.evidence.of(Relation.OWN) if line.document.kind.is_intent and line.statement.lean > 0.5
    )
    measured = (set(units(line.text)) for line in own if re.search(r"\d", line.text))
    return any(sum(holds(there, unit) for unit in words if not unit[0].isdigit()) >= 2 for words in measured)


def _all_done_nothing_moved(case: Case) -> Finding | None:
    tickets = tickets_of(case)
    done = [child for child in tickets if not is_open(child)]
    if not _nearly_done(tickets) or _measure_moved(case):
        return None
    claims = _counted(case)
    reason = f"{len(done)} of {len(tickets)} tickets are done, and no recent item says whether the measure moved."
    return finding(REALITY, Level.NOT_MET, reason, [*claims[:2], *(status_quote(child) for child in done[:1])])


def _days(earlier: str, later: str) -> int:
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(_whole(earlier))).days
    except ValueError:
        return 10_000


def _whole(text: str) -> str:
    parts = text[:10].split("-")
    return "-".join([*parts, *["01"] * (3 - len(parts))][:3])


def _lost_for_other_reasons(case: Case) -> Finding | None:
    """Find that the CRM's loss reasons differ from the ones that the initiative stands on."""
    claim = next(
        (
            line
            for line in case.evidence.of(Relation.OWN)
            if re.search(
                r"\b(?:los(?:e|t|ing)|lost) (?:\w+ ){0,2}(?:deals?|tenders?|opportunit\w+)|"
                r"deals? (?:were |are )?lost|closed[- ]lost",
                line.text,
                re.I,
            )
        ),
        None,
    )
    reasons = case.loss_reasons
    total = sum(len(found) for found in reasons.values())
    if claim is None or total < 8:
        return None
    words = stems(f"{case.name} {claim.text}")
    named = {
        reason: found
        for reason, found in reasons.items()
        if any(holds(words, unit) for unit in units(reason) if unit[0] not in ("missing", "no", "lack"))
    }
    count = sum(len(found) for found in named.values())
    if count > _COMMON_REASON * total:
        return None
    top = Counter({reason: len(found) for reason, found in reasons.items()}).most_common(1)[0]
    reason = (
        f"It stands on lost deals, but the CRM gives “{top[0]}” in {top[1]} of {total} and its own reason in {count}."
    )
    return finding(
        REALITY,
        Level.NOT_MET,
        reason,
        [
            claim,
            field_quote(reasons[top[0]][0], top[0]),
            *(field_quote(found[0], name) for name, found in named.items()),
        ],
    )


def _agreement(case: Case) -> Finding:
    tickets = [child for child in case.evidence.children if child.record]
    fresh = [
        child
        for child in tickets
        if child.record and child.record.updated and _days(child.record.updated, case.today) <= RECENT_DAYS
    ]
    numbers = _numbers(case)
    customers = _customers(case)
    done = sum(not is_open(child) for child in tickets_of(case))
    said = f"{done} of {len(tickets_of(case))} tickets done"
    if fresh and numbers and customers:
        return finding(
            REALITY,
            Level.MET,
            f"Recent work reports the measure ({said}), and the CRM knows the customers.",
            [numbers[0], *customers[:1], status_quote(fresh[0])],
        )
    if fresh or numbers:
        reason = (
            (f"Work goes on ({said})" if tickets else "Work goes on")
            + (" and reports a number" if numbers else ", but no recent number")
            + ("." if customers else "; the CRM does not show it.")
        )
        return finding(
            REALITY,
            Level.PARTIAL,
            reason,
            [*numbers[:1], *(status_quote(child) for child in fresh[:2]), *customers[:1]],
        )
    work = [
        line
        for line in case.evidence.of(Relation.OWN, Relation.MENTION, Relation.COMMENT, Relation.NAME)
        if line.document.kind in (Kind.WORK, Kind.COLLABORATION)
        and (line.document.record is not None or (_is_trace(case, line) and not is_bookkeeping(line)))
    ]
    if work := showing(work, TRACE):
        work.sort(key=lambda line: (tells_of_it(case, line), line.date or "", line.document.path), reverse=True)
        return finding(REALITY, Level.PARTIAL, "The trace in the work items is thin or old.", work[:1])
    if told := showing(reports(case), TRACE):
        return finding(
            REALITY, Level.PARTIAL, "Only a document tells what came of it: thin, one source only.", told[:1]
        )
    if other := showing(elsewhere(case), TRACE):
        return finding(REALITY, Level.PARTIAL, "Another page tells of work on it: thin, one source only.", other[:1])
    named = named_in_work(case)
    if named:
        return finding(REALITY, Level.PARTIAL, "Work items only name it: the trace is thin.", named[:1])
    return finding(
        REALITY, Level.NO_EVIDENCE, "No work item and no customer record was found by its name.", (), case.searched()
    )


def _is_trace(case: Case, line: Line) -> bool:
    """Whether a line of a page is a trace of work: where a part of a page is its own, the page may only plan."""
    if line.document.id in case.evidence.pages:
        return False
    has_part = any(own.document.id == line.document.id for own in case.evidence.of(Relation.OWN))
    return not has_part or tells_of_it(case, line)


def _customers(case: Case) -> list[Quote]:
    """Return what the CRM says of the initiative, or of the customers that its own lines name."""
    found = []
    for line in case.evidence.lines:
        if line.document.kind is Kind.CUSTOMERS and line.relation <= Relation.MENTION:
            made = line.quote()
            found += [made] if made else []
    words = [stems(line.text) for line in case.evidence.of(Relation.OWN) if line.document.kind.is_intent]
    for account in case.accounts:
        wanted = units(account.record.title) if account.record else []
        if len(wanted) > 1 and any(all(holds(there, unit) for unit in wanted) for there in words):
            block = account.blocks[0] if account.blocks else None
            made = quote(account, block.start, block.end) if block else None
            found += [made] if made else []
    return found
