import hashlib
from importlib.resources import files

import numpy as np
import pytest
import torch

from assistant.checking.joint_reading import FILE, JointReader, Pair, load_joint_reader, pair, tensors
from assistant.checking.support import pairs_of
from assistant.encoder.adapted import LOWER, pooled
from assistant.encoder.embedding import packaged_encoder
from eval.training import train_joint_reading
from eval.training.train_joint_reading import Net

SHA_256 = "4ec5ee36786c5744550a788c0137774ce859a04098f278909bead8a24121d6c1"
"""What the command of eval/training prints."""
EVIDENCE = "The sprint review reports that 12 of 15 grantees uploaded their quarterly files without help in March 2024."
CLAIM = "Most grantees could submit their quarterly files unaided."


def test_the_window_with_most_of_the_claim_is_read_with_it() -> None:
    far, near = np.full((2, 3), 0.1, dtype=np.float32), np.full((2, 2), 0.9, dtype=np.float32)
    made = pair([7, 8], [[1, 2, 3], [4, 5]], [far, near], np.array([0.5, 0.5], dtype=np.float32))
    assert made.ids == (101, 7, 8, 102, 4, 5, 102)
    assert made.claim == len((101, 7, 8, 102))
    assert made.near.tolist() == pytest.approx([0, 0.9, 0.9, 0, 0.9, 0.9, 0])


def test_of_a_long_window_the_nearest_stretch_is_read() -> None:
    cosines = np.zeros((1, 400), dtype=np.float32)
    cosines[0, 200:300] = 1.0
    made = pair([7], [list(range(1000, 1400))], [cosines], np.ones(1, dtype=np.float32))
    read = made.ids[made.claim : -1]
    assert {1200, 1299} <= set(read)
    assert len(read) == len(made.near) - made.claim - 1 < 200


def test_a_claim_without_evidence_is_read_alone() -> None:
    (made,) = pairs_of(["A claim."], [""])
    assert len(made.ids) == len(made.near)
    assert np.isfinite(load_joint_reader().scores([made])).all()
    assert load_joint_reader().scores([]).shape == (0,)


def test_without_changes_the_states_are_those_of_the_packaged_encoder() -> None:
    (made,) = pairs_of([CLAIM], [EVIDENCE])
    nothing = {name: torch.zeros_like(value).detach() for name, value in Net().learnt.items()}
    nothing["head"][5] = 1.0
    ids, mask, claim, _ = tensors([made])
    plain = pooled(packaged_encoder()[0].states(ids, mask), claim)[0, 5]
    assert JointReader(nothing).scores([made])[0] == pytest.approx(float(plain), abs=0.02)


@pytest.mark.usefixtures("in_float32")
def test_what_is_learnt_is_what_is_read_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_joint_reading, "DROPPED", 0.0)
    torch.manual_seed(3)
    net = Net()
    for value in net.learnt.values():
        value.data += torch.randn(value.shape) * 0.15
    pairs = pairs_of([CLAIM, "The lifts were repaired."], [EVIDENCE] * 2)
    learnt = net.odds(pairs).detach().numpy()
    read = JointReader({name: value.detach() for name, value in net.learnt.items()}).scores(pairs)
    assert np.allclose(learnt, read, atol=0.01)


def test_a_gradient_reaches_all_that_is_learnt() -> None:
    torch.manual_seed(3)
    net = Net()
    for value in net.learnt.values():
        value.data += torch.randn(value.shape) * 0.02
    torch.autograd.backward(net.odds(pairs_of([CLAIM], [EVIDENCE])).sum())
    assert all(value.grad is not None and value.grad.abs().sum() > 0 for value in net.learnt.values())


def test_scores_do_not_depend_on_the_company() -> None:
    pairs = pairs_of([CLAIM, "The lifts were repaired.", ""], [EVIDENCE] * 3)
    reader = load_joint_reader()
    alone = [float(reader.scores([one])[0]) for one in pairs]
    assert np.allclose(reader.scores(pairs), alone, atol=0.15)


def test_a_claim_and_its_denial_are_told_apart() -> None:
    said, denied = load_joint_reader().scores(
        pairs_of(["Grantees uploaded their files.", "Grantees have not uploaded their files."], [EVIDENCE] * 2)
    )
    assert said > denied


def test_the_changes_are_those_that_the_command_made() -> None:
    file = files("assistant").joinpath("weights", FILE)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == SHA_256


def test_layers_up_to_the_first_changed_one_are_read_as_packaged() -> None:
    model, made = packaged_encoder()[0], Pair((101, 2000, 102, 2001, 102), 3, np.zeros(5, dtype=np.float32))
    ids, mask, _, _ = tensors([made])
    depths = model.depths(ids, mask)
    assert torch.equal(model.depths(ids, mask, LOWER)[-1], depths[LOWER])
    assert torch.equal(model.onward(depths[LOWER], mask, LOWER), depths[-1].float())
