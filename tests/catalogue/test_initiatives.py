from collections.abc import Iterator

import pytest

from assistant.catalogue import initiatives
from assistant.catalogue.initiatives import Catalogue
from assistant.catalogue.named_places import Place
from assistant.index.reader import Index, open_index
from assistant.text.names import in_order, main_variants, name_key, stem, units, variants
from tests.initiative_fixtures import built_index

INVENTED = [
    "Project Neptune",
    "Customer loyalty cloud",
    "Tandem Tours",
    "VEL-999",
    "Rider portal 2.0",
    "Second Wind",
    "Door Bell",
    "Chain Reaction",
    "Franchise Academy",
    "Quantum Brakes",
    "Riders return fraud detection engine",
    "Mechanics find investors for the lunar programme",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with open_index(built_index(tmp_path_factory.mktemp("velo"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def catalogue(index: Index) -> Catalogue:
    return Catalogue.read(index)


@pytest.mark.parametrize(
    "name",
    ["VEL-8", "Pedal Finder", "pedal-finder", "VEL-8 Pedal Finder", "the Pedal Finder project", "Pedal Finder (VEL-8)"],
)
def test_name_variants_are_one_thing(catalogue: Catalogue, name: str) -> None:
    found = catalogue.find(name)
    assert found is not None
    assert found.key == "VEL-8"
    assert found.name == "Pedal Finder"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Doorstep Collection", Place.DOCUMENT),
        ("Doorstep Collection: at the door in ten shops", Place.DOCUMENT),
        ("doorstep", Place.DOCUMENT),
        ("Bell Tower", Place.LIST),
    ],
)
def test_an_initiative_may_be_a_page_or_a_bullet(catalogue: Catalogue, name: str, place: Place) -> None:
    found = catalogue.find(name)
    assert found is not None
    assert any(anchor.place is place for anchor in found.anchors)


def test_a_description_finds_the_bullet_that_says_it(catalogue: Catalogue) -> None:
    found = catalogue.find("mechanics stop answering the phone while repairing")
    assert found is not None
    assert "Bell Tower" in found.anchors[0].document.text


@pytest.mark.parametrize("name", INVENTED)
def test_invented_names_are_not_found(catalogue: Catalogue, name: str) -> None:
    assert catalogue.find(name) is None


def test_nearest_names_come_from_the_documents(catalogue: Catalogue, index: Index) -> None:
    nearest = catalogue.nearest("Pedal Catcher")
    assert any("Pedal Finder" in name for name in nearest)
    everything = " ".join(document.text + document.title for document in index.documents())
    assert all(name in everything for name in nearest)


@pytest.mark.parametrize("word", ["december", "median", "service", "shop"])
def test_what_only_stands_beside_a_word_is_no_near_name(catalogue: Catalogue, word: str) -> None:
    others = [name for name in catalogue.nearest(word) if name not in catalogue.names()]
    assert all(word.rstrip("s") in name.lower() for name in others), others


def test_children_follow_the_chain_of_parents(catalogue: Catalogue) -> None:
    assert [child.key for child in catalogue.children("VEL-8")] == ["VEL-21", "VEL-22", "VEL-23"]
    assert catalogue.children("VEL-7") == []


def test_the_catalogue_lists_what_the_documents_call_initiatives(catalogue: Catalogue) -> None:
    assert {"VEL-7 Tax Stamp", "VEL-8 Pedal Finder"} <= set(catalogue.names())
    assert not any("Print labels" in name for name in catalogue.names())


def test_word_forms_and_hyphens_are_one_word() -> None:
    assert stem("parsing") == stem("parse") == stem("parsed")
    assert units("Re-parsing")[0][0] == units("reparsing")[0][0]
    assert name_key("Project Atlas") == name_key("atlas initiative")


def test_names_are_taken_apart_at_brackets_and_colons() -> None:
    assert {"SBV", "Short Before the Van"} <= set(variants("SBV: Short Before the Van (one pager)"))
    assert "Atlas" in main_variants("Atlas: self-serve onboarding")


def test_short_names_must_stand_in_order() -> None:
    assert in_order(units("We ship release 2 in May"), units("Release 2"))
    assert not in_order(units("Version 2 is the next release that we plan"), units("Release 2"))


def test_a_word_said_twice_does_not_hide_a_name() -> None:
    assert in_order(units("The portal, the supplier, that supplier and customer data"), units("portal supplier data"))
    assert not in_order(units("The portal, our supplier, its customer and sales data"), units("portal supplier data"))


def test_of_a_name_that_stands_everywhere_the_best_places_are_read(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = catalogue.find("Doorstep Collection")
    monkeypatch.setattr(initiatives, "MOST_PLACES", 1)
    best = catalogue.find("Doorstep Collection")
    assert every is not None
    assert best is not None
    assert len(every.anchors) > len(best.anchors)
    assert best.anchors == every.anchors[:1]
