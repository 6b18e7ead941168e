"""The strategy that holds: Heddlestone 2026 to 2027, third version."""

from datetime import datetime

from eval.organisation_source.word import WordText

STRATEGY = WordText(
    path="strategy/Heddlestone Strategy 2026-2027 v3.docx",
    title="Linen that comes back",
    subtitle="Strategy 2026 to 2027, version 3, issued 26 January 2026",
    author="Marit Oakshott",
    written=datetime(2026, 1, 23, 16, 40),
    header="Heddlestone: for everybody who works here. Not for customers.",
    markup="""
Approved by the executive team on 19 January 2026, noted by the board on 29 January. This document replaces
*Every Sector, Every Screen* (2024 to 2025), which is retired with all of its goals. Where an older paper says
something else, this one holds.

# 1 Where we stand

We sell software to laundries. Seventy-four companies with 231 plants use Heddle, and they paid us 29.4 million
pounds in 2025 (annual recurring revenue, 31 December). That is 4 % more than a year before, and we had planned
18 %.

For two years we have tried to be in every sector and on every screen. We opened a portal for hotel guests,
built a reader, chased the list of a competitor feature by feature, and made five copies of our own code for
customers who asked loudly. We were busy. In the same two years the share of linen that our customers lose did
not move: 17.4 % in 2025, 17.1 % in 2023.

The people who pay us told us what they pay for. Linen that comes back. Deliveries that are right. An invoice
that is not argued about. A start that does not take a season.

## 1.1 What we hear from the market

Sales lost 47 deals in 2024 and 2025. We lose first on price, and second because features are missing, among
them a mobile app for supervisors. Kessling Nova is the name that we hear most. This paragraph was written with
what we knew in December; we will look again in summer.

## 1.2 What we learnt from our own work

- 61 of the 94 days that a new plant waits, it waits for data that we ask for.
- Shorts can be seen in our own data before the van leaves. How many, Bronagh will count in March.
- A change that is ready waits eleven days for the release train.
- Most of the eleven independents who left in 2025 had lost the one person who knew Heddle.

# 2 Five outcomes

Each outcome has one number, one executive who answers for it, and teams that find out how. The teams choose
what they build. Nobody is asked for a list of features.

| Outcome | What we measure | From | To | By | Answers |
| O1 Linen that comes back | median yearly loss rate over all tracked plants (share of tagged pieces written
off) | 17.4 % (FY2025) | 13.0 % | 31 December 2026 | Lena Brandauer |
| O2 Every round right | share of drops with at least one short | 6.8 % (Q4 2025) | 3.5 % | 31 December 2026 |
Yvonne Adjei-Clarke |
| O3 Live within weeks | median days from signature to first invoiced round, new plants | 94 days (2025) | 45
days | 31 December 2026 | Yvonne Adjei-Clarke |
| O4 Plants that stay | gross revenue retention, trailing twelve months | 88.1 % (FY2025) | 93 % | 31 December
2026 | Marit Oakshott |
| O5 Small safe changes | median lead time from merge to production; change failure rate | 11 days; 19 % (Q4
2025) | 2 days; below 10 % | 31 December 2026 | Ruaridh Sorley |

## 2.1 O1: Linen that comes back

Plants weigh dirty linen and count clean linen. We want the people at the soil side to count what comes in, and
the wards to give back what they hoard, so that a lost piece is noticed in a week and not at the stock-take. We
will know early from the share of soil bags that are read on arrival.

What we believe: most of the loss is not theft but linen that rests in the wrong place. What we do not know: how
much of it, in which kind of customer. Hospitals buy their own linen and feel the loss themselves, so we begin
there. A plant in a hospital group told us in December that it replaces 38,000 sheets a year to keep 70,000 in
use.

What would make us doubt: if plants read more than 85 % of their bags for three months and their loss does not
move, then counting is not the lever, and we look at the wards alone.

## 2.2 O2: Every round right

Loaders put right what is missing while the van is in the bay. Drivers stop discovering it. We will know early
from the share of drops that are checked before departure.

What we believe: a short that is announced is half forgiven. What we do not know: whether customers with many
shorts leave us, or only shout. Route planning is not part of this outcome. We built it once, and drivers know
the way.

## 2.3 O3: Live within weeks

A plant manager starts with what she has, and invoices her first round within weeks. We will know early from the
days that open onboardings wait for data.

We ask a plant for everything before it may have anything: every article, every contract, every price. The data
are not needed on the first day. What we do not know is how little is enough. It is a question for a test and
not for a workshop.

The number counts all new plants, whatever their size. A plant is live when its first round has been invoiced
from Heddle, and not when it has been trained, connected or celebrated.

## 2.4 O4: Plants that stay

Independents keep using Heddle when their champion leaves. Groups stop arguing over invoices; it comes up in the
exit talks again and again. Early sign: plants with two active super-users; credit notes as a share of invoiced
value.

The target is not what we think is easy. At 88 % we shrink each year by more than an average hospital tender
brings. At 91 % we stand still with the new business that we can see; at 93 % we grow.

## 2.5 O5: Small safe changes

Engineers release their own change on the day it is ready and are not afraid of it. Early sign: releases made
without the platform team.

This outcome is about our own people, and it is in the strategy since every other outcome waits for it. A change
that takes eleven days to arrive is a change that is not tested with a customer in the same sprint.

# 3 What we are not doing

This holds for 2026 and 2027. The companion page *What we are not doing 2026* keeps the reasons.

1. We will not sell to, or build for, hotels and hotel guests. The Guest Linen Portal stops.
2. We will not make an own-brand reader. Tally Gate stops. We certify other makers' gates.
3. We will not open customer-specific branches of the code.
4. No workwear and garment rental before 2028.
5. No feature-by-feature parity with Kessling Nova.
6. No entry into North America before 2028.
7. No price-optimisation module.

# 4 How we work

1. Teams own an outcome, not a roadmap. The roadmap deck shows bets, and a bet may be dropped.
2. Each initiative has one owner, a baseline, an early sign and a day on which we look whether to go on.
3. We look at the early signs every week and at the outcomes every month.
4. Compliance and upkeep are marked as such and get their share first: about 15 % of the budget.

# 5 Money

The plan for 2026 has 7.96 million pounds for initiatives. Money of stopped work moves to O1. Budgets are given
to outcomes for a year and to initiatives for a quarter.

# 6 What could go wrong

| Risk | Sign | What we would do |
| Stopping is said and not done | hours booked on stopped work after June | product council, every month, by
name |
| Hospital tenders take longer than our patience | fewer than 10 open hospital deals in June | move one account
executive back to groups |
| O3 improves for small plants only | median of plants with more than 5 tonnes a day above 70 days | separate
target from 2027 |
| We drown in Verifactu and E-Rechnung | Ledger has no outcome work for a quarter | borrow two engineers from
Insight |

^ Changes since version 2 (12 January): baseline of O2 corrected; North America added; sentence on "digital
leadership" removed.
""",
)
