"""A real Dask cluster on this machine: a scheduler and two workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

SCRIPT = """
import json, os, sys, time
from distributed import Client, LocalCluster

if __name__ == "__main__":
    cluster = LocalCluster(
        n_workers=int(sys.argv[1]), threads_per_worker=1, processes=True, dashboard_address=None
    )
    with Client(cluster) as client:
        workers = list(client.run(os.getpid).values())
    print(json.dumps([cluster.scheduler_address, workers]), flush=True)
    time.sleep(300)
"""


@dataclass(frozen=True)
class Running:
    """The address of a scheduler, its process, and those of its workers."""

    address: str
    process: subprocess.Popen[str]
    workers: list[int]

    def kill_a_worker(self) -> None:
        """Kill a worker as a machine that fails would."""
        os.kill(self.workers[0], signal.SIGKILL)

    def kill(self) -> None:
        """Kill the scheduler, and with it what belongs to it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def cluster(workers: int = 2) -> Iterator[Running]:
    """Start a cluster, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        address, pids = json.loads(process.stdout.readline())
        found = Running(address, process, pids)
        yield found
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
