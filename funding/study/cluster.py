"""Who does the pieces of a study: the workers of a Dask cluster, on this machine or on others.

A worker is sent the study's files once, and with each piece no more than what is asked; it makes
the draws itself. So the same pieces come back as from this machine, byte for byte.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any

from funding.errors import FundingError
from funding.language import Language, _, speaking, spoken
from funding.study.crew import AHEAD, Task
from funding.study.model import Study
from funding.study.packing import digest_of, pack, unpack
from funding.study.ready import Prepared, prepare_study
from funding.study.work import Piece

PATIENCE = 30.0
"""So many seconds a scheduler, or the first worker, is waited for."""
POLL = 1.0
INSTALLING = "pip install 'funding[cluster]'"

_prepared: dict[str, Prepared] = {}
_preparing = Lock()


def do_piece(
    files: Mapping[str, str], digest: str, task: Task, number: int, language: Language
) -> Piece:
    """Do a piece on a worker, which reads and prepares the study for its first one.

    What is wrong it says in a language. A piece is figures, and the same in any.
    """
    with speaking(language):
        if digest_of(files) != digest:
            raise FundingError(_("a worker has another version of funding installed"))
        with _preparing:
            if digest not in _prepared:
                _prepared.clear()
                _prepared[digest] = prepare_study(unpack(files))
        return task.work(_prepared[digest], number)


@dataclass(frozen=True, eq=False)
class Cluster:
    """The workers of a scheduler."""

    client: Any
    address: str
    study: Study

    def do(self, task: Task, numbers: Iterable[int]) -> Iterator[tuple[int, Piece]]:
        """Do pieces of a task; those of a worker that is lost are done by another."""
        files = pack(self.study)
        digest = digest_of(files)
        with _in_words(self.address):
            # In a list: else each of the files would be sent by itself.
            (sent,) = self.client.scatter([files], broadcast=True, hash=False)
            left, out, done = iter(numbers), dict[Any, int](), SimpleQueue[Any]()
            try:
                while True:
                    # Of workers that went, more may be out than there is room for.
                    room = AHEAD * max(sum(self.client.nthreads().values()), 1) - len(out)
                    for number in islice(left, max(room, 0)):
                        # Not pure: else the same piece of two studies would be taken for one.
                        future = self.client.submit(
                            do_piece, sent, digest, task, number, spoken(), pure=False
                        )
                        out[future] = number
                        future.add_done_callback(done.put)
                    if not out:
                        return
                    each = self._next(done)
                    yield out.pop(each), each.result()
            finally:
                for each in out:
                    each.cancel()

    def _next(self, done: SimpleQueue[Any]) -> Any:
        """Wait until one is done; raise `OSError` if the scheduler stays away."""
        seen = time.monotonic()
        while True:
            try:
                return done.get(timeout=POLL)
            except Empty:
                if self.client.status == "running":
                    seen = time.monotonic()
                elif self.client.status == "closed" or time.monotonic() - seen > PATIENCE:
                    raise OSError(_("it does not answer any more")) from None


@contextmanager
def cluster_at(address: str, study: Study) -> Iterator[Cluster]:
    """Connect to a scheduler; raise `FundingError` if none answers, or it has no worker."""
    try:
        import distributed
    except ImportError:
        message = _("a cluster needs {library}: {command}", library="Dask", command=INSTALLING)
        raise FundingError(message) from None
    # What Dask says while a connection is lost is for those who keep the cluster.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = distributed.Client(  # type: ignore[no-untyped-call]  # Dask has few types
            address, timeout=PATIENCE, set_as_default=False
        )
    except (OSError, ValueError) as error:
        message = _("{address}: no scheduler answers there ({why})", address=address, why=error)
        raise FundingError(message) from None
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            message = _("{address}: the scheduler has no worker", address=address)
            raise FundingError(message) from None
        yield Cluster(client, address, study)
    finally:
        client.close(timeout=2)


@contextmanager
def _in_words(address: str) -> Iterator[None]:
    """Say in words that the cluster was lost."""
    from asyncio import CancelledError
    from concurrent.futures import CancelledError as Cancelled

    from distributed import KilledWorker

    try:
        yield
    except KilledWorker as error:
        why = _("several workers died at the same piece: {error}", error=error)
    except (OSError, CancelledError, Cancelled) as error:
        why = str(error) or type(error).__name__
    else:
        return
    gone = _(
        "{address}: the cluster was lost; the same command goes on from there ({why})",
        address=address,
        why=why,
    )
    raise FundingError(gone)
