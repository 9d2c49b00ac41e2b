"""Arrow batches on their way from an ERP into ARM: cut at revisions, parted into sound and unsound rows, staged."""

from __future__ import annotations

import queue
import tempfile
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # rows are as wide as their query

import sqlalchemy as sa
from typing_extensions import override

from app.connect.arrow import RecordBatch, write_file
from app.sync.checks import fault, first_fault, refused
from app.sync.records import Refused
from app.sync.shapes import REVISION, ROW_ID, Feed
from app.sync.sources import Batch, Loaded
from app.sync.stages import FIXED, Stage
from app.sync.vectors import suspicious

ARRIVED = "arrived"  # the schema under which a scratch file is attached, and its table


@dataclass(frozen=True, kw_only=True)
class Arrival(Batch):
    """Rows that have been read, up to the revision `high`."""

    feed: Feed
    batch: RecordBatch | None
    high: int | None

    @contextmanager
    @override
    def ready(self, connection: sa.Connection) -> Generator[None]:
        yield

    @override
    def fill(self, stage: Stage) -> Loaded | None:
        loaded = self.load(stage)
        inserted, wanted = stage.fill(stage.name)
        return Loaded(read=loaded.read, refused=loaded.refused, inserted=inserted) if inserted == wanted else None

    @override
    def load(self, stage: Stage) -> Loaded:
        if self.batch is None or not self.batch.num_rows:
            return Loaded(read=0, refused=())
        sound, unsound = split(self.feed, self.batch)
        unfit = stage.load(sound, columns=stage.columns)
        return Loaded(read=self.batch.num_rows, refused=[*unsound, *unfit])


@dataclass(frozen=True, kw_only=True)
class FiledArrival(Batch):
    """Rows that have been read and wait in an SQLite file, for an ARM that is one too."""

    feed: Feed
    path: Path
    read: int
    sound: int
    refused: Sequence[Refused]
    high: int | None

    @contextmanager
    @override
    def ready(self, connection: sa.Connection) -> Generator[None]:
        raw: Any = connection.connection.dbapi_connection
        try:
            raw.execute(f"ATTACH DATABASE ? AS {ARRIVED}", (str(self.path),))
            yield
        finally:
            raw.execute(f"DETACH DATABASE {ARRIVED}")
            self.path.unlink(missing_ok=True)

    @override
    def fill(self, stage: Stage) -> Loaded | None:
        rows = self.sound if unmarked(self.feed) else None
        inserted, wanted = stage.fill(f"{ARRIVED}.{ARRIVED}", rows=rows)
        return Loaded(read=self.read, refused=self.refused, inserted=inserted) if inserted == wanted else None

    @override
    def load(self, stage: Stage) -> Loaded:
        names = [f"1 AS {name}" if name in FIXED and unmarked(self.feed) else name for name in stage.columns]
        stage.run(
            f"INSERT INTO {stage.name} ({', '.join(stage.columns)}) SELECT {', '.join(names)} FROM {ARRIVED}.{ARRIVED}"
        )
        return Loaded(read=self.read, refused=self.refused)


def arrivals(feed: Feed, batches: Iterable[RecordBatch], *, rows: int, high: int) -> Iterator[Arrival]:
    """The rows in batches of about `rows`, the last of which reaches `high`."""
    for batch, more in _whole_revisions(batches, rows=rows):
        yield Arrival(feed=feed, batch=batch, high=_highest(batch) if more else high)


def unmarked(feed: Feed) -> bool:
    """Whether every row is taken in and kept, so that files need not say so."""
    return feed.taken is None and feed.kept is None


def filed(found: Iterable[Arrival], *, folder: Path, columns: Sequence[str]) -> Iterator[Arrival | FiledArrival]:
    """The same rows, checked and written into files."""
    for number, arrival in enumerate(found):
        path = folder / f"arrived-{number}.db"
        if arrival.batch is None:
            yield arrival
            continue
        sound, unsound = split(arrival.feed, arrival.batch)
        read = arrival.batch.num_rows
        named = sound.rename_columns(list(columns))
        if unmarked(arrival.feed):
            named = named.select([name for name in columns if name not in FIXED])
        write_file(path, named)
        yield FiledArrival(
            feed=arrival.feed, path=path, read=read, sound=sound.num_rows, refused=unsound, high=arrival.high
        )


