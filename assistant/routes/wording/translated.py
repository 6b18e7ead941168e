"""Questions that have a route, asked in German or Spanish, as the English ones that the routes know.

Only whole questions of these shapes are turned; the names in them stay as they were written. Any other question goes to
the search as it is, which reads other languages as far as the embedder does.
"""

from __future__ import annotations

import re

_X = r"(?P<x>[^?¿!]+?)"
_OUR = r"(?:unsere?[nmrs]?|die|der|das|den|dem)"
_MINE = r"(?:nuestr[ao]s?|los|las|el|la)"
_TURNED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^[\s¿]*{asked}[\s?.!]*$", re.IGNORECASE), english)
    for asked, english in (
        # German
        (rf"ist {_X} (?:ergebnis|outcome|wirkungs)[- ]?(?:orientiert|getrieben|gesteuert)", "Is {x} outcome-aligned?"),
        (rf"(?:zahlt|führt) {_X} auf (?:ein|unsere) (?:ziele?|ergebnisse?)(?: ein| hin)?", "Is {x} outcome-aligned?"),
        (rf"welche {_X} (?:sind|ist) nicht ausgerichtet", "Which initiatives are not aligned?"),
        (rf"(?:was|welche) sind {_OUR} (?:strategischen )?(?:ziele|ergebnisse|outcomes)", "What are our outcomes?"),
        (rf"(?:was|wie) ist {_OUR} strategie", "What is our strategy?"),
        (rf"(?:was|wie) (?:ist|lautet) {_OUR} (?:vision|leitbild)", "What is our vision?"),
        (rf"(?:was|wie) (?:ist|lautet) {_OUR} mission", "What is our mission?"),
        (rf"(?:was|welche) sind {_OUR} (?:grundsätze|prinzipien)", "What are our principles?"),
        (
            rf"(?:was|welche) sind {_OUR} (?:(?:größten|wichtigsten|dringendsten|drei|fünf) )*probleme",
            "What are our biggest problems?",
        ),
        (r"welche probleme (?:bearbeitet|löst) niemand", "Which problems does nobody work on?"),
        (rf"worüber (?:beschweren|beklagen) sich {_OUR} kunden", "What do customers complain about?"),
        (rf"wer sind {_OUR} (?:wettbewerber|konkurrenten|mitbewerber)", "Who are our competitors?"),
        (rf"wer sind {_OUR} kunden", "Who are our customers?"),
        (rf"wer sind {_OUR} (?:be)?nutzer(?:innen)?", "Who are our users?"),
        (r"welche personas (?:haben wir|gibt es)", "Which personas do we have?"),
        (r"was (?:machen|tun) wir (?:bewusst )?nicht(?: mehr)?", "What are we not doing?"),
        (rf"(?:sind|liegen) wir (?:noch )?auf kurs(?: mit {_X})?", "Are we on track with {x}?"),
        (rf"wo stehen wir (?:bei|mit) (?:{_OUR} )?{_X}", "Where do we stand with {x}?"),
        (rf"welches problem (?:löst|adressiert) {_X}", "What problem does {x} solve?"),
        (rf"warum (?:machen|bauen|brauchen) wir {_X}", "Why are we doing {x}?"),
        (rf"(?:wie messen wir|woran messen wir)(?: den erfolg von)? {_X}", "How do we measure {x}?"),
        (rf"wie wird (?:der erfolg von )?{_X} gemessen", "How do we measure {x}?"),
        (
            rf"wann (?:würden|sollten|beenden|stoppen) wir {_X}(?: (?:stoppen|beenden|abbrechen))?",
            "When would we stop {x}?",
        ),
        (rf"sollten wir {_X} (?:stoppen|beenden|abbrechen|einstellen)", "Should we stop {x}?"),
        (rf"für wen ist {_X}", "Who is {x} for?"),
        (rf"welche[ms]? (?:ziel|ergebnis) (?:dient|verfolgt|unterstützt) {_X}", "Which outcome does {x} serve?"),
        (rf"(?:wem gehört|wer verantwortet|wer leitet) {_X}", "Who owns {x}?"),
        (rf"wer ist für {_X} (?:verantwortlich|zuständig)", "Who owns {x}?"),
        (rf"was ist der (?:wundeste|schwächste) punkt (?:von|bei) {_X}", "What is the weakest point of {x}?"),
        (rf"wie viele (?:tickets|vorgänge|issues|aufgaben) von {_X} sind offen", "How many issues of {x} are open?"),
        (
            rf"wie viele (?:tickets|vorgänge|issues|aufgaben) von {_X} sind (?:erledigt|fertig|abgeschlossen)",
            "How many issues of {x} are done?",
        ),
        (rf"was hat (?:der|die|das) {_X} (?:entschieden|beschlossen)", "What did the {x} decide?"),
        (rf"was wurde {_X} (?:entschieden|beschlossen)", "What was decided {x}?"),
        # Spanish
        (rf"está {_X} (?:alinead[oa]|orientad[oa])(?: (?:con|a) .+)?", "Is {x} outcome-aligned?"),
        (rf"cuáles son {_MINE} (?:objetivos|resultados|metas)(?: estratégicos)?", "What are our outcomes?"),
        (rf"cuál es {_MINE} estrategia", "What is our strategy?"),
        (rf"cuál es {_MINE} visión", "What is our vision?"),
        (rf"cuál es {_MINE} misión", "What is our mission?"),
        (rf"cuáles son {_MINE} principios", "What are our principles?"),
        (
            rf"cuáles son {_MINE} (?:(?:principales|mayores|tres|cinco) )*problemas(?: más importantes)?",
            "What are our biggest problems?",
        ),
        (r"de qué se quejan los clientes", "What do customers complain about?"),
        (rf"(?:quiénes|cuáles) son {_MINE} (?:competidores|competencia)", "Who are our competitors?"),
        (rf"quiénes son {_MINE} clientes", "Who are our customers?"),
        (rf"quiénes son {_MINE} usuarios", "Who are our users?"),
        (r"qué (?:no (?:hacemos|vamos a hacer)|dejamos de hacer)", "What are we not doing?"),
        (rf"vamos (?:bien|por buen camino)(?: (?:con|en) {_X})?", "Are we on track with {x}?"),
        (rf"cómo vamos (?:con|en) (?:{_MINE} )?{_X}", "Where do we stand with {x}?"),
        (rf"qué problema (?:resuelve|soluciona) {_X}", "What problem does {x} solve?"),
        (rf"por qué (?:hacemos|necesitamos) {_X}", "Why are we doing {x}?"),
        (rf"cómo (?:medimos|se mide)(?: el éxito de)? {_X}", "How do we measure {x}?"),
        (rf"cuándo (?:pararíamos|dejaríamos|detendríamos) {_X}", "When would we stop {x}?"),
        (rf"deberíamos (?:parar|detener|cancelar) {_X}", "Should we stop {x}?"),
        (rf"para quién es {_X}", "Who is {x} for?"),
        (rf"(?:a qué objetivo sirve|qué objetivo persigue) {_X}", "Which outcome does {x} serve?"),
        (rf"quién es (?:el |la )?(?:responsable|dueñ[oa]) de {_X}", "Who owns {x}?"),
        (rf"qué decidió (?:el|la) {_X}", "What did the {x} decide?"),
    )
)  # fmt: skip


def in_english(question: str) -> str:
    """Return a question of a known shape in English; any other as it is."""
    text = " ".join(question.split())
    for pattern, english in _TURNED:
        if match := pattern.match(text):
            named = match.groupdict().get("x")
            return english.replace(" with {x}", "") if named is None else english.format(x=named)
    return question
