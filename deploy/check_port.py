"""Says in one line why nothing can be served on a port: ``python deploy/check_port.py 8000``."""

import errno
import socket
import sys


def fault_of(port: str) -> str:
    if not port.isdigit() or not 0 < int(port) < 65536:
        return f"PORT is {port!r}; write a number from 1 to 65535."
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(port)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} is in use. Choose another: make run PORT=8001"
            return f"Port {port} cannot be used: {error.strerror}. Choose another: PORT=8001"
    return ""


if __name__ == "__main__":
    sys.exit(fault_of(sys.argv[1]) or 0)
