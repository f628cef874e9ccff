"""What every test can ask for, and the order: quick tests first, those that drive a browser last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from atlas.words import language

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / "tests" / "browser"
SETTINGS = "_hypothesis_internal_use_settings"


# What lies in one of these shares big tables or a server of its own, which each worker would make anew.
TOGETHER = (ROOT / "tests" / "big", BROWSER / "test_live_large.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--quick``: every test, but a fifth of the examples that hypothesis draws."""
    parser.addoption("--quick", action="store_true", help="draw a fifth of the examples (make quick)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser and put it last: a slip in a sum is told before a server starts."""
    for item in items:
        if config.getoption("quick"):
            _draw_fewer(item)
        if any(item.path.is_relative_to(place) for place in TOGETHER):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def _draw_fewer(item: pytest.Item) -> None:
    test = getattr(item, "obj", None)
    # Hypothesis takes no second `@settings` on a test, and schemathesis keeps none there. A test's settings are
    # shared by all of its parameters: those that were lessened are seen by their mark.
    if is_hypothesis_test(test) and hasattr(test, SETTINGS) and not hasattr(test, "drawn_by_a_fifth"):
        full = getattr(test, SETTINGS)
        setattr(test, SETTINGS, settings(full, max_examples=max(5, full.max_examples // 5)))
        test.drawn_by_a_fifth = True


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
