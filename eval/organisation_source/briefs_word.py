"""Initiative briefs that their owners keep in Word."""

from datetime import datetime

from eval.organisation_source.word import WordText

SECOND_COUNT = WordText(
    path="strategy/initiatives/Second Count brief.docx",
    title="Second Count",
    subtitle="Initiative brief, HED-101",
    author="Priya Raman",
    written=datetime(2026, 3, 24, 11, 12),
    markup="""
**Owner:** Priya Raman. **Team:** Count. **Written:** 2 March 2026; numbers of the audit put in on 24 March.

# Outcome

The people at the soil side read every bag when it arrives, instead of weighing the cage and tipping it. Then a
missing piece is noticed within a week, by the plant and by the ward, while somebody still remembers. That is
how the yearly loss rate of the plants that take part falls from 17.4 % to 13.0 % by 31 December 2026.

This is outcome O1 of the strategy, *Linen that comes back*. We do not carry it alone; Ward Top-Up works on the
cupboard, we work on the belt.

# Problem and evidence

See P1. In the audit of 14 plants (9 February to 20 March 2026) 52 % of the bags were read on arrival. At
Aldermoor we stood next to it on 18 February: 31 of 64. Support had 398 loss disputes in the second half of
2025.

# Who for

Hospital laundries first (Aldermoor Hospitals Linen, Sint-Amelia), then regional groups. In persona terms Kemal
counts and Grace profits. Both customers have asked for it in their service reviews.

# Three ways, each with a test

| Way | Test | Cost | Where |
| A Handheld that hangs where people stand | eight weeks, four plants | 90k | Aldermoor, Sint-Amelia,
Calderbridge, Wolds |
| B Scan the whole cart | four weeks, two plants | 60k | Corviston Leeds-N, Levante 2 |
| C Tag on the bag, read at the ward | eight weeks, two wards in each of three hospitals | 75k | Aldermoor,
Calderbridge, Sint-Amelia |

# How we will know early

Share of soil bags read on arrival, by plant, each Monday. Baseline 52 %. We want 90 % at a plant before we
believe that its loss will move.

# When we stop

A way that is below 60 % of bags read after eight weeks is stopped, on 3 July 2026 at the latest, and its people
go to the best of the others. If none of the three is above 60 % on that day, we hand the money back and start
again from the ward side.

# Not part of this

New gates. Tally Gate. Anything that needs the ward to do more than it does now, unless way C shows that it
would.
""",
)

FIRST_NINETY = WordText(
    path="strategy/initiatives/First Ninety.docx",
    title="First Ninety",
    subtitle="How independents keep using Heddle after the champion has gone",
    author="Agnieszka Dudek",
    written=datetime(2026, 3, 27, 8, 30),
    font="Verdana",
    markup="""
HED-141, Agnieszka Dudek (owner, Floor) with Noor Haddad (CSM independents). 27 March 2026.

# In short

When the one person who knows Heddle leaves an independent laundry, the plant stops using it within sixteen
weeks and leaves us at the next renewal. We want the plant to have a second person who does it, before that day,
and we want to be there in the first ninety days after it.

# Outcome (O4, Plants that stay)

Supervisors at independents go on opening the plant board each week after their champion leaves. We measure the
share of independents with two or more active super-users: from 48 % in January 2026 to 70 % by 31 December
2026. What it is for is retention: losses of independents from 11 (2025) to 4 or fewer (2026). Total retention
is O4's number (88.1 % to 93 %); ours is a part of it.

# Evidence

P7. Eleven calls to eleven lost customers, January and February 2026. In nine of them the champion had left in
the 120 days before.

# Who

Segment Independent; Denise is who we have in mind. Pennine Steam Laundry, Wäscherei Lindauer, Fenside Laundry.

# What we do

1. A signal "champion left" in the CSM's list: main user silent for ten days.
2. A visit within ten days. Somebody sits next to the second person for two mornings.
3. A short training for the second person if the visit shows that it is needed. Training is a means; we do not
count it.

# Early sign and rhythm

Share with two active super-users, plus number of alarms answered within ten days. Wednesdays, Noor and
Agnieszka, fifteen minutes.

# Review

End of September. If the share has not moved by then we talk about it in council.
""",
)

CLEAN_INVOICE = WordText(
    path="strategy/initiatives/Clean Invoice - brief.docx",
    title="Clean Invoice",
    author="Beatriz Llorente",
    written=datetime(2026, 2, 20, 18, 5),
    header="HED-122 / Ledger / Valencia",
    markup="""
20 February 2026. Owner Beatriz Llorente.

# What changes

Billing clerks settle a disputed line on the first call, because they see why it costs what it costs, and stop
writing a credit note to have peace. Credit notes fall from 4.2 % of invoiced value (FY2025) to 2.5 % by 30 June
2026.

# Why it is in the strategy

O4, *Plants that stay*: "Groups stop arguing over invoices". Three of the eleven customers who left in 2025
named it. Corviston, our biggest, named it twice.

# Evidence

P5, disputed invoices: 4.2 % credit notes in 41 customers; sample of 60 disputes, of which 27 are weight against
pieces.

# For

Pilar (billing clerk, regional groups), Corviston Textile Services, Levante Textil Renting.

# How

| Phase | Content | Until |
| 1 | check of weight against pieces before the invoice goes out | 30 April |
| 2 | reason codes for disputes, so that we see which kind goes away | 31 May |
| 3 | explanation of a line on one screen | 30 June |

# How we steer

Team velocity (34 points a sprint in the last quarter) is our leading indicator. We review it at the end of each
sprint.

# Dependencies

Contract data of Corviston. Marisol's people until Verifactu starts.
""",
)

