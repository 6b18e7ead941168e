"""What Jira's link types say in each direction, for the containers that name the type only."""

from __future__ import annotations

# Jira's own types and those that its products and widespread apps add: outward words, inward words.
_WORDS = {
    "blocks": ("blocks", "is blocked by"),
    "blocker": ("blocks", "is blocked by"),
    "causes": ("causes", "is caused by"),
    "cloners": ("clones", "is cloned by"),
    "dependency": ("depends on", "is depended on by"),
    "dependent": ("depends on", "is depended on by"),
    "depends": ("depends on", "is depended on by"),
    "duplicate": ("duplicates", "is duplicated by"),
    "implements": ("implements", "is implemented by"),
    "polaris work item link": ("implements", "is implemented by"),
    "issue split": ("split to", "split from"),
    "work item split": ("split to", "split from"),
    "problem/incident": ("causes", "is caused by"),
    "relates": ("relates to", "relates to"),
    "test": ("tests", "is tested by"),
    "defect": ("created", "created by"),
}


def link_words(kind: str, *, outward: bool) -> str:
    """Return what a link of a type says when it is read from one of its ends; a type of their own says its name."""
    kind = kind.strip().casefold()
    words = _WORDS.get(kind, (kind, kind))
    return words[0] if outward else words[1]
