"""Work that an auditor ordered, that a vendor's end forces, or that is the next version, is told to have to be done."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of

FILES = {
    "work/Fee table.md": """# Fee table

The fee table follows a recommendation from the Auditor General. The audit finding required us to print every fee.
""",
    "work/Old mail server.md": """# Old mail server

All offices must migrate their mail by 1 May 2027. After this day, the old boxes will be permanently deleted.
""",
    "work/Upgrading to Tramway 6.2.md": """# Upgrading to Tramway 6.2

We moved all depots to the new version.
""",
    "work/Upgrading the waiting hall.md": """# Upgrading the waiting hall

We paint the hall and must move the benches before we do. Drafts of the plan will be discussed with the auditor.
""",
    "work/One form.md": """# One form

The old form will be switched off once riders use the new one. Unused fields will be discontinued. Teams must move
faster by May.
""",
    "work/Ticket printers.md": """# Ticket printers

The supplier will discontinue the printers in June. The old ones are no longer supported after that.
""",
    "work/Fare tips.md": """# Fare tips

A recommendation from the drivers: print every fare. We could do that by May.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("duty"), embedder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "has_to"),
    [
        ("Fee table", True),
        ("Old mail server", True),
        ("Upgrading to Tramway 6.2", True),
        ("Upgrading the waiting hall", False),
        ("Fare tips", False),
        ("One form", False),
        ("Ticket printers", True),
    ],
)
def test_work_has_to_be_done_for_an_auditor_a_vendors_end_or_a_version(
    assessor: Assessor, name: str, has_to: bool
) -> None:
    assert assessor.assess(name).enabler is has_to
