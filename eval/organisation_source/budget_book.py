"""The finance department's budget by initiative."""

from datetime import datetime

from eval.organisation_source.workbooks import Book, Sheet

_LINES = (
    ("HED-101", "Second Count", "Count", "O1", 620, 512, 615, ""),
    ("HED-133", "Ward Top-Up", "Ward", "O1", 390, 301, 380, ""),
    ("HED-109", "Gate Tuning", "Count", "O1", 310, 296, 310, "closing"),
    (
        "HED-118",
        "Short Before the Van",
        "Rounds",
        "O2",
        540,
        441,
        560,
        "screens dearer than planned",
    ),
    ("HED-145", "Driver Handover", "Rounds", "O2 ?", 60, 11, 30, "who owns it?"),
    ("HED-126", "Fortnight Start", "Doorstep", "O3", 480, 365, 470, ""),
    ("HED-141", "First Ninety", "Floor", "O4", 260, 188, 250, ""),
    ("HED-122", "Clean Invoice", "Ledger", "O4", 340, 281, 300, "stopped booking in September"),
    (
        "HED-129",
        "Supervisor Pocket",
        "Floor",
        "O4 ?",
        520,
        143,
        260,
        "80 moved to Second Count in April",
    ),
    ("HED-137", "Group View", "Insight", "O4 ?", 300, 207, 290, ""),
    ("HED-139", "Heddle Academy", "Implementation", "O4 ?", 210, 167, 210, "licence paid to 2028"),
    ("PLT-12", "Paved Road", "Loom", "O5", 710, 602, 720, ""),
    ("PLT-19", "Quiet Nights", "Keel", "O5 ?", 120, 84, 110, ""),
    ("PLT-08", "Cluster Move", "Keel", "upkeep", 560, 519, 590, "two months of double rent"),
    ("HED-151", "E-Invoicing 2027", "Ledger", "law", 280, 203, 280, ""),
    ("PLT-15", "Library Uplift", "Loom", "upkeep", 240, 176, 240, ""),
    ("HED-112", "Reporting Refresh", "Insight", "?", 450, 398, 470, ""),
    ("HED-148", "Release Rhythm", "Delivery Office", "?", 90, 71, 90, ""),
    (
        "HED-98",
        "Guest Linen Portal",
        "Ward",
        "stopped",
        350,
        214,
        260,
        "form to move the money never came",
    ),
    ("HED-104", "Tally Gate", "Count", "stopped", 180, 31, 34, "22 penalty, rest storage"),
    ("HED-115", "Nova Parity", "Floor", "stopped", 430, 371, 430, "ask Dev"),
    (
        "HED-143",
        "Brenner Branch",
        "Ledger",
        "no",
        220,
        58,
        90,
        "put in in September, approved G.V.",
    ),
    ("HED-147", "Workwear Pilot", "Rounds", "no", 40, 7, 10, "workshop in November"),
    ("HED-155", "Smart Slots", "Rounds", "?", 0, 3, 3, "61 hours, nobody knows who"),
    ("HED-152", "Tidy Master", "Doorstep", "?", 70, 49, 60, ""),
    ("HED-158", "Carbon Line", "Insight", "?", 80, 33, 45, ""),
    ("PLT-21", "Event Spine", "Loom", "?", 110, 27, 40, ""),
    ("HED-160", "Partner Door", "Insight", "?", 0, 0, 0, "no bookings"),
)

_TOTAL = (
    None,
    "Total",
    None,
    None,
    sum(line[4] for line in _LINES),
    sum(line[5] for line in _LINES),
    sum(line[6] for line in _LINES),
    None,
)

_CHANGES = (
    (datetime(2026, 4, 8), "HED-129", "HED-101", 80, "product council, 1 April", "S. Marwood"),
    (
        datetime(2026, 9, 11),
        "Regional sales DACH",
        "HED-143",
        220,
        "request Katrin Voss, signed G. Vandooren",
        "S. Marwood",
    ),
    (
        datetime(2026, 9, 30),
        "HED-98",
        "HED-101 and HED-133",
        136,
        "OPEN: form missing (decision 0009)",
        "S. Marwood",
    ),
)

_BY_OUTCOME = (
    ("O1", 1320, 1109),
    ("O2", 600, 452),
    ("O3", 480, 365),
    ("O4", 1630, 986),
    ("O5", 830, 686),
    ("law and upkeep", 1080, 898),
    ("stopped or unclear", 2020, 1262),
)

BUDGET_BOOK = Book(
    path="finance/Budget 2026 by initiative v5.xlsx",
    title="Budget 2026 by initiative, version 5",
    author="Stephanie Marwood",
    written=datetime(2026, 11, 2, 9, 20),
    sheets=(
        Sheet(
            "Summary",
            (
                "Initiative budget 2026, GBP thousand",
                "spend to 31 October 2026; finance's own reading of outcomes",
            ),
            ("Outcome", "Budget", "Spent Jan to Oct"),
            _BY_OUTCOME,
            (28, 12, 18),
            ("A question mark in the other sheet means that the owner did not say.",),
        ),
        Sheet(
            "By initiative",
            ("Budget by initiative", "GBP thousand", "v5, 2 November 2026", ""),
            (
                "Key",
                "Initiative",
                "Team",
                "Outcome",
                "Budget 2026",
                "Spent to 31 Oct",
                "Forecast year",
                "Remark",
            ),
            (*_LINES, _TOTAL),
            (10, 24, 16, 10, 12, 14, 14, 38),
        ),
        Sheet(
            "Moves",
            ("Money moved during the year",),
            ("Date", "From", "To", "GBP k", "Basis", "Booked by"),
            _CHANGES,
            (12, 22, 22, 8, 42, 14),
        ),
    ),
)
