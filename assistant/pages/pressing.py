"""Let parts of a page that are drawn as HTML be pressed: by mouse, by finger, and by keyboard.

What carries `data-press` says so; a cell of a table with `data-cells` without it is `cell/ROW/COLUMN`, the row by its
`data-line`, the columns counted from 0 behind the row's head. In such a table the arrow keys go from cell to cell.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

_SCRIPT = """
const ARROWS = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]};
const cellOf = element => element.closest("[data-cells] tbody td");
const valueOf = element => {
  const part = element.closest("[data-press]"), cell = cellOf(element);
  if (part) return part.dataset.press;
  return cell ? `cell/${cell.parentElement.dataset.line}/${cell.cellIndex - 1}` : null;
};
const marked = (area, value) => {
  const [sort, row, column] = (value ?? "").split("/");
  return area?.querySelector(sort === "cell" ? `tr[data-line="${row}"] > :nth-child(${+column + 2})`
    : `[data-press="${value}"]:not(tr)`);
};
const neighbour = (cell, [down, right]) => {
  const rows = cell.closest("tbody").rows, row = rows[cell.parentElement.sectionRowIndex + down];
  const found = row?.cells[cell.cellIndex + right];
  return found?.tagName === "TD" ? found : null;
};
const reach = cell => {
  cell.closest("tbody").querySelectorAll('td[tabindex="0"]').forEach(other => other.tabIndex = -1);
  cell.tabIndex = 0;
  cell.focus();
};
export default function({parentElement, data, setTriggerValue}) {
  const area = () => document.querySelector(`.st-key-${data.within}`);
  const inside = event => event.target instanceof Element && area()?.contains(event.target);
  // A table that is drawn anew takes the focus along with its old button.
  const refocus = () => {
    if (document.activeElement !== document.body || !parentElement.pressed) return;
    marked(area(), parentElement.pressed)?.focus({preventScroll: true});
  };
  // What opens beside the page is far away for Tab: who came by keyboard goes there, and comes back when it closes.
  // A page that is slow to answer, or drawn anew meanwhile, may drop the focus: for a second it is given again.
  const enter = opened => {
    const out = document.querySelector(".st-key-source-close button"), here = document.activeElement;
    if (!!out !== opened) return false;
    const lost = here === document.body && parentElement.byKeys;
    const led = here?.matches(":focus-visible") && area()?.contains(here);
    if (opened && (lost || led)) out.focus();
    if (!opened) refocus();
    return true;
  };
  const soon = (opened, tries = 300, again = 10) => {
    const there = enter(opened);
    if (there ? again : tries) setTimeout(soon, 100, opened, tries - 1, again - there);
  };
  const press = event => {
    if (event.target.closest?.(".st-key-source-close")) soon(false);
    const value = inside(event) && valueOf(event.target), cell = value && cellOf(event.target);
    if (cell) reach(cell);
    if (!value) return;
    parentElement.pressed = value;
    parentElement.byKeys = document.activeElement?.matches(":focus-visible");
    setTriggerValue("press", value);
    soon(true);
  };
  const move = event => {
    const cell = inside(event) && cellOf(event.target);
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); press(event); return; }
    const there = event.key in ARROWS && neighbour(cell, ARROWS[event.key]);
    if (!there) return;
    event.preventDefault();
    reach(there);
  };
  // What opens beside the page makes it narrower: what was pressed stays in sight.
  let wide = area()?.clientWidth;
  const follow = () => {
    const narrower = area()?.clientWidth < wide;
    wide = area()?.clientWidth;
    if (narrower) marked(area(), parentElement.pressed)?.scrollIntoView({block: "nearest", inline: "nearest"});
  };
  parentElement.leave?.();
  const seen = new MutationObserver(refocus), sized = new ResizeObserver(follow);
  if (area()) { seen.observe(area(), {childList: true, subtree: true}); sized.observe(area()); }
  document.addEventListener("click", press);
  document.addEventListener("keydown", move);
  parentElement.leave = () => {
    seen.disconnect(); sized.disconnect();
    document.removeEventListener("click", press);
    document.removeEventListener("keydown", move);
  };
  return parentElement.leave;
}
"""
_component = st.components.v2.component("bearing-pressing", js=_SCRIPT, isolate_styles=False)


def listen(within: str, on_press: Callable[[str], None]) -> None:
    """Call back with the value of what is pressed inside of the container with a key."""
    key = f"pressing-{within}"

    def pressed() -> None:
        value = getattr(st.session_state.get(key), "press", None)
        if isinstance(value, str):
            on_press(value)

    _component(key=key, data={"within": within}, height=1, on_press_change=pressed)


def show_pressed(within: str, value: str) -> None:
    """Let what has a value look pressed; by style, since drawing it anew would lose the focus."""
    st.html(pressed_style(within, value))


def pressed_style(within: str, value: str) -> str:
    """Return the style that marks what has a value, which a page made itself."""
    sort, *numbers = value.split("/")
    part = f'[data-press="{value}"]:not(tr)'
    if sort == "cell":
        part = f'tr[data-line="{numbers[0]}"] td:nth-child({int(numbers[1]) + 2})'
    ring = "outline:3px solid var(--b-accent)!important;outline-offset:-3px;border-radius:4px"
    return f"<style>.st-key-{within} {part}{{{ring}}}</style>"
