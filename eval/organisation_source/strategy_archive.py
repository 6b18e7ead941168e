"""The strategy of 2024 and 2025, kept because people still quote it."""

from datetime import datetime

from eval.organisation_source.pages import Labels, PdfText

OLD_STRATEGY = PdfText(
    path="strategy/archive/Every Sector Every Screen 2024-25 FINAL.pdf",
    title="Every Sector, Every Screen: Strategy 2024 to 2025",
    author="Roger Thistlewood",
    subject="Corporate strategy",
    written=datetime(2024, 2, 5, 9, 0),
    footer="Heddlestone strategy 2024 to 2025",
    labels=Labels(cover=True, roman=1),
    serif=True,
    body_size=11,
    markup="""
~

# Every Sector, Every Screen

Heddlestone strategy 2024 to 2025

Roger Thistlewood, Chief Executive

5 February 2024

---

## Foreword

Textile services is the last great industry without a platform. We intend to be that platform. In the next two
years Heddle will be in every sector that moves a textile, from the operating theatre to the hotel pool, and on
every screen that its people and its guests look at.

I have been asked what we will stop. My answer is: nothing. Growth is additive.

> "If it is woven, we are in it."

Roger Thistlewood

---

# 1 Ambition

By the end of 2025 we will have doubled annual recurring revenue to 48 million pounds, be the first name in five
sectors, and be recognised as a digital leader in our industry.

The market for textile software in Europe is worth 400 million pounds a year by our own estimate. We have six
per cent of it. There is no reason why this should not be twenty, and there is no sector in which we could not
be first.

## 1.1 Why every sector

A hospital sheet, a hotel towel and a mechanic's overall go through the same machines. The customer who buys
software for one of them will want it for all. Whoever is in every sector cannot be replaced in any.

## 1.2 Why every screen

The supervisor, the driver, the ward, the guest: each has a screen in the pocket. Each screen that shows Heddle
is a reason to stay. We will measure our presence in screens.

# 2 Strategic goals

1. **G1 Hospitality.** Win 40 hotel groups with a guest-facing linen portal by 31 December 2025. Hotels are the
largest textile users that nobody serves directly.
2. **G2 Parity.** Close the gap to Kessling Nova. Deliver 60 parity features by the end of 2025, tracked monthly
by the steering committee.
3. **G3 Hardware.** Bring our own-brand reader, Tally Gate, to market and sell 500 units.
4. **G4 Custom development.** Grow revenue from customer-specific developments to 2.4 million pounds a year. For
key accounts we maintain dedicated versions of Heddle.
5. **G5 One train.** All teams release together, once a month, with one quality gate.

# 3 Key performance indicators

| Goal | Indicator | 2023 | 2025 |
| G1 | hotel groups under contract | 0 | 40 |
| G2 | parity features delivered | 0 | 60 |
| G3 | Tally Gate units sold | 0 | 500 |
| G4 | revenue from customer-specific developments, GBP m | 0.7 | 2.4 |
| G5 | releases on schedule | 58 % | 95 % |

# 4 Programme

| Stream | Sponsor | Budget 2024-25, GBP m |
| Guest Linen Portal | Gerrit Vandooren | 1.6 |
| Nova Parity | Roger Thistlewood | 1.9 |
| Tally Gate | Roger Thistlewood | 1.1 |
| Customer versions | Katrin Voss | 1.3 |
| Release train and quality | Ruaridh Sorley | 0.6 |

## 4.1 Hospitality in detail

The Guest Linen Portal starts with two pilots in the first half of 2024 and is sold to hotel groups directly,
with the laundry as fulfilment partner. Price: 1.10 pounds a room and month. Forty groups with 60 houses of 120
rooms are 3.8 million pounds a year. The laundries will welcome the additional volume.

## 4.2 Parity in detail

Presales has compared Heddle and Kessling Nova in 311 points. In 60 of them Nova has something that we do not
have and that has been named in a tender. The list is ranked by the number of mentions. It is worked off from
the top.

# 5 Governance

A steering committee meets monthly. Streams report red, amber or green against scope, time and budget. A stream
is successful when it delivers its scope on time and in budget.

# 6 Principles

- Say yes first. Every request from a key account is an opportunity.
- Speed to market over perfection.
- One quality gate, one date, one voice to the customer.

^ Archive copy. Retired on 19 January 2026. Kept for reference by the executive office.
""",
)
