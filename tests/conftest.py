"""Settings of all tests.

`--update-golden` rewrites tests/golden/ from what the extractor says now: look at the diff, then commit.
"""

import pytest
from hypothesis import settings

from extract.pipeline import Extractor
from outputs_sample import whole_run

# The same examples on every run and machine, however slow it is.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden/ from the present output"
    )


@pytest.fixture(scope="session")
def extractor():
    """An extractor with the built-in lists; it keeps nothing between texts."""
    return Extractor()


@pytest.fixture
def update_golden(request):
    return request.config.getoption("--update-golden")


@pytest.fixture
def out(tmp_path):
    """Outputs as a run writes them, series and links too."""
    return whole_run(tmp_path / "outputs")
