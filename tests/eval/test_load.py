"""What the load test takes for an answer, for another's question and for a wrong answer."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from eval.benchmarks.load import Seen, foreign, unlike

_MINE, _OTHERS = ["Who leads Count?", "What of R & D?"], ["Who leads Count?", "Who owns Hull?", "What of R & D?"]


def sent(seen: Seen, *pieces: str) -> Seen:
    for piece in pieces:
        message = ForwardMsg()
        message.delta.new_element.html.body = piece
        assert not seen.take(message)
    return seen


def asked(question: str) -> str:
    return f'<h2 class="b-question">{question}</h2>'


def test_what_stands_above_the_question_of_now_is_no_answer_to_it() -> None:
    seen = sent(Seen(0.0, _MINE[1]), "<style>.b-claim {}</style>", asked(_MINE[0]), '<p class="b-claim">Mira.</p>')
    assert seen.first is None
    assert sent(seen, asked("What of R &amp; D?")).first is None
    assert sent(seen, '<div class="b-refusal"><p>No.</p></div>').first is not None


def test_the_end_of_a_run_is_told_from_its_parts() -> None:
    message = ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    assert Seen(0.0).take(message)


def test_another_persons_question_is_noticed() -> None:
    assert foreign(sent(Seen(0.0), asked("Who leads Count?"), asked("What of R &amp; D?")), _MINE, _OTHERS) == []
    assert foreign(sent(Seen(0.0), asked("Who owns Hull?")), _MINE, _OTHERS) == ["Who owns Hull?"]


def test_another_answer_is_noticed() -> None:
    seen = sent(Seen(0.0), '<p class="b-claim">Mira leads <sup>1</sup></p>', '<p class="b-claim">A &amp; B</p>')
    assert not unlike(seen, "Mira leads\nA & B")
    assert unlike(seen, "Mira leads\nC")
