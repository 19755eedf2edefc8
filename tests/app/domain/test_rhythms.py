"""What belongs together, as the figures of a window see it; the plots test the rest."""

import numpy as np

from app.domain.rhythms import reaches


def test_a_sample_reaches_over_the_rhythm_it_was_recorded_in_but_not_over_a_pause() -> None:
    time = np.cumsum([0, *[300] * 5, 3_600, *[300] * 5])
    assert reaches(time, 30)[:3].tolist() == [900, 900, 900]
    assert reaches(time, 30)[5] == 900


def test_a_few_samples_have_no_rhythm() -> None:
    assert reaches(np.array([0, 300, 600]), 30).tolist() == [30, 30, 30]
