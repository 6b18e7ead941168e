"""What the roadmap slides of October 2026 say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RoadmapSlide:
    """One slide: bullets or a table, and what the speaker wants to say."""

    title: str
    bullets: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    notes: str = ""
    subtitle: str = ""


SLIDES = (
    RoadmapSlide(
        "Roadmap Q4 2026",
        subtitle="Product council, 7 October 2026. Prepared by the Delivery Office (Ed Lumley)",
        notes="Print on A3 for Yvonne. Gerrit dials in, so read the table aloud.",
    ),
    RoadmapSlide(
        "How to read this",
        bullets=(
            "These are bets and not promises. The strategy names outcomes, this deck names what teams try",
            "Dates are the owners' own",
            "Green, amber, red is about the date, not about the outcome (we know)",
            "Initiatives marked with § are law or upkeep",
        ),
        notes="Lena wanted a second colour for the outcome. We did not find out how to fill it in: nine teams, "
        "nine opinions. I suggest we try in January.",
    ),
    RoadmapSlide(
        "O1 and O2: linen and rounds",
        table=(
            ("Initiative", "Owner", "Outcome", "Q4 2026", "Colour"),
            ("Second Count", "Priya Raman", "O1", "handheld at 12 plants", "green"),
            (
                "Ward Top-Up",
                "Grainne Molloy",
                "O1",
                "Calderbridge: all wards on the Monday message",
                "green",
            ),
            ("Gate Tuning", "Wiebke Harms", "O1", "closes in October", "green"),
            ("Short Before the Van", "Owen Tassell", "O2", "20 depots by 11 December", "amber"),
            ("Driver Handover", "Owen Tassell", "O2?", "discovery", "grey"),
        ),
        notes="Gate Tuning is green because the tickets are. Rosalind will ask about the read rate; Wiebke has no new "
        "number since April.\nShort Before the Van: 12 of 20 depots. Four in Ghent depend on Els.",
    ),
    RoadmapSlide(
        "O3 and O4: start and stay",
        table=(
            ("Initiative", "Owner", "Outcome", "Q4 2026", "Colour"),
            ("Fortnight Start", "Callum Wray", "O3", "30 articles as the standard way in", "green"),
            (
                "First Ninety",
                "Agnieszka Dudek",
                "O4",
                "70 % of independents with two super-users",
                "amber",
            ),
            ("Clean Invoice", "Beatriz Llorente", "O4", "was due 30 June; no new date", "red"),
            (
                "Supervisor Pocket",
                "Agnieszka Dudek",
                "O4?",
                "first pilot in February 2027",
                "amber",
            ),
            ("Group View", "Tessa Kühnert", "O4?", "exports in December", "amber"),
            ("Heddle Academy", "Mehmet Aksoy", "O4?", "400 users trained by 18 December", "green"),
        ),
        notes="Clean Invoice: seven stories open, two of them wait for Corviston's contract data. "
        "Beatriz asks for June 2027.",
    ),
    RoadmapSlide(
        "O5 and the house",
        table=(
            ("Initiative", "Owner", "Outcome", "Q4 2026", "Colour"),
            (
                "Paved Road",
                "Nikhil Batra",
                "O5",
                "Ward joins in November, Ledger next year",
                "green",
            ),
            ("Quiet Nights", "Colm Rafferty", "near O5", "5 pages a week", "amber"),
            ("Cluster Move §", "Colm Rafferty", "§", "Bradford empty by 11 December", "green"),
            ("E-Invoicing 2027 §", "Beatriz Llorente", "§", "delivered by 18 December", "green"),
            (
                "Library Uplift §",
                "Laszlo Feher",
                "§",
                "23 of 23 services by 31 December",
                "amber",
            ),
            ("Event Spine", "Laszlo Feher", "?", "spike", "grey"),
        ),
        notes="Nobody should defend the § lines with an outcome. They are law and upkeep, and that is enough.",
    ),
    RoadmapSlide(
        "Things that nobody has placed",
        bullets=(
            "Reporting Refresh: 12 reports, old engine off on 30 November",
            "Release Rhythm: 22 features shipped in Q3, target 30 a quarter",
            "Nova Parity: 47 of 60, wave 4 until December",
            "Brenner Branch: contract date 29 January 2027",
            "Carbon Line, Tidy Master, Smart Slots, Partner Door: somebody books hours on three of these four",
        ),
        notes="I was asked to leave this slide out. I think that council should see it. The guest portal is not on it "
        "because it is officially stopped; Dirk says that Larkspur has a date.",
    ),
    RoadmapSlide(
        "Capacity in Q4",
        bullets=(
            "Ledger: all on tax invoices until 18 December",
            "Floor: Dev and two others on parity wave 4 until mid December",
            "-- so Supervisor Pocket has one and a half people",
            "Insight: two vacancies, frozen since August",
            "Count: three people free when Gate Tuning closes; asked for by Fortnight Start and by "
            "the gate certificate",
        ),
        notes="The freeze in Insight came from finance without a reason.",
    ),
    RoadmapSlide(
        "What we need from council",
        bullets=(
            "A new date for Clean Invoice, or a stop",
            "One owner for Driver Handover",
            "Wet read rate before Gate Tuning is closed",
            "A yes or no to parity wave 4",
        ),
        notes="Last time we got one of four.",
    ),
)
