"""Settings of all tests.

`--update-golden` rewrites tests/golden/ from what the extractor says now: look at the diff, then commit.
"""

import pytest
from hypothesis import settings

# The same examples on every run and machine, however slow it is.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden/ from the present output"
    )


@pytest.fixture
def update_golden(request):
    return request.config.getoption("--update-golden")
