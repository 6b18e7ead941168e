"""Who writes tickets and owns accounts: names, account names and ids, all made up."""

import uuid
from dataclasses import dataclass

_NAMESPACE = uuid.UUID("5a0d6d2e-8f1b-4c57-9b54-6f2c0d9e7a11")


@dataclass(frozen=True)
class Person:
    """Somebody who works at Heddlestone."""

    name: str

    @property
    def account_name(self) -> str:
        """The name before the @ of the mail address, which is also the account name in Jira."""
        return self.name.lower().replace(" ", ".")

    @property
    def account_id(self) -> str:
        """The id that Jira Cloud gives to an account."""
        return f"712020:{uuid.uuid5(_NAMESPACE, self.account_name)}"


_NAMES = (
    *("Marit Oakshott", "Lena Brandauer", "Ruaridh Sorley", "Yvonne Adjei-Clarke", "Gerrit Vandooren"),
    *("Priya Raman", "Owen Tassell", "Beatriz Llorente", "Callum Wray", "Agnieszka Dudek", "Grainne Molloy"),
    *("Tessa Kuehnert", "Nikhil Batra", "Femi Oduya", "Wiebke Harms", "Jonty Ackroyd", "Laszlo Feher"),
    *("Marisol Ibarz", "Dev Sandhu", "Colm Rafferty", "Anouk Peeters", "Jens Albrecht", "Tamsin Crewe"),
    *("Bronagh Fell", "Mehmet Aksoy", "Carys Bowen", "Noor Haddad", "Rosalind Pike", "Ed Lumley"),
    *("Stephanie Marwood", "Poppy Strand", "Dirk Mertens", "Annika Reuss", "Iker Goni", "Katrin Voss", "Hugo Sanchis"),
    # Engineers who appear in no document but do much of the work.
    *("Ottilie Varga", "Sam Brearley", "Mo Hanley", "Els Coppens", "Nuria Camps", "Toby Garside"),
    *("Sil Vermeiren", "Jo Whitwam", "Eilidh Roper", "Miriam Lotze", "Piet Dufour", "Zofia Brandt"),
)

PEOPLE: dict[str, Person] = {name.split()[0].lower(): Person(name) for name in _NAMES}
"""Everybody by first name in lower case; first names are unique."""
