"""Find the pages of an initiative where none is called so: by most of its name, or by what they announce."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from assistant.catalogue.initiatives import Catalogue
from assistant.catalogue.named_places import Place
from assistant.domain import Document, Kind
from assistant.text.names import holds, is_generic, main_variants, stems, units
from assistant.text.places import file_name
from assistant.text.plain import plain

FEWEST = 2
"""Words of the name that the file says, and places in its page that say each of the others."""
MOST_ANNOUNCING = 3
_OF_A_PAGE = stems(
    "product decision decisions design note notes log overview detail details background requirements spec "
    "specification outline document doc page kickoff scope vision strategy roadmap faq readme index about"
)
"""Words of a file that say what sort of page it is."""
_KINDS = (Kind.STRATEGY, Kind.WORK, Kind.OTHER)


def page_nearly_called(catalogue: Catalogue, name: str) -> Document | None:
    """Return the one page whose file says only words of the name, at least two, and which itself says the others."""
    spelled = units(main_variants(name)[0]) if main_variants(name) else []
    wanted = [unit for unit in dict.fromkeys(spelled) if not (is_generic(unit) or unit[0].isdigit())]
    entries = catalogue.places.entries
    said = Counter(chain.from_iterable(catalogue.places_of(unit) for unit in wanted))
    likely = [at for at, count in said.items() if count >= FEWEST and entries[at].place is Place.DOCUMENT]
    documents = (catalogue.index.document(entries[at].document) for at in sorted(likely))
    found = [document for document in documents if document is not None and _is_of(document, wanted)]
    return found[0] if len(found) == 1 else None


def pages_announcing(catalogue: Catalogue, name: str) -> list[Document]:
    """Return the pages that say themselves that they are about what has a name: in all its words, at least two."""
    spelled = units(main_variants(name)[0]) if main_variants(name) else []
    wanted = [unit for unit in dict.fromkeys(spelled) if not (is_generic(unit) or unit[0].isdigit())]
    if len(wanted) < FEWEST:
        return []
    about = (page for page, said in catalogue.places.announced.items() if all(holds(said, unit) for unit in wanted))
    return [document for page in about if (document := catalogue.index.document(page)) is not None][:MOST_ANNOUNCING]


def _is_of(document: Document, wanted: list[tuple[str, ...]]) -> bool:
    """Whether a page is about what has a name: its file says part of that and nothing else, its text the rest."""
    if document.kind not in _KINDS or document.record is not None:
        return False
    file = file_name(document.path).replace("-", " ").replace("_", " ")
    words = [unit for unit in units(file) if not (holds(_OF_A_PAGE, unit) or is_generic(unit) or unit[0].isdigit())]
    known = frozenset(spelling for unit in wanted for spelling in unit)
    if len(words) < FEWEST or not all(holds(known, unit) for unit in words):
        return False
    rest = [unit for unit in wanted if not holds(stems(file), unit)]
    texts = [stems(plain(document.text[block.start : block.end])) for block in document.blocks] if rest else []
    return bool(rest) and all(sum(holds(text, unit) for text in texts) >= FEWEST for unit in rest)
