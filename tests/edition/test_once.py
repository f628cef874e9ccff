"""What an object works out once holds no lock against other objects, whose readers would wait."""

import threading
from dataclasses import dataclass

from atlas.edition.once import once

PATIENCE = 60


@dataclass(frozen=True)
class Reader:
    """One who asks, and who may have to wait for another."""

    name: str
    done: threading.Event
    waits: bool = False

    @once
    def answer(self) -> list[str]:
        """What takes as long as another is not done."""
        if self.waits:
            assert self.done.wait(PATIENCE)
        return [self.name]


def test_it_is_worked_out_once_and_the_same_object_comes_back():
    reader = Reader("one", threading.Event())
    assert reader.answer is reader.answer == ["one"]
    assert Reader.answer.__doc__ == "What takes as long as another is not done."


def test_another_reader_is_answered_while_the_first_is_still_at_work():
    done = threading.Event()
    slow, quick = Reader("slow", done, waits=True), Reader("quick", done)
    said: list[list[str]] = []
    thread = threading.Thread(target=lambda: said.append(slow.answer))
    thread.start()
    # With one lock for all, this would wait for the first, which waits for this.
    beside = threading.Thread(target=lambda: said.append(quick.answer))
    beside.start()
    beside.join(PATIENCE / 2)
    finished = not beside.is_alive()
    done.set()
    thread.join(PATIENCE)
    assert finished
    assert said == [["quick"], ["slow"]]


def test_nothing_of_the_product_uses_the_locked_one_of_the_library(root):
    users = [
        path.name
        for room in ("atlas", "api", "ui")
        for path in (root / room).rglob("*.py")
        if "cached_property" in path.read_text(encoding="utf-8") and path.name != "once.py"
    ]
    assert users == []
