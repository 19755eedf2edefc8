"""Signs of life are judged without a clock on the wall."""

from PySide6.QtGui import QColor, QImage

from widgets.map.vitality import MISSED_BEATS, MOST_DEATHS, WITHIN_S, Deaths, Pulse, is_blank

GROUND = QColor("#101418")


def test_deaths_far_apart_are_always_worth_another_try() -> None:
    now = [0.0]
    deaths = Deaths(lambda: now[0])
    for _ in range(20):
        now[0] += WITHIN_S / MOST_DEATHS + 1
        assert deaths.count()


def test_too_many_deaths_in_a_minute_are_not() -> None:
    now = [0.0]
    deaths = Deaths(lambda: now[0])
    answers = []
    for _ in range(MOST_DEATHS + 1):
        now[0] += 1.0
        answers.append(deaths.count())
    assert answers == [True] * MOST_DEATHS + [False]


def test_a_pulse_is_lost_when_too_many_questions_stay_open() -> None:
    pulse = Pulse()
    for _ in range(MISSED_BEATS):
        pulse.ask()
    seen = [pulse.is_lost]
    pulse.ask()
    seen.append(pulse.is_lost)
    pulse.reset()
    seen.append(pulse.is_lost)
    assert seen == [False, True, False]


def test_an_answer_to_the_newest_question_is_a_sign_of_life_and_an_old_one_is_not() -> None:
    pulse = Pulse()
    first = pulse.ask()
    numbers = [pulse.ask() for _ in range(MISSED_BEATS)]
    pulse.answer(first)
    was_lost = pulse.is_lost
    pulse.answer(numbers[-1])
    assert (was_lost, pulse.is_lost) == (True, False)


def test_a_picture_of_the_ground_alone_is_blank() -> None:
    image = QImage(300, 200, QImage.Format.Format_ARGB32)
    image.fill(GROUND)
    assert is_blank(image, GROUND)
    assert is_blank(QImage(), GROUND)


def test_a_picture_of_one_other_colour_or_with_a_mark_is_not_blank() -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#101419"))
    assert not is_blank(image, GROUND)
    image.fill(GROUND)
    for y in range(90, 110):
        for x in range(140, 160):
            image.setPixelColor(x, y, QColor("red"))
    assert not is_blank(image, GROUND)
