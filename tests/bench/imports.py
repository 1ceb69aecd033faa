"""What importing costs, by package: run as a script with the names of modules to import, it prints JSON.

It imports hardly anything itself, so that nothing is there already. A package that several others need is
counted where it is first asked for, under its own name.
"""

import gc
import os
import sys
import time
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, SourceFileLoader

PYTHON = "Python's own library"
FINDING = "finding the files"


class Meter:
    """Notes the time and the memory that each module takes while it is executed, without those inside it."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}
        self._inside: list[list[float]] = [[0.0, 0.0]]
        try:
            self._statm = os.open("/proc/self/statm", os.O_RDONLY)
        except OSError:
            self._statm = -1

    def watch(self, loader: type, method: str) -> None:
        """Measure a method of an import loader, which takes a module or its spec."""
        load = getattr(loader, method)

        def measured(own: object, what: object) -> object:
            name = str(getattr(what, "__name__", None) or getattr(what, "name", ""))
            self._inside.append([0.0, 0.0])
            before, began = self.resident(), time.perf_counter()
            try:
                return load(own, what)
            finally:
                taken = (time.perf_counter() - began, self.resident() - before)
                within = self._inside.pop()
                self._note(package_of(name), taken, within)

        setattr(loader, method, measured)

    def resident(self) -> int:
        """The memory of this process now, in bytes; 0 where the system doesn't tell."""
        if self._statm < 0:
            return 0
        return int(os.pread(self._statm, 64, 0).split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def _note(self, package: str, taken: tuple[float, float], within: list[float]) -> None:
        own = self.spent.setdefault(package, [0.0, 0.0])
        for index, amount in enumerate(taken):
            own[index] += amount - within[index]
            self._inside[-1][index] += amount


def package_of(module: str) -> str:
    """The package that a module is counted under."""
    top = module.partition(".")[0]
    return PYTHON if top.lstrip("_") in sys.stdlib_module_names or top in sys.stdlib_module_names else top


def main() -> None:
    """Import what the command line names, and tell what it took: seconds and bytes by package."""
    # The collector would run at whichever package is just being imported, however it came to that.
    gc.disable()
    meter = Meter()
    for loader, method in (
        (SourceFileLoader, "exec_module"),
        (ExtensionFileLoader, "create_module"),
        (ExtensionFileLoader, "exec_module"),
    ):
        meter.watch(loader, method)
    before, began = meter.resident(), time.perf_counter()
    for name in sys.argv[1:]:
        import_module(name)
    seconds, size = time.perf_counter() - began, meter.resident() - before
    found = [seconds - sum(own[0] for own in meter.spent.values())]
    found.append(size - sum(own[1] for own in meter.spent.values()))
    import json

    print(json.dumps({**meter.spent, FINDING: found}))


if __name__ == "__main__":
    main()
