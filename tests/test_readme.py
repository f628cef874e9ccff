"""The README says what the project does: its commands are the Makefile's, its example runs, its files exist."""

import re
import subprocess
import sys
from pathlib import Path

from atlas.folds.views import last_event, published
from atlas.words.language import date_words

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_make_command_of_the_readme_is_a_word_of_the_makefile_and_the_other_way_round():
    named = set(re.findall(r"`?\bmake ([a-z-]+)\b", README))
    words = set(re.findall(r"^([a-z-]+):.*?## ", MAKEFILE, flags=re.MULTILINE))
    assert {"run", "test"} <= named
    assert named <= words
    assert words - named <= {"clean"}


def test_the_python_example_prints_what_the_readme_says():
    code = re.search(r"```python\n(.*?)```", README, flags=re.DOTALL)
    printed = re.search(r"```text\n(.*?)```", README, flags=re.DOTALL)
    assert code
    assert printed
    run = subprocess.run(
        [sys.executable, "-c", code[1]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert run.stdout == printed[1]


def test_every_file_that_the_docs_name_exists():
    for page in (README, *(p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs").glob("*.md")))):
        for path in re.findall(r"`((?:atlas|ui|api|pages|data|tests|docs|bench)/[\w./-]*)`", page):
            assert (ROOT / path).exists(), path
        for path in re.findall(r"\]\((?!https?://)([^)#]+)\)", page):
            assert (ROOT / path).exists() or (ROOT / "docs" / path).exists(), path


def test_the_readme_names_the_month_of_the_last_event_as_the_end_of_the_data():
    day, _precision = last_event(published())
    assert f"data on Kazakhstan, 1986 to {date_words(day, 'month')}." in README


def test_ci_runs_make_test_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.strip() and not line.startswith(("#", "set ", "cd "))]
    assert [command.removeprefix("exec ").strip() for command in commands] == ["make test"]
