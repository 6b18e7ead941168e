"""Confluence's storage format (XHTML with `ac:` and `ri:` elements) as the HTML that a reader of the page sees.

Format: confluence.atlassian.com, "Confluence storage format". Macros that make content from elsewhere (a table of
contents, a list of children) have none of their own; prompts of templates (`ac:placeholder`) are no content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TypeGuard

from bs4 import BeautifulSoup
from bs4.element import Tag

from ingest.parse.draft import one_line

# A CDATA section inside the CDATA of the export has its end mark broken in one of two ways.
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]\s?>", re.DOTALL)
_DROPPED = frozenset(
    "ac:parameter ac:placeholder ac:emoticon ac:task-id ac:task-uuid ac:adf-attribute ac:adf-mark "
    "ri:page ri:user ri:attachment ri:url ri:blog-post ri:space ri:shortcut ri:content-entity at:i18n at:var".split()
)
_PREFORMATTED = frozenset(("code", "noformat", "html", "markdown", "paste-code-macro"))
_TITLED = frozenset("panel info note warning tip expand ui-expand".split())
_DIVIDED = frozenset(
    "ac:rich-text-body ac:layout ac:layout-section ac:layout-cell ac:adf-content ac:task-body ac:caption".split()
)


def page_html(storage: str, people: Mapping[str, str]) -> str:
    """Return the body of a page as plain HTML; `people` has the names of users by key."""
    plain = _CDATA.sub(lambda match: escape(match[1], quote=False), storage)
    soup = BeautifulSoup(plain, "html.parser")
    # Innermost first: what an element becomes is made of what its children became.
    own = [tag for tag in soup.find_all(True) if ":" in tag.name or tag.name == "time"]
    for tag in reversed(own):
        if tag.name not in _DROPPED:
            _replace(tag, people)
    for tag in own:
        if tag.name in _DROPPED and not tag.decomposed:
            tag.decompose()
    return str(soup)


def _replace(tag: Tag, people: Mapping[str, str]) -> None:
    name = tag.name
    if name in ("ac:structured-macro", "ac:macro"):
        _macro(tag, people)
    elif name == "ac:link":
        tag.replace_with(_link(tag, people))
    elif name == "ac:image":
        caption = _child(tag, "div")
        words = one_line(caption.get_text()) if caption else str(tag.get("ac:alt") or "")
        tag.replace_with(words if len(words.split()) > 2 else "")
    elif name == "ac:task-list":
        _rename(tag, "ul")
    elif name == "ac:task":
        _rename(tag, "li")
    elif name == "ac:task-status":
        tag.replace_with("[x] " if tag.get_text().strip() == "complete" else "[ ] ")
    elif name == "ac:plain-text-body":
        _rename(tag, "pre")
    elif name == "ac:adf-fallback":
        node = tag.find_previous_sibling("ac:adf-node")
        if node is not None and node.get_text(strip=True):
            tag.decompose()
        else:
            _rename(tag, "div")
    elif name == "time":
        tag.replace_with(tag.get_text() or str(tag.get("datetime") or ""))
    elif name in _DIVIDED:
        _rename(tag, "div" if name != "ac:task-body" else "span")
    else:
        tag.unwrap()


def _rename(tag: Tag, name: str) -> None:
    tag.name = name
    tag.attrs = {}


def _macro(tag: Tag, people: Mapping[str, str]) -> None:
    """Replace a macro by its body under its title, or by the words that it shows."""
    name = str(tag.get("ac:name") or "")
    given = {str(one.get("ac:name") or ""): one for one in tag.children if _is(one, "ac:parameter")}
    words = {key: one_line(one.get_text()) for key, one in given.items()}
    if name == "status":
        tag.replace_with(words.get("title", ""))
    elif name in ("jira", "jiraissues"):
        tag.replace_with(words.get("key") or words.get("jqlQuery") or "")
    elif name in ("profile", "profile-picture"):
        named = [user for one in given.values() if (user := _child(one, "ri:user"))]
        tag.replace_with(_person(named[0], people) if named else "")
    else:
        body = _child(tag, "div", "pre")
        for one in given.values():
            one.decompose()
        if body is None:
            tag.decompose()
        else:
            _titled(tag, words.get("title", "") if name in _TITLED | _PREFORMATTED else "")


def _titled(tag: Tag, title: str) -> None:
    _rename(tag, "div")
    if title:
        tag.insert(0, BeautifulSoup(f"<p>{escape(title)}</p>", "html.parser"))


def _link(tag: Tag, people: Mapping[str, str]) -> str:
    """Return the words of a link: its body, which is part of it by now, else the name of what it leads to."""
    if words := one_line(tag.get_text()):
        return words
    if user := _child(tag, "ri:user"):
        return _person(user, people)
    target = _child(tag, "ri:page", "ri:blog-post", "ri:attachment", "ri:url")
    named = ("ri:content-title", "ri:filename", "ri:value")
    return next((str(target[name]) for name in named if target.get(name)), "") if target else ""


def _is(node: object, *names: str) -> TypeGuard[Tag]:
    return isinstance(node, Tag) and node.name in names


def _child(tag: Tag, *names: str) -> Tag | None:
    return next((child for child in tag.children if _is(child, *names)), None)


def _person(user: Tag, people: Mapping[str, str]) -> str:
    keys = [str(user.get(name) or "") for name in ("ri:userkey", "ri:account-id", "ri:username")]
    return next((people[key] for key in keys if key in people), next(filter(None, keys[2:]), "somebody"))
