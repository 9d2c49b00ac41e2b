"""`python -m app` is `tieline`."""

import signal
import sys

# While modules load nothing has begun: Ctrl+C ends the process without a word instead of with a traceback.
_before = signal.getsignal(signal.SIGINT)
if _before is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from app.cli.main import main  # noqa: E402 (see above)

signal.signal(signal.SIGINT, _before)

if __name__ == "__main__":
    sys.exit(main())
