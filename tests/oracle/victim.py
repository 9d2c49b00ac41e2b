"""One command of Tieline that kills itself at a chosen boundary: a commit, an fsync, a rename or a removal.

`python victim.py BOUNDARY REPORT WORDS…`; boundary n is before the n-th such call if n is even, after it if odd. A run
that lives writes into REPORT how many boundaries it passed.
"""

import os
import signal
import sys
from pathlib import Path

FILES = ("fsync", "rename", "replace", "link", "unlink", "remove", "rmdir", "mkdir")


class Counter:
    """Counts boundaries and dies at the chosen one."""

    def __init__(self, last):
        self.last, self.passed, self.names = last, 0, []

    def step(self, name):
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.passed += 1
        self.names.append(name)

    def around(self, name, call):
        def counted(*arguments, **options):
            self.step(f"before {name}")
            answer = call(*arguments, **options)
            self.step(f"after {name}")
            return answer

        return counted


def arm(counter):
    """Wrap every call that makes something durable."""
    from sqlalchemy.engine.default import DefaultDialect

    for name in FILES:
        setattr(os, name, counter.around(name, getattr(os, name)))
    DefaultDialect.do_commit = counter.around("commit", DefaultDialect.do_commit)


def main(boundary, report, *words):
    from app.cli import main as command

    counter = Counter(int(boundary))
    arm(counter)
    code = command.main(words)
    Path(report).write_text("\n".join([str(code), *counter.names]), encoding="utf-8")
    return code


given = globals().get("GIVEN") or sys.argv[1:]
if given and __name__ in ("__main__", "victim"):
    main(*given)
