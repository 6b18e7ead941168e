from assistant.checking.disagreement import disagrees


def test_another_number_for_the_same_thing_disagrees() -> None:
    assert disagrees("The loss rate falls to 13 % by May.", "The loss rate falls to 15 % by May.")
    assert disagrees("The portal is our top priority.", "The portal is not our top priority.")


def test_the_same_said_again_and_another_theme_do_not() -> None:
    assert not disagrees("The loss rate falls to 13 %.", "By plan the loss rate falls to 13 %.")
    assert not disagrees("The loss rate falls to 13 %.", "Priya Raman leads 9 people in Halifax.")