@contextmanager
def scratch_folder() -> Generator[Path]:
    """A folder for files that live as long as a table is read."""
    with tempfile.TemporaryDirectory(prefix="tieline-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def ahead(found: Iterator[Any], *, name: str) -> Generator[Any]:
    """The same items, the next of which is fetched by another thread while one is worked on."""
    ready: queue.Queue[tuple[Any, BaseException | None]] = queue.Queue(maxsize=1)
    over = threading.Event()
    end = object()

    def fetch() -> None:
        try:
            for item in found:
                if not _put(ready, (item, None), over):
                    return
        except BaseException as error:  # noqa: BLE001 # it is raised again where the items are wanted
            _put(ready, (end, error), over)
        else:
            _put(ready, (end, None), over)

    reader = threading.Thread(target=fetch, name=f"tieline-{name}", daemon=True)
    reader.start()
    try:
        while True:
            item, error = ready.get()
            if error is not None:
                raise error
            if item is end:
                return
            yield item
    finally:
        over.set()
        reader.join()


def _put(ready: queue.Queue[Any], item: Any, over: threading.Event) -> bool:
    while not over.is_set():
        try:
            ready.put(item, timeout=0.1)
        except queue.Full:
            continue
        return True
    return False


def split(feed: Feed, batch: RecordBatch) -> tuple[RecordBatch, list[Refused]]:
    """The rows that can be staged, and those that are taken in and unsound."""
    import pyarrow as pa

    suspects = suspicious(feed, batch)
    if not suspects.true_count:
        return batch, []
    bad: list[Refused] = []
    outside: list[dict[str, Any]] = []
    bare = {*FIXED, *feed.table.key, ROW_ID, REVISION}
    keep = suspects.to_pylist()
    for place, suspect in enumerate(keep):
        keep[place] = True
        if suspect:
            row = batch.slice(place, 1).to_pylist()[0]
            values = {name: row[name] for name in feed.names}
            if first_fault(feed, values):
                keep[place] = False
                if row["tl_taken"]:
                    bad.append(refused(feed, values))
                else:
                    outside.append({name: row[name] if name in bare else None for name in batch.schema.names})
    sound = batch.filter(pa.array(keep))
    if outside:
        sound = _concatenated([sound, pa.RecordBatch.from_pylist(_with_keys(feed, outside), schema=batch.schema)])
    return sound, bad


def nameless(feed: Feed, unsound: Sequence[Refused], *, like: RecordBatch) -> RecordBatch:
    """Rows that are not sound are there all the same: under their key if that is, else under their SysRowID."""
    import pyarrow as pa

    rows = [dict.fromkeys(like.schema.names) | {"tl_taken": 0, "tl_kept": 0, ROW_ID: row.row_id} for row in unsound]
    for row, bad in zip(rows, unsound, strict=True):
        if not any(fault(item.column, bad.key[item.column.name], key=True) for item in feed.keys):
            row.update(bad.key, tl_kept=1)
    return pa.RecordBatch.from_pylist(rows, schema=like.schema)


def _with_keys(feed: Feed, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that no condition takes in are told to ARM by their key alone, so that it must be sound."""
    return [row for row in rows if not any(fault(item.column, row[item.column.name], key=True) for item in feed.keys)]


def _whole_revisions(batches: Iterable[RecordBatch], *, rows: int) -> Iterator[tuple[RecordBatch | None, bool]]:
    """Batches of about `rows` rows that never part rows of one revision, and whether there is another to come."""
    held: list[RecordBatch] = []
    size = 0
    for piece in (whole.slice(start, rows) for whole in batches for start in range(0, whole.num_rows, rows)):
        same = _rows_at(_highest(held[-1]), piece) if size >= rows else piece.num_rows
        held.append(piece.slice(0, same))
        size += same
        if same < piece.num_rows:
            yield _concatenated([batch for batch in held if batch.num_rows]), True
            held, size = [piece.slice(same)], piece.num_rows - same
    yield _concatenated(held) if held else None, False


def _rows_at(revision: int, batch: RecordBatch) -> int:
    """How many rows at the start of the batch have this revision."""
    return next((i for i, found in enumerate(batch.column(REVISION).to_pylist()) if found != revision), batch.num_rows)


def joined(batches: Iterable[RecordBatch]) -> RecordBatch | None:
    """All of them in one, None where there are none."""
    found = list(batches)
    return _concatenated(found) if found else None


def _concatenated(batches: Sequence[RecordBatch]) -> RecordBatch:
    import pyarrow as pa

    return batches[0] if len(batches) == 1 else pa.concat_batches(list(batches))


def _highest(batch: RecordBatch) -> int:
    return batch.column(REVISION)[-1].as_py()
