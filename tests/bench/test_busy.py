"""The load beside a command: it is there while the command runs, and gone with it."""

import sys
import time

from bench import busy


def test_the_loops_run_beside_the_command_and_end_with_it():
    with busy.busy(loops=2, minutes=5) as loops:
        assert [each.is_alive() for each in loops] == [True, True]
    assert [each.is_alive() for each in loops] == [False, False]


def test_a_loop_ends_by_itself():
    busy.spin(time.time() + 0.01)
    with busy.busy(loops=1, minutes=0) as (loop,):
        loop.join()
        assert loop.exitcode == 0


def test_the_commands_own_exit_code_is_given_back(capfd):
    code = busy.main(["--loops", "1", "--", sys.executable, "-c", "print('ran'); raise SystemExit(3)"])
    assert code == 3
    assert "ran" in capfd.readouterr().out
