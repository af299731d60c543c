"""A port of this machine that nothing listens on."""

import socket
from contextlib import closing


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
