"""Train the weights of `routes/organisation/known_questions.py`: `python -m eval.training.train_known_questions`.

Reads `known_questions.jsonl` beside this file, rows of {topic, question, writer}, and writes
`assistant/weights/known_questions.npz` with its SHA-256. Printed are the figures on the questions of each writer when
the weights are made from those of the others, and on `known_questions_held_out.jsonl`, which they are not made from.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.encoder.embedding import PackagedMiniLM
from assistant.index.words import stems
from assistant.routes.wording.known_questions import CANONICAL, FILE, NONE, RECEIPT, Model, as_asked, read_topics

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "assistant" / "weights" / FILE
LOOSENESS, STEPS = 30.0, 2000
"""The inverse of the ridge, and the most steps of the fit."""
Row = dict[str, str]


def read_rows(file: str) -> list[Row]:
    """Return the questions of a file."""
    return [json.loads(line) for line in (HERE / file).read_text(encoding="utf-8").splitlines()]


def fit(rows: Sequence[Row], embedder: PackagedMiniLM) -> Model:
    """Return the regression on some questions; what is asked of the whole gives its words."""
    rows = [*rows, *({"topic": topic, "question": text.format(period="")} for topic, text in CANONICAL.items())]
    made = LogisticRegression(C=LOOSENESS, max_iter=STEPS).fit(
        embedder.encode([as_asked(row["question"]) for row in rows]), [row["topic"] for row in rows]
    )
    whole = [row["question"] for row in rows if row["topic"] != NONE]
    words = frozenset(word.lower() for text in whole for word in re.findall(r"[^\W\d_][\w’'-]*", text))
    weights, intercepts = made.coef_.T.astype(np.float16), made.intercept_.astype(np.float32)
    return Model(
        tuple(map(str, made.classes_)),
        weights.astype(np.float32),
        intercepts,
        words,
        frozenset(stem for word in words for stem in stems(word)),
    )


def figures(rows: Sequence[Row], by: Model, embedder: PackagedMiniLM) -> str:
    """Return how many questions of the whole are read rightly and wrongly, and how many others are taken for one."""
    read = [topic for topic, _ in read_topics([row["question"] for row in rows], by, embedder)]
    pairs = list(zip((row["topic"] for row in rows), read, strict=True))
    whole = [(asked, topic) for asked, topic in pairs if asked != NONE]
    others = [topic for asked, topic in pairs if asked == NONE]
    right = sum(asked == topic for asked, topic in whole)
    wrong = sum(topic is not None and asked != topic for asked, topic in whole)
    taken = sum(topic is not None for topic in others)
    return f"{right} of {len(whole)} right, {wrong} read as another, {taken} of {len(others)} others taken for one"


def main() -> None:
    """Print the figures and write the weights of all questions."""
    rows, held_out, embedder = (
        read_rows("known_questions.jsonl"),
        read_rows("known_questions_held_out.jsonl"),
        PackagedMiniLM(),
    )
    for writer in sorted({row["writer"] for row in rows}):
        by = fit([row for row in rows if row["writer"] != writer], embedder)
        print(f"writer {writer}: {figures([row for row in rows if row['writer'] == writer], by, embedder)}")
    by = fit(rows, embedder)
    print(f"held out: {figures(held_out, by, embedder)}")
    np.savez_compressed(
        TARGET,
        topics=np.array(by.topics),
        weights=by.weights.astype(np.float16),
        intercepts=by.intercepts,
        words=np.array(sorted(by.words)),
    )
    receipt = {"sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(), "questions": len(rows)}
    TARGET.with_name(RECEIPT).write_text(json.dumps(receipt, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