REPORTING_REFRESH = WordText(
    path="strategy/initiatives/Reporting Refresh brief.docx",
    title="Reporting Refresh (Dashboards 2.0)",
    author="Tessa Kühnert",
    written=datetime(2026, 1, 30, 15, 0),
    markup="""
HED-112. Team Insight. Owner: Tessa Kühnert. Status of this paper: approved 30 January 2026 with the budget.

## Background

Our dashboards are from 2019. There is a lack of modern dashboards in Heddle and competitors show better ones at
every fair. Users expect a state-of-the-art experience.

## Expected outcomes

- New chart library in all 41 screens
- Twelve standard reports in the new design
- Dark mode
- PDF and Excel export for every report
- Old report engine switched off by 30 November 2026

## Benefits

Better insight for customers and an improved, best-in-class user experience.

## Scope and plan

| Milestone | Date | Budget (GBP k) |
| M1 library chosen | 31 March 2026 | 40 |
| M2 six reports | 30 June 2026 | 160 |
| M3 twelve reports | 30 September 2026 | 160 |
| M4 old engine off | 30 November 2026 | 90 |

The scope is fixed. The project is successful if the four milestones are met in budget.

## Tracking

Story points done against plan, every sprint.
""",
)

E_INVOICING = WordText(
    path="strategy/initiatives/E-Invoicing 2027 charter v1.2.docx",
    title="E-Invoicing 2027: charter",
    subtitle="Verifactu (Spain) and E-Rechnung (Germany), HED-151",
    author="Beatriz Llorente",
    written=datetime(2026, 3, 12, 10, 0),
    markup="""
Version 1.2, 12 March 2026. Owner Beatriz Llorente, technical lead Marisol Ibarz, legal check Femi Oduya. Label:
compliance.

# Why

From 1 January 2027 companies in Spain have to issue invoices from software that chains and signs each record
(Verifactu). In Germany larger senders have to issue structured invoices from the same year. Customers in both
countries invoice with Heddle: 11 in Iberia, 15 in DACH. If we are late, they may not use our invoices.

This is a duty. It is not a bet, we do not ask what it changes, and it has no early sign other than passed
tests.

# What is delivered

1. Chained, signed records with QR code for every Spanish invoice and credit note
2. XRechnung and ZUGFeRD output for every German invoice and credit note
3. Export for the tax audit
4. Letter to all 26 customers, with what they must do and by when

# Dates

| What | When |
| Test with the Spanish tax agency | 20 October 2026 |
| Pilot with two German customers | October 2026 |
| Delivered to customers | 18 December 2026 |

# Success

All four delivered, all tests passed, on 18 December 2026. Budget 280k.

# Risks

Credit notes are harder than invoices. Ledger has no reserve; Clean Invoice will feel it.
""",
)

TALLY_GATE = WordText(
    path="strategy/initiatives/Tally Gate product brief (2024).docx",
    title="Tally Gate: product brief",
    author="Roger Thistlewood",
    written=datetime(2026, 3, 3, 9, 45),
    font="Arial",
    markup="""
17 September 2024. Sponsor R. Thistlewood, lead Wiebke Harms. HED-104.

# Product

Tally Gate is the reader with our name on it. Laundries buy gates from three makers, and when a gate misreads
they ring us. With our own gate we own the whole chain, from antenna to invoice.

# Link to strategy

Goal G3, Hardware: bring our own-brand reader to market and sell 500 units by the end of 2025.

# Business case

| | 2025 | 2026 |
| Units | 500 | 900 |
| Price, GBP | 5,400 | 5,200 |
| Margin | 31 % | 34 % |

# Deliverables

1. Prototype 3 with certified antenna, March 2025
2. Production contract in Ghent, June 2025
3. Launch at the textile fair, autumn 2025

# Status (added by hand 3 March 2026, W.H.)

Prototype 3 reads 90.8 % wet. No units sold. Margin after first quotes 6 % before returns. Waiting for council,
I assume this ends.
""",
)

SMART_SLOTS = WordText(
    path="strategy/initiatives/Smart Slots brief.docx",
    title="Smart Slots",
    author="Delivery Office",
    written=datetime(2026, 6, 15, 13, 0),
    markup="""
**Owner:** <one person>     **Team:** Rounds (?)     **Date:** <yyyy-mm-dd>

# Outcome

<Who will do what differently? From which baseline to which target, by when? Which outcome of the strategy does
it serve?>

# Problem and evidence

<What do we know, from whom, since when? Tickets, interviews, loss reasons. No solutions here.>

# Who for

<Segment, customer or persona by name.>

# How we will know early

<A signal that the team can move itself. Who looks at it, how often?>

# Options

| Option | Cheapest test |
| <option 1> | <test> |
| <option 2> | <test> |

# When we stop

<Threshold, date, what happens then.>

# Not part of this

<...>
""",
)

BRIEFS = (
    SECOND_COUNT,
    FIRST_NINETY,
    CLEAN_INVOICE,
    REPORTING_REFRESH,
    E_INVOICING,
    TALLY_GATE,
    SMART_SLOTS,
)
