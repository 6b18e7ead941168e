"""A ferry company of short bullets and tables: a plan by years, one-pagers, key results, minutes, a budget."""

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from tests.built_once import built_once

FILES = {
    "strategy/Plan 2027.md": """# Plan 2027

| # | Goal | KPI | 2025 | 2027 | Lead |
|---|---|---|---|---|---|
| G1 | On board | Passengers per sailing | 140 | 190 | Ida Holt |
| G2 | Crews stay | Crew turnover per year | 24 % | 12 % | Per Sand |
| G3 | Clean hulls | Litres of diesel per crossing | 410 | 260 | Una Brekke |

## Not in this plan

- No night ferries (crew rules, 14 h)
- Charter trips
- Winter cruises: half the cabins empty in 2024

## Bets

| Bet | Goal | Lead |
|---|---|---|
| Quay gates | G1 | Ida Holt |
| Fixed crews | G2 | Per Sand |
| Shore power | G3 | Una Brekke |
| Deck app | - | Olav Lie |
""",
    "strategy/Key results.csv": """Objective,Key result,Owner,Baseline,Target,Current,Status,Updated
On board,Passengers per sailing,Ida Holt,140,170,151,At risk,2026-11-02
Crews stay,Crew turnover per year,Per Sand,24,16,17,On track,2026-11-02
Clean hulls,Litres of diesel per crossing,Una Brekke,410,330,402,Off track,2026-11-02
Crews stay,Overtime paid in thousands,Per Sand,48,20,31,On track,2026-11-02
""",
    "strategy/Road map.md": """# Road map

| Item | Q3 | Q4 | Lead |
|---|---|---|---|
| Quay screens | - | 14 stops | Ida Holt |
""",
    "strategy/bets/fixed-crews.md": """# Fixed crews

- Lead: Per Sand
- Goal: G2

## Why
- 31 of 52 leavers in 2025: "never the same ship"

## KPI
- crew turnover: 24 % -> 12 % by December 2027

## Stop if
- turnover still above 20 % at the end of June 2027
""",
    "strategy/bets/shore-power.md": "# Shore power\n\n- Lead: Una Brekke\n- 6 plugs at 3 quays\n- KPI: tbd\n",
    "strategy/bets/quay-gates.md": """# Quay gates

| | |
|---|---|
| Goal | G1 On board |
| KPI | passengers per sailing 140 -> 170 |
| Partner | Port office |

Every week 12 lorries block the ramp at Sund, signal lights or not.

Test in May 2026: passengers per sailing 140 -> 158.
""",
    "strategy/bets/deck-app.md": "# Deck app\n\n- Lead: Olav Lie\n- Scope: menus, maps, badges\n- Ship: May 2027\n",
    "problems/Log.md": """# Log

| ID | Problem | Hurts | Size |
|---|---|---|---|
| P1 | Ramp blocked | drivers of lorries | 40 min a day |
| P2 | Cabins cold | deckhands | 19 complaints |
| P3 | Rosters change late | deckhands | 31 of 52 leavers |
""",
    "problems/Why boats wait.md": """# Why boats wait

Research by the quay team, Ida Holt, May 2026. We timed 300 calls.

## The ramp
At Sund 40 minutes a day are lost to lorries that stand on the ramp.

## Gangways
Gangways are lowered by hand at four of nine quays.
""",
    "players/Who is who.md": """# Stakeholders

| Who | Role | Wants |
|---|---|---|
| Port office | quays | no queue |
| Fjordlink | buses and a bridge plan, competitor | our commuters |
""",
    "players/Personas.md": """# Personas

## Signe, 44, nurse
- needs: the 05:40 boat, a warm seat

## Aron, 70, wheelchair
- needs: a ramp that works
""",
    "players/People we carry.md": """# People we carry

**Lotta, 9, goes to school.** She takes the boat alone. She wants her friends beside her.

**Emil, fisherman.** Comes home at six. He needs a place for wet boots.
""",
    "collaboration/2026-11-09 bridge meeting.md": """# Bridge meeting, 9 November 2026

Present: Ida Holt, Per Sand, Una Brekke, Olav Lie.

**Fixed crews.** Crews of two ships were fixed in August. Turnover there was 13 percent in October, crew by crew.

**Shore power.** Una reported that the plugs are late. Per objected: he would have bought batteries.

| Bet | KPI | Decision |
|---|---|---|
| Deck app | none | Olav to bring a KPI, else stop in March |

Punctuality was 91 percent in October, no change.
""",
    "collaboration/2026-10-05 bridge meeting.md": """# Bridge meeting, 5 October 2026

**Fixed crews.** Turnover there was 15 percent in September, crew by crew.

**Quay gates.** Passengers per sailing: 163 passengers in September.
""",
    "finance/Budget 2026.csv": """Bet,Goal,Budget 2026 EUR k,Spent to date EUR k,Forecast EUR k
Quay gates,G1,400,310,520
Fixed crews,G2,250,120,240
Deck app,,300,180,290
""",
}


@pytest.fixture
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """Return the assistant of the ferry company, whose index the first test that asks builds."""
    opened = Assistant.open(built_once(FILES, tmp_path_factory.mktemp("ferry")), (), embedder)
    yield opened
    opened.index.close()
