"""What every test can ask for, and the order: quick tests first, those that drive a browser last."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.words import language

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / "tests" / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser and put it last: a slip in a sum is told before a server starts."""
    for item in items:
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def data_dir(root: Path) -> Path:
    """The data package that is published: for reading only; a test that breaks it works on a copy."""
    return root / "data"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Every test begins in English, whatever language the one before it spoke."""
    language.use("en")
    yield
    language.use("en")
