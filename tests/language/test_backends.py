"""What the pages show counts the same on all backends: each program that the format of CMS open data can run."""

import pytest
from page_programs import agree, page_programs

ENOUGH = 70  # programs that the format can run
PLANS = [pytest.param(plan, id=name) for name, _, plan in page_programs()]


def test_there_are_enough():
    assert len(PLANS) >= ENOUGH


@pytest.mark.parametrize("plan", PLANS)
def test_all_backends_agree(plan):
    agree(plan)
