"""Initiative briefs that went round as PDF."""

from datetime import datetime

from eval.organisation_source.pages import Labels, PdfText

WARD_TOP_UP = PdfText(
    path="strategy/initiatives/Ward Top-Up brief v2 FINAL.pdf",
    title="Ward Top-Up",
    author="Grainne Molloy",
    subject="Initiative brief HED-133",
    written=datetime(2026, 4, 21, 14, 0),
    footer="Ward Top-Up, v2, 21 April 2026",
    labels=Labels(prefix="T-"),
    markup="""
# Ward Top-Up

Version 2, 21 April 2026. Owner: Grainne Molloy, team Ward. Jira HED-133.

## What we want to be different

Ward linen coordinators stop hoarding. They keep five days of linen on the ward instead of nine (9.1 days of
stock, average of 22 wards at Aldermoor, February 2026), because they know what comes and it comes. Target: 5.0
days by 31 December 2026.

Why it matters: a sheet in the third cupboard is a lost sheet for the plant. Outcome O1, *Linen that comes
back*, counts it as written off after twelve months. At Aldermoor the ward count will show how many there are.

## What we know

- Six wards visited between February and April; all of them keep six to twelve days.
- "If I send it back I won't get it when I need it. That's not greed, that was January." (coordinator, 18
February)
- Shorts to wards make it worse. Where a ward had three shorts in a month, stock was two days higher.
- Problem paper P1 has the numbers of the loss.

## For whom

Grace (ward linen coordinator). Customers: Aldermoor Hospitals Linen, then Calderbridge Health Laundry. Both
have asked.

## Two ways

| Way | What happens | Test |
| Auto-order | Heddle orders up to a par level by itself | three wards, from 4 May, five weeks |
| Monday message | a named person at the plant writes what will come this week | three other wards, same weeks |

We think that auto-order wins. We'd rather know.

## Early sign

Days of stock per ward, counted on Friday, looked at on Monday by Grainne and Carys. Second sign: hand orders on
top of the plan.

## When we stop

If auto-order is not below 8 days of stock after five weeks (12 June 2026) we turn it off and put everything
into the message. If neither is below 8 by 4 September we close Ward Top-Up and the money goes to Second Count.

## Not part of this

Hotels. Guests. An app for nurses: we will not launch one, whatever the pilot shows.
""",
)

SUPERVISOR_POCKET = PdfText(
    path="strategy/initiatives/Supervisor Pocket business case.pdf",
    title="Supervisor Pocket: business case",
    author="Agnieszka Dudek",
    subject="HED-129",
    written=datetime(2026, 4, 9, 10, 30),
    footer="Heddlestone, Supervisor Pocket, business case 9 April 2026",
    labels=Labels(cover=True, roman=1),
    markup="""
~

# Supervisor Pocket

The plant board on the supervisor's phone

Business case for product council

9 April 2026, Agnieszka Dudek (owner), with contributions from Gerrit Vandooren

---

# Summary

Supervisors learn of a stopped line too late. We want a supervisor to react within 8 minutes instead of 22, at
20 plants, by 31 March 2027. We ask for 600k in 2026; council granted 520k.

| Owner | Agnieszka Dudek |
| Jira | HED-129 |
| Due | 31 March 2027 |

---

# 1 What changes

A sorting-hall supervisor (Kemal) sees a stop where he stands and reacts within 8 minutes. Today it takes 22
minutes in the median (shadowing at two plants, 41 stops, January 2026).

# 2 Why now

We lose every second deal for want of a mobile app. Kessling has one. In the demo at Thornlea the first question
was whether it runs on a phone. We lack a mobile product, and that is the problem.

> "Without mobile we need not even show up." (account executive)

# 3 Link

It helps the strategy: plants where supervisors use the board will stay longer, we expect, so it should help
with retention.

# 4 Solution

1. Pocket board: the plant board, smaller (2026)
2. Push alerts (first quarter 2027)
3. Shift notes (later)

We have looked at watches and lamps and left them out, since the app is what is asked for.

# 5 Measures

| Measure | Today | Target | Date |
| median reaction to a stop, minutes | 22 | 8 | 31 March 2027 |
| win rate in regional groups | 21 % | 30 % | 2027 |

Measured each quarter.

# 6 Money

| GBP k | 2026 | 2027 |
| Build | 520 | 240 |
| Devices for pilots | 0 | 35 |
""",
)

