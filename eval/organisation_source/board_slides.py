"""What the board's slides of October 2026 say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Slide:
    """One page of the deck, drawn from top to bottom in the order of the fields."""

    title: str
    lead: str = ""
    bullets: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    shares: tuple[float, ...] = ()
    chart: bool = False
    note: str = ""


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep")
LOSS_RATE = (17.4, 17.3, 17.2, 16.9, 16.5, 16.0, 15.6, 15.2, 14.9)
SHORTS = (7.0, 6.7, 6.4, 6.1, 5.8, 5.4, 5.1, 4.8, 4.6)

SLIDES = (
    Slide(
        "Contents",
        table=(
            ("Page", "Item", "Who"),
            ("1", "The quarter on one page", "Marit Oakshott"),
            ("2", "Five outcomes", "Marit Oakshott"),
            ("3", "Loss rate and shorts", "Lena Brandauer"),
            ("4", "Customers and retention", "Yvonne Adjei-Clarke"),
            ("5", "Why we lose deals", "Yvonne Adjei-Clarke"),
            ("6", "Cash and covenant", "Dafydd Penhale"),
            ("7", "Where the money of 2026 went", "Dafydd Penhale"),
            ("8", "Project Gannet", "Dafydd Penhale"),
            ("9", "Organisation 2027", "Sunniva Holt"),
            ("10", "Decisions asked of the board", "Hal Pettigrew"),
        ),
        shares=(1, 6, 3),
    ),
    Slide(
        "Before you read",
        bullets=(
            "Numbers are those of 30 September 2026 unless a page says otherwise.",
            "Page 5 replaces what the strategy of January says about lost deals.",
            "Pages 8 and 9 are known to very few people. Please do not read them on a train.",
            "Memorandum *Project Gannet* and paper *Organisation 2027* are in the annex, as separate files.",
        ),
    ),
    Slide(
        "The quarter on one page",
        lead="**Three outcomes move, one crawls, one we will miss.**",
        bullets=(
            "Loss rate 14.9 %, on the way to about 14 at the year end. Target 13.",
            "Shorts 4.6 %. The bay screen works where it hangs, and it hangs in 12 of 20 depots.",
            "Time to live 63 days. Below 45 for the four plants that began with thirty articles.",
            "Retention 90.0 %. **We do not expect to reach 93 % this year.**",
            "Annual recurring revenue 30.1 million pounds, plan 31.5.",
            "Two things worry me: Corviston, and how much of our own work serves nothing that we decided. M.O.",
        ),
    ),
    Slide(
        "Five outcomes",
        table=(
            ("Outcome", "From", "30 Sep 2026", "Target 31 Dec", "We expect"),
            ("O1 Linen that comes back: loss rate", "17.4 %", "14.9 %", "13.0 %", "14.0 %"),
            ("O2 Every round right: drops with a short", "6.8 %", "4.6 %", "3.5 %", "4.0 %"),
            ("O3 Live within weeks: median days", "94", "63", "45", "55"),
            ("O4 Plants that stay: gross retention", "88.1 %", "90.0 %", "93 %", "90.5 %"),
            ("O5 Small safe changes: lead time", "11 days", "3.6 days", "2 days", "2.5 days"),
            ("O5 Small safe changes: change failure", "19 %", "13 %", "below 10 %", "11 %"),
        ),
        shares=(4, 1.3, 1.5, 1.5, 1.3),
        note="The column on the right is the executive team's forecast of 20 October and is not shared in the house.",
    ),
    Slide(
        "Loss rate and shorts, January to September 2026",
        chart=True,
        bullets=(
            "The fall of the loss rate begins in April, four weeks after the first handhelds moved.",
            "We cannot separate Second Count from Ward Top-Up at Aldermoor; at Sint-Amelia there is only Second Count.",
        ),
    ),
    Slide(
        "Customers and retention",
        bullets=(
            "Left since January: 4 independents (0.3 million). Most of what we lose is groups that renew for less.",
            "**Corviston (1.9 million) will tender in spring** unless credit notes at its plants "
            "are below 3 % by 31 March 2027.",
            "Brenner Textil-Service (640 thousand): expects its own pricing engine. We say no; we "
            "assume a 50 % chance that it goes.",
            "Saalegrund (210 thousand) ends on 30 June 2027 if wet reads do not get better.",
        ),
        table=(
            ("Segment", "Customers", "Gross retention, 12 months"),
            ("Independent", "34", "82 %"),
            ("Regional group", "22", "89 %"),
            ("Hospital laundry", "13", "97 %"),
            ("National group", "5", "92 %"),
        ),
        shares=(3, 2, 3),
    ),
    Slide(
        "Why we lose deals (2026, 41 lost)",
        lead="The strategy says price and missing features. The deals say: **time to go live.**",
        table=(
            ("Reason", "Deals", "Amount, GBP k", "Share of amount"),
            ("Implementation time", "17", "1,622", "61 %"),
            ("No decision", "8", "392", "15 %"),
            ("Price", "6", "212", "8 %"),
            ("Read accuracy", "5", "244", "9 %"),
            ("Missing feature", "3", "88", "3 %"),
            ("Missing mobile app", "2", "105", "4 %"),
        ),
        shares=(3, 1, 2, 2),
        note="Source: closed-lost reasons in the CRM, checked by hand by Annika Reuss and Poppy Strand in October.",
    ),
    Slide(
        "Cash and covenant",
        table=(
            (
                "GBP m",
                "30 Jun 2026",
                "31 Oct 2026 (exp.)",
                "31 Mar 2027 with Gannet",
                "31 Mar 2027 without",
            ),
            ("Cash", "6.6", "5.9", "1.9", "5.1"),
            ("Fellbridge loan", "0", "0", "5.0", "0"),
        ),
        shares=(2, 2, 2, 2.4, 2.2),
        bullets=(
            "Covenant: gross retention at the year end not below 88.0 %.",
            "Forecast 90.5 %. If Corviston left, it would be 84 %, in 2027.",
        ),
    ),
    Slide(
        "Where the money of 2026 went",
        lead="Spent to 30 September 2026 on 28 initiatives: 5.1 million pounds.",
        bullets=(
            "54 % on work that serves one of the five outcomes and measures it",
            "16 % on law, leases and upkeep",
            "**30 % on work that serves no outcome of ours, or a goal that we have retired**",
            "The guest portal alone cost 166 thousand from February to September, after we had decided to stop it.",
        ),
    ),
    Slide(
        "Project Gannet",
        lead="Acquisition of Ottokar Trace NV, Mechelen. Details in the memorandum of 19 October.",
        bullets=(
            "11.2 million euros, of which 7.8 at closing",
            "Exclusive until 18 December 2026, signing planned for 29 January 2027",
            "Wet reads 96 % against our 91.2 %",
            "Works with or without Gate Tuning; we would end Gate Tuning",
        ),
        note="Not to be mentioned to anyone in Count, in sales or at Sint-Amelia, which is a customer of both.",
    ),
    Slide(
        "Organisation 2027",
        bullets=(
            "19 roles end; consultation from 11 January 2027",
            "Insight is dissolved, the Delivery Office closes, engineering leaves Ghent",
            "Saves 1.6 million pounds a year from 2028; costs 0.74 million once",
            "Gerrit Vandooren leaves by agreement at the end of March 2027",
        ),
    ),
    Slide(
        "Decisions asked of the board",
        bullets=(
            "To go on to signing in Project Gannet",
            "To approve Organisation 2027 in principle",
            "To note that O4 will be missed, and that no one will be asked to explain it away",
            "To release 120 thousand pounds for two Ledger engineers until June 2027 (Corviston)",
        ),
    ),
)
