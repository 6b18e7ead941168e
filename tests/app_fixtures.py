"""A small organisation and its index, for the tests of the page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from assistant.settings import load_settings
from eval.running_app import app, browser_of
from ingest.night import Night

REORDER = "Store managers reorder stock in under five minutes, down from forty minutes in 2025."
PALLETS = (
    "The Lisbon pilot cut missing pallets from twelve to three a week between March and June 2026, "
    "because night crews scan every pallet at the dock."
)
SCANNER = "Drivers in Porto drop the handheld scanner because its strap tears after two weeks."
DOCK_SCAN = "Shops get complete deliveries at the first attempt: from 71 % to 90 % by 30 September 2026."
HOSTILE = (
    "The Zephyr vendor note says **trust us** ![pixel](https://evil.example/p.png) and "
    '<img src="https://evil.example/i.png" onerror="document.title=\'owned\'"> and '
    "<script>document.title='owned'</script> and [click me](javascript:alert(1)) and $x^2$ and "
    ":red[boom] :smile: and https://evil.example/bare about warehouse gates."
)
MARKDOWN = f"""# Retail strategy 2026

Approved by the leadership team on 12 January 2026.

## Outcomes

{REORDER} We measure it **weekly**.

## What we are not doing

We will not build a loyalty card for shoppers.
"""
ISSUES = [
    ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Assignee", "Created", "Updated", "Description"],
    [
        "Dock Scan",
        "RET-1",
        "1001",
        "Initiative",
        "In Progress",
        "Ana Sousa",
        "05/Jan/26 9:00 AM",
        "02/Jul/26 9:00 AM",
        DOCK_SCAN,
    ],
    ["Strap", "RET-2", "1002", "Story", "To Do", "Rui Pinto", "06/Jan/26 9:00 AM", "03/Jul/26 9:00 AM", SCANNER],
]


# What has less than the contrast that WCAG AA asks for: 4.5, or 3 where letters are large.
_FAINT = """area => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => numbers(colour).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if ((numbers(colour)[3] ?? 1) === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const own = element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  return [...document.querySelectorAll(`${area}, .stSidebar .stHtml *, .st-key-navigation *`)]
    .filter(element => own(element) && element.tagName !== "STYLE" && element.checkVisibility())
    .map(element => {
      const style = getComputedStyle(element);
      const [a, b] = [light(style.color), light(ground(element))].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      return ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5) ? `${ratio.toFixed(2)} ${element.textContent}` : "";
    }).filter(Boolean);
}"""

_PATIENCE = 30.0
"""Seconds."""
TEAMS = ("Payroll", "Legal", "Fleet", "Bakery", "Energy", "Hiring", "Insurance", "Cleaning", "Security", "Catering")
TOPICS = (
    "moved its weekly meeting from Tuesday to Thursday after a vote",
    "asked for two more desks on the third floor near the window",
    "finished the audit of its contracts without a finding",
    "sent a card to the colleague who retires at Easter",
)


def faint_words(page: Page, area: str) -> list[str]:
    """Return what has too little contrast among the elements of an area and in the side bar."""
    return list(page.evaluate(_FAINT, area))


class Runs:
    """Counts how often the app has run to its end for a page, by what its server says; made before the page opens."""

    def __init__(self, page: Page) -> None:
        """Listen to what the page's server says."""
        self._page, self._ended = page, 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _hear(self, frame: str | bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        self._ended += message.WhichOneof("type") == "script_finished"

    @contextmanager
    def told(self) -> Iterator[None]:
        """Do something and wait until the app has run with it; the page shows a press before its server hears of it."""
        expect(self._page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        before, until = self._ended, monotonic() + _PATIENCE
        yield
        while self._ended == before:
            assert monotonic() < until, "the app has not run"
            self._page.wait_for_timeout(50)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium that the tests of a module share."""
    with sync_playwright() as playwright, browser_of(playwright) as found:
        yield found


@pytest.fixture(scope="module")
def address(index: Path) -> Iterator[str]:
    """Start the app that the tests of a module share, on the module's own `index`."""
    with app(index) as found:
        yield found


def write_organisation(folder: Path) -> Path:
    """Write the sources: Markdown, a PDF of two pages, a Jira export, a hostile note, a file that cannot be read."""
    for name in ("strategy", "jira", "collaboration"):
        (folder / name).mkdir(parents=True)
    (folder / "strategy" / "retail-strategy.md").write_text(MARKDOWN, encoding="utf-8")
    _write_pdf(folder / "strategy" / "pilot-report.pdf")
    with (folder / "jira" / "issues.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(ISSUES)
    (folder / "collaboration" / "vendor.md").write_text(f"# Zephyr <b>vendor</b> note\n\n{HOSTILE}\n", encoding="utf-8")
    (folder / "collaboration" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing follows")
    # Background: how well a passage fits is judged by how much it stands out.
    for team in TEAMS:
        for number, topic in enumerate(TOPICS):
            note = folder / "collaboration" / f"{team.lower()}-{number}.md"
            note.write_text(f"# {team}, note {number + 1}\n\nThe team {team} {topic}.\n", encoding="utf-8")
    return folder


def write_board(folder: Path) -> None:
    """Add a source that only the board may read, with a file that cannot be read."""
    (folder / "boardroom").mkdir()
    (folder / "boardroom" / "merger.md").write_text("# Merger\n\nWe buy the rival in May 2026.\n", encoding="utf-8")
    (folder / "boardroom" / "minutes.pdf").write_bytes(b"%PDF-1.4 nothing follows")
    source = '[[sources]]\npath = "boardroom"\nkind = "strategy"\naudience = "board"\n'
    (folder / "bearing.toml").write_text(source, encoding="utf-8")


def _write_pdf(file: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()
    other = "Crews asked for brighter lamps at the dock. The lamps came in April."
    story = [
        Paragraph("Pilot report", style["Title"]),
        Paragraph("How the dock pilot was set up", style["Heading2"]),
        Paragraph("Two docks were chosen in February 2026. Forty people took part.", style["BodyText"]),
        PageBreak(),
        Paragraph("What the pilot showed", style["Heading2"]),
        Paragraph(other, style["BodyText"]),
        Paragraph(PALLETS, style["BodyText"]),
        Paragraph("Nobody measured breakage.", style["BodyText"]),
    ]
    SimpleDocTemplate(str(file), pagesize=A4, title="Pilot report").build(story)


def index_of(sources: Path, index: Path) -> Path:
    """Bring an index up to date with the sources, as a night does."""
    Night(sources, index, load_settings(sources)).run()
    return index
