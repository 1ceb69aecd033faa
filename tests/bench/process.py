"""What a running process has used so far, where the system tells it (Linux does)."""

import os
from pathlib import Path

_UNKNOWN = (OSError, AttributeError)


def peak_memory(pid: int) -> int | None:
    """The most memory that it has had at once, in bytes: what was resident, shared libraries included."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    found = [line.split() for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0][1]) * 1024 if found else None


def cpu_seconds(pid: int) -> float | None:
    """The processor time of all its threads, in seconds."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2]
        # Behind the name in brackets, user time is the 12th field and system time the 13th.
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    except _UNKNOWN:
        return None
