"""The names of fields in Jira's exports, in its vocabularies and languages, as its English CSV export says them."""

from __future__ import annotations

import re

from ingest.parse.draft import one_line

_NAMES = {
    "issue key": "key, vorgangsschlüssel, schlüssel, clé de ticket, clé, clave de incidencia, clave, chave, sleutel, "
    "chave da item, chave do item, clave de la incidencia",
    "issue id": "vorgangs-id, id de ticket, identifiant de ticket, id. de incidencia, id de incidencia, id da item, "
    "id du ticket, id de la incidencia, id do item, id da incidencia",
    "issue type": "type, t, issue type name, issuetype, vorgangstyp, type de ticket, tipo de incidencia, "
    "tipo de item, tipo de ticket, tipo do item",
    "parent id": "übergeordnete id, id du parent, identifiant du parent, id. de principal, id principal, "
    "id del principal",
    "parent": "übergeordnet, übergeordnetes element, principal, elemento principal",
    "parent summary": "übergeordnete zusammenfassung, résumé du parent, resumen del principal, resumen principal",
    "parent key": "übergeordneter schlüssel, clé du parent, clave principal, chave pai",
    "summary": "zusammenfassung, résumé, resumen, resumo, samenvatting",
    "status": "state, état, estado",
    "status category": "statuskategorie, catégorie d'état, categoría de estado, categoria do status, "
    "categoria de status",
    "project key": "projektschlüssel, clé de projet, clave del proyecto, chave do projeto",
    "project name": "project, projekt, projektname, nom du projet, nombre del proyecto, projeto, nome do projeto",
    "priority": "priorität, priorité, prioridad, prioridade",
    "resolution": "lösung, résolution, resolución, resolução",
    "assignee": "zugewiesene person, bearbeiter, personne assignée, responsable, persona asignada, attribution, "
    "asignado a, responsável, toegewezen persoon, assegnatario",
    "reporter": "autor, melder, rapporteur, auteur, informador, informante, relator, segnalatore",
    "created": "erstellt, création, créé, creada, creado, criado, criada",
    "updated": "aktualisiert, mise à jour, mis à jour, actualizada, actualizado, atualizado, atualizada, atualizado(a)",
    "resolved": "resolutiondate, erledigt, gelöst, résolu, résolue, resuelta, resuelto, resolvido, resolvida",
    "due date": "duedate, due, fälligkeitsdatum, fällig, échéance, date d'échéance, fecha de vencimiento, "
    "data limite, data de entrega, data de vencimento",
    "labels": "label, stichwörter, étiquettes, etiquetas",
    "components": "component/s, component, komponenten, komponente/n, composants, composant(s), "
    "componentes, componente/s, componente",
    "fix versions": "fix version/s, fix version, fixversions, lösungsversionen, lösungsversion/en, versions corrigées, "
    "versiones corregidas, versões corrigidas, versiones de corrección, versões de correção",
    "affects versions": "affects version/s, affects version, versions, betrifft version/en, versions affectées",
    "description": "beschreibung, descripción, descrição",
    "environment": "umgebung, environnement, entorno",
    "comment": "comments, kommentar, commentaire, comentario, comentário",
    "log work": "arbeitsprotokoll",
    "sprint": "sprints, custom field (sprint)",
    "creator": "ersteller, créateur, creador, criador",
    "last viewed": "zuletzt angesehen, dernière consultation, última visualización, última vez visto",
    "watchers": "beobachter, observateurs, observadores",
    "votes": "stimmen, votos",
    "original estimate": "timeoriginalestimate, ursprüngliche schätzung, estimation originale, estimación original, "
    "estimativa original",
    "remaining estimate": "timeestimate, verbleibende schätzung, estimation restante, estimación restante, "
    "estimativa restante",
    "time spent": "timespent, zeitaufwand, temps passé, tiempo trabajado, tiempo empleado, tempo gasto",
    "linked issues": "issuelinks, verknüpfte vorgänge, linked work items",
}
_MEANING = {name: standard for standard, names in _NAMES.items() for name in names.split(", ")}
_CUSTOM = re.compile(
    r"^(?:custom fields?|benutzerdefinierte[sr]? feld(?:er)?|champs? personnalisée?s?|campos? personalizados?)"
    r" \((.+)\)$"
)
_LINK = re.compile(
    r"^(?:(?P<inward>eingehende[rn]?|lien (?:d[eu] \w+ )?entrant|(?:enlace|vínculo|link)\b[^(]*(?:entrante|entrada))"
    r"|ausgehende[rn]?|lien (?:d[eu] \w+ )?sortant|(?:enlace|vínculo|link)\b[^(]*(?:saliente|salida|saída))\b[^(]*"
    r"\((?P<kind>.+)\)$"
)
_EPIC_LINK = re.compile(
    r"^(?:lien d'[ée]pop[ée]e|lien (?:[ée]pop[ée]e|epic)|ep(?:os|ic)-verknüpfung"
    r"|(?:enlace|vínculo|link)\ d[eo](?:\ las?)?\ [ée]picas?|(?:link|vínculo)\ (?:do\ )?[ée]pico)$"
)
# The sorts of issues that Jira has from the start, as it calls them in other languages.
_TYPES = {
    name: standard
    for standard, names in (
        ("initiative", "iniciativa, iniciativas, iniziativa, initiatief"),
        ("epic", "épopée, epos, épico, épica"),
        ("story", "récit, historia, história, verhaal"),
        ("task", "aufgabe, tâche, tarea, tarefa, taak, attività"),
        ("sub-task", "unteraufgabe, teilaufgabe, sous-tâche, subtarea, subtarefa, subtaak"),
        ("bug", "fehler, bogue, error, erro, fout"),
    )
    for name in names.split(", ")
}
# What Jira's English exports called these columns at one time or another.
_ENGLISH = frozenset(
    "component/s components fix_version/s fix_versions affects_version/s affects_versions key type t due duedate "
    "project custom_field_(sprint) sprint sprints comments log_work issue_type_name issuelinks".split()
)

