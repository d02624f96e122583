"""A connection to exactly one address, that ends when the time is over and when too much comes through it."""

from collections.abc import Callable

import httpcore

Connect = Callable[[str, int, float], httpcore.NetworkStream]
"""A connection to (address, port) within so many seconds; an exception of httpcore where there is none."""


def connect_tcp(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """A plain connection by TCP."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)
