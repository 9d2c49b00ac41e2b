"""Hosts in network namespaces, each with a wire of its own to this machine: what is cut here is cut as in a rack."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from enum import Enum

import pytest

_NUMBERS = itertools.count(1)
NETWORK = "10.201.0.0/16"


class Cut(Enum):
    """How a wire is lost; neither way is anybody told, and no connection is refused."""

    UNPLUGGED = "unplugged"  # the link is down at this end
    DROPPED = "dropped"  # a firewall in between swallows every packet, both ways


class Host:
    """One namespace and its wire; root alone may make them, and not in every container."""

    def __init__(self, port: int) -> None:
        number = next(_NUMBERS)
        self._name, self._here = f"tl{os.getpid()}n{number}", f"tl{os.getpid() % 100_000}h{number}"
        self._port, self._net = port, f"10.201.{number}"
        self._how: Cut | None = None
        there = f"{self._here}a"
        try:
            _ip("netns", "add", self._name)
            _ip("link", "add", self._here, "type", "veth", "peer", "name", there)
            _ip("link", "set", there, "netns", self._name)
            _ip("addr", "add", f"{self._net}.1/30", "dev", self._here)
            _ip("link", "set", self._here, "up")
            _ip("-n", self._name, "addr", "add", f"{self._net}.2/30", "dev", there)
            for device in (there, "lo"):
                _ip("-n", self._name, "link", "set", device, "up")
        except (OSError, subprocess.CalledProcessError) as error:
            self.close()
            pytest.skip(f"needs the right to make network namespaces: {error}")

    @property
    def place(self) -> str:
        """Where this machine is, seen from the host."""
        return f"{self._net}.1:{self._port}"

    @property
    def inside(self) -> list[str]:
        """The words that start a program on the host."""
        return ["ip", "netns", "exec", self._name]

    def cut(self, how: Cut = Cut.UNPLUGGED) -> None:
        """From now on nothing arrives, in either direction."""
        self._how = how
        if how is Cut.UNPLUGGED:
            _ip("link", "set", self._here, "down")
            return
        if not shutil.which("iptables"):
            pytest.skip("needs iptables")
        self._firewall("-A")

    def mend(self) -> None:
        """Whatever is sent again arrives."""
        if self._how is Cut.UNPLUGGED:
            _ip("link", "set", self._here, "up")
        elif self._how is Cut.DROPPED:
            self._firewall("-D")
        self._how = None

    def close(self) -> None:
        """Take the namespace away; its end of the wire goes with it, and so does ours."""
        subprocess.run(["ip", "netns", "del", self._name], check=False, capture_output=True)
        subprocess.run(["ip", "link", "del", self._here], check=False, capture_output=True)

    def _firewall(self, word: str) -> None:
        for chain in ("INPUT", "OUTPUT"):
            command = [*self.inside, "iptables", word, chain, "-j", "DROP"]
            subprocess.run(command, check=True, capture_output=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