# The ids of fields in the REST interface and on pages, where they are others than the names.
FIELD_IDS = {
    "issuekey": "issue key",
    "issuetype": "issue type",
    "resolutiondate": "resolved",
    "duedate": "due date",
    "fixVersions": "fix versions",
    "versions": "affects versions",
    "project": "project name",
    "timespent": "time spent",
    "timeestimate": "remaining estimate",
    "timeoriginalestimate": "original estimate",
    "statusCategory": "status category",
}
CATEGORIES = {"new": "To Do", "indeterminate": "In Progress", "done": "Done"}
"""Jira's three status categories by their key."""
PARENTS = ("epic link", "parent link")
"""The custom fields in which Jira Server keeps the epic, and its roadmaps the parent."""
# Custom fields that a person would not read: ranks, hashes, counters; and those that are read as relations.
_NOISE = re.compile(
    r"^(?:rank|issue color|development|request participants|epic colou?r|flagged by|flagged|.*\[chart\].*"
    r"|(?:locked|submitted|total|open) forms|(?:epic|parent) link(?: key)?)$",
    re.IGNORECASE,
)


def is_noise(label: str) -> bool:
    """Whether a custom field of this name is not for reading."""
    return bool(_NOISE.match(label))


def canonical(name: str) -> str:
    """Return a column's name as the English CSV export says it, in lower case."""
    name = one_line(name).casefold().replace("work item", "issue").replace("work type", "issue type")
    if match := _CUSTOM.match(name):
        name = "custom field (epic link)" if _EPIC_LINK.match(match[1]) else f"custom field ({match[1]})"
    if match := _LINK.match(name):
        return f"{'inward' if match['inward'] else 'outward'} issue link ({match['kind']})"
    return _MEANING.get(name, name)


def type_of(name: str) -> str:
    """Return the sort of an issue in lower case, Jira's own sorts in English."""
    plain = one_line(name).casefold()
    return _TYPES.get(plain, plain)


def shown(name: str) -> str:
    """Return what a column is called in a document: a field of their own by its name, "" for Jira's usual words."""
    label = one_line(name)
    if label.casefold().replace(" ", "_") in _ENGLISH:
        return ""
    return label[label.index("(") + 1 : -1] if _CUSTOM.match(label.casefold()) else label
