"""The research synthesis that the researchers keep in Word."""

from datetime import datetime

from eval.organisation_source.word import WordText

SYNTHESIS = WordText(
    path="problems/Research synthesis - what changes at the soil side.docx",
    title="What changes at the soil side",
    subtitle="Synthesis of 27 visits, January to August 2026",
    author="Rosalind Pike",
    written=datetime(2026, 9, 4, 17, 30),
    font="Georgia",
    markup="""
Rosalind Pike, 4 September 2026. For Count, Ward and whoever carries O1. Twenty-seven visits, fourteen plants,
six hospitals, 61 people. Recordings are deleted; notes are in the research cupboard, by date.

# 1 Five things that we now know

1. **People count where the tool hangs, not where the process says.** At four plants we moved the handheld by
less than three metres. Bags read on arrival went from 49 % to 74 % in eight weeks. No training, no campaign.
2. **Trust in a gate is lost in a day and won in a week.** After one bad morning supervisors go back to the
finger, and they stay there for about six shifts.
3. **Wards do not want to order.** They want to be told. Auto-order made them order more.
4. **Nobody at a ward puts a tag on a bag when it is busy.** Which is always when the linen is dirty.
5. **Loss becomes smaller when somebody is rung within a week.** After a month it is history, and history is
argued about.

# 2 Where the linen was

Ward count at Aldermoor, 11 to 15 May 2026. We opened every cupboard on 22 wards.

| Place | Pieces | Share |
| second and third cupboards | 2,310 | 56 % |
| bathrooms, day rooms, under beds | 980 | 24 % |
| other hospital's trolleys | 640 | 16 % |
| staff lockers | 170 | 4 % |
| **Total that the system believed lost** | **4,100** | |

# 3 What we were wrong about

- We thought that theft is the main part. It may be elsewhere; at Aldermoor we found 170 pieces that look like
it.
- We thought that a par level would calm people. It made them feel watched.
- I thought that Grace would use an app. Version 1 of the persona says so. Please throw it away.

# 4 What we still do not know

- Care homes. We have been to two.
- Whether the handheld is still used after a change of shift leader. One plant says no.
- Wet reads since April. The measurement that was to be repeated in September has been moved; without it we
cannot say whether the tuned gates read better.

# 5 Quotes

> "You moved a hook and now I'm a digital laundry." (soil side, Calderbridge)

> "I don't steal. I save." (ward, Aldermoor)

> "Ring me on Tuesday and I'll find it. Ring me in March and I'll ring my lawyer." (linen manager)
""",
)
