"""An agent process as on a machine of its own: `python -m tests.crash.machines.child FOLDER URL [INSTANCE…]`."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from app.engine import life
from tests.app.engine.world import AGENT
from tests.crash.engine.child import working_world


def main() -> None:
    """Be the agent's process until SIGTERM."""
    folder, url, instances = Path(sys.argv[1]), sys.argv[2], tuple(int(word) for word in sys.argv[3:])
    life._host = lambda: f"machine of {folder}-{instances}-{id(life)}"  # nobody may look whether the process lives
    world = working_world(folder, url)
    until = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: until.set())
    print("ready", flush=True)
    world.engine.serve(AGENT, until=until, instances=instances or None)
    world.store.close()


if __name__ == "__main__":
    main()
