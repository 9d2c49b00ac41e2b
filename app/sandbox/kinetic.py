"""Runs the Kinetic double as a process of its own: `python -m app.sandbox.kinetic ERP_URL [PORT]`."""

from __future__ import annotations

import sys

from app.sandbox.kinetic_server import KineticServer


def main(arguments: list[str]) -> int:
    """Serve until interrupted; the address is printed first."""
    server = KineticServer(arguments[0], port=int(arguments[1]) if len(arguments) > 1 else 0)
    sys.stdout.write(server.address() + "\n")
    sys.stdout.flush()
    try:
        server.serve()
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