CLUSTER_MOVE = PdfText(
    path="strategy/initiatives/Cluster Move project charter.pdf",
    title="Cluster Move: project charter",
    author="Colm Rafferty",
    subject="PLT-08, data-centre exit",
    written=datetime(2026, 1, 15, 9, 0),
    footer="PLT-08 project charter, version 1.0",
    body_size=9.5,
    markup="""
# Project charter: Cluster Move

PLT-08, team Keel. Project lead Colm Rafferty, sponsor Femi Oduya. 15 January 2026. Label: ktlo.

## 1 Purpose

The lease of the Bradford hall ends on 31 January 2027 and is not renewed. All production systems move to the
hosting region that we rent in Leeds and Frankfurt. We must be out; that is the whole purpose.

## 2 Scope

- 14 databases, 23 services, backup, monitoring
- switch-off and disposal of 61 servers
- no changes to functions

## 3 Measure of success

Percentage of the work packages completed. Target: 100 % by 11 December 2026, in budget.

| Milestone | Planned | % complete when reached |
| Landing zone ready | 27 February 2026 | 15 % |
| Test systems moved | 30 April 2026 | 35 % |
| Databases moved | 30 September 2026 | 75 % |
| Services moved | 13 November 2026 | 90 % |
| Bradford empty | 11 December 2026 | 100 % |

## 4 Budget

560k, of it 210k double rent.

## 5 Risks

| Risk | What we do |
| Freeze at year end for Ledger | move invoicing in September or not before January |
| Disposal certificate late | book the firm in July |

## 6 Reporting

Monthly to Femi, traffic light. No steering committee.
""",
)

GUEST_PORTAL = PdfText(
    path="strategy/initiatives/Guest Linen Portal - brief 2025.pdf",
    title="Guest Linen Portal",
    author="Gerrit Vandooren",
    subject="HED-98, Hotel Direct, Concierge",
    written=datetime(2025, 2, 10, 12, 0),
    footer="Guest Linen Portal, brief, 10 February 2025",
    markup="""
# Guest Linen Portal

Brief for the steering committee, 10 February 2025. Gerrit Vandooren, with Grainne Molloy. HED-98. Also known as
Hotel Direct; the marketing name will be Concierge.

## Goal

G1 of the strategy: 40 hotel groups under contract by the end of 2025. The portal is how a guest orders towels
and a housekeeper orders sheets, directly from Heddle.

## Deliverables

1. Guest ordering on the phone
2. Housekeeping view
3. Hotel sign-on (SSO)
4. White label for three brands

## Customers

Larkspur Hotels (240 houses), Maison Tivoli Hotels, Hotel Group Ostara.

## Market

Hotels are the largest textile users that nobody serves directly. Competitors have nothing. Guests expect it.

## Plan

| Quarter | Content |
| Q1 2025 | two pilots live |
| Q2 2025 | five groups under contract |
| Q4 2025 | 40 groups under contract |

## Risks

None that we could not handle with more people.
""",
)

CARBON_LINE = PdfText(
    path="strategy/initiatives/Carbon Line brief.pdf",
    title="Carbon Line",
    author="Jens Albrecht",
    subject="HED-158",
    written=datetime(2026, 5, 28, 17, 20),
    footer="HED-158",
    markup="""
# Carbon Line

28 May 2026, Jens Albrecht, Insight, HED-158

Laundries use a lot of water and a lot of gas. Some customers have to write a sustainability report from 2027
on. There are people here who find that we should do something about it, me too.

## Outcome

To be agreed with finance.

## Customers

Saalegrund asked in an audit. I will ask others.

## Open questions

1. Is it a product, a report or a consulting job?
2. Who in a laundry would do something with it?
3. Do we have the meters?

## Next step

Talk with Stephanie in June. If it takes longer, we wait; nobody is in a hurry with it.
""",
)

BRIEFS = (WARD_TOP_UP, SUPERVISOR_POCKET, CLUSTER_MOVE, GUEST_PORTAL, CARBON_LINE)
