"""One world, walked through by Tieline and by the naive implementation, compared after each step."""

import contextlib
import datetime as dt
import shutil
import tomllib

from . import naive
from .records import World
from .values import cents, day, text
from .writing import FRAMEWORK

DATES = {"d_invoice", "d_paid"}
EXTRA = {"s_note": "kept", "l_zone": 3}  # columns of the site's own, with what they hold when nobody sets them
MONEY = {"c_total", "c_paid_amt", "c_amount"}


class Walk:
    """A world's files on disk and the steps over them."""

    def __init__(self, world, *, place, subject, today):
        self.world, self.place, self.subject, self.today = world, place, subject, today
        self.profile = place.profile
        self.output = self.profile.parent / world.profile["invoices"]["folder"]
        self.file = self.output / world.profile["invoices"]["file"]
        self.kept = [world.existing_file] if world.existing_file is not None else []
        self.steps = 0

    def everything(self):
        self.reading("analyse")
        self.reading("check-consistency")
        if self.world.receipts_first:
            self.receipts()
            self.invoices()
        else:
            self.invoices()
            self.receipts()
        self.reading("check-consistency")

    # -- the actions ----------------------------------------------------------------------------------------------

    def reading(self, action):
        expected = getattr(naive, action.replace("-", "_"))(self.read())
        with self.unchanged(action):
            self.compare(action, expected, self.ask(action, "--dry-run"))
            self.compare(action, expected, self.ask(action))

    def receipts(self):
        for step in ("first", "again"):
            world = self.read()
            with self.unchanged(f"process-receipts --dry-run ({step})"):
                expected = naive.process_receipts(world, dry_run=True, today=self.today)
                self.compare("process-receipts", expected, self.ask("process-receipts", "--dry-run"))
            expected = naive.process_receipts(world, today=self.today)
            idle = not any(row["bucket"] == "posted" for row in expected.rows)
            with self.unchanged("process-receipts without work") if idle else self.timberline_unchanged():
                self.compare("process-receipts", expected, self.ask("process-receipts"))
            assert step == "first" or idle

    def invoices(self):
        policies = ("refuse", "archive", "replace") if self.world.seed % 2 else ("refuse", "replace", "archive")
        for policy in policies:
            self.export(policy)
        for claims in self.world.later_claims:
            self.place.insert("cst_claim", claims)
            for policy in policies[:2]:
                self.export(policy)
            policies = (policies[0], policies[2], policies[1])

    def export(self, policy):
        """A dry run, then the run; what is on disk afterwards is compared too."""
        world, there = self.read(), self.file.exists()
        expected = naive.create_invoices(world, dry_run=True)
        with self.unchanged(f"create-invoices --dry-run, {policy}"):
            answer = self.ask("create-invoices", "--dry-run", "--if-exists", policy)
        self.compare("create-invoices", expected, answer)
        waiting = there and policy == "refuse" and any(row["bucket"] == "exported" for row in expected.rows)
        self.check(not waiting or answer.document["messages"], "a dry run says that the file exists")
        before, dry = self.content(), expected
        expected = naive.create_invoices(world, file_exists=there, if_exists=policy)
        untouched = expected.file is None
        with self.unchanged(f"create-invoices, {policy}") if untouched else self.timberline_unchanged():
            self.compare("create-invoices", expected, self.ask("create-invoices", "--if-exists", policy))
        if untouched:
            self.check(self.content() == before, "the file is as it was", before, self.content())
        else:
            self.check(self.content() == expected.file, "the bytes of the file", expected.file, self.content())
            self.kept.append(expected.file)
        self.check(not dry.unmapped or answer.document["messages"], "a replaced character is told")
        self.check(self.archived() == sorted(self.kept[: len(self.kept) - self.file.exists()]), "the archive")

    def read(self):
        with self.profile.open("rb") as profile:
            settings = tomllib.load(profile)
        framework, timberline = map(self.place.rows, ("framework", "timberline"))
        return World(framework=framework, timberline=timberline, profile=settings)

    def content(self):
        return self.file.read_bytes() if self.file.exists() else None

    def archived(self):
        archive = self.output / "archive"
        return sorted(path.read_bytes() for path in archive.iterdir() if path.is_file()) if archive.exists() else []

    # -- comparing ------------------------------------------------------------------------------------------------

    def ask(self, action, *options):
        self.steps += 1
        answer = self.subject.ask(action, *options, profile=self.profile)
        self.check("Traceback" not in answer.errors, f"{action}: no traceback", answer.errors)
        self.check(answer.output.startswith("{"), f"{action}: one JSON document", answer)
        document = answer.document
        self.check(document["action"] == action, "action", document["action"])
        self.check(document["dry_run"] == ("--dry-run" in options), f"{action}: dry_run", document["dry_run"])
        started, finished = (dt.datetime.fromisoformat(document[name]) for name in ("started", "ended"))
        self.check(started.tzinfo and started <= finished, f"{action}: started and ended", started, finished)
        return answer

    def compare(self, action, expected, answer):
        document = answer.document
        got, wanted = ([comparable(row) for row in rows] for rows in (document["rows"], expected.rows))
        self.check(multiset(got) == multiset(wanted), f"{action}: rows", answer.errors, *differences(wanted, got))
        buckets = {name: only(told) for name, told in document["buckets"].items() if told["count"]}
        self.check(buckets == expected.buckets, f"{action}: buckets", expected.buckets, buckets)
        self.check(document["status"] == expected.status, f"{action}: status", expected.status, document["status"])
        code = answer.exit_code
        self.check(code == expected.exit_code, f"{action}: exit code", expected.exit_code, code, answer.errors)
        self.compare_tables(action, expected.framework)

    def compare_tables(self, action, expected):
        found = self.place.rows("framework")
        for table, columns in FRAMEWORK.items():
            names = [*(column.lower() for column in columns), *EXTRA]
            both = [
                sorted(
                    (tuple(stored(name, row.get(name, EXTRA.get(name))) for name in names) for row in rows[table]),
                    key=repr,
                )
                for rows in (expected, found)
            ]
            self.check(both[0] == both[1], f"{action}: table {table}", *differences(*both))

    def check(self, holds, what, *details):
        if not holds:
            told = "\n".join(map(str, details))
            raise AssertionError(f"world {self.world.seed}, step {self.steps}: {what}\n{told}")

    @contextlib.contextmanager
    def unchanged(self, what):
        """Both databases stay as they are, to the byte, and nothing lies beside them."""
        before = self.place.fingerprint("framework")
        with self.timberline_unchanged():
            yield
        self.check(self.place.fingerprint("framework") == before, f"{what}: bytes of Framework")

    @contextlib.contextmanager
    def timberline_unchanged(self):
        before, schema = self.place.fingerprint("timberline"), self.place.schema()
        yield
        self.check(self.place.fingerprint("timberline") == before, "bytes of Timberline")
        self.check(self.place.schema() == schema, "schema and journal mode of Framework", schema, self.place.schema())


def stored(name, value):
    """A stored value as the contracts compare it: money in cents, dates as days."""
    if name in MONEY:
        return cents(value)
    if name in DATES:
        return day(value)
    return text(value) if name == "s_link_accts" else value


def comparable(row):
    """The keys of a row that the contracts name; texts are compared trimmed, an empty one is no text."""
    names = (
        *("bucket", "job", "timberline_job", "method", "code", "claim_id", "invoice", "amount", "key", "date"),
        *("framework_total", "timberline_total", "invoice_result"),
        *("framework_paid", "timberline_paid", "receipt_result"),
    )
    return {name: told(row[name], folded=left_open(name, row)) for name in names if name in row}


def left_open(name, row):
    """Whether the contracts leave the choice between two spellings: of tied receipts, of jobs that differ in case."""
    if name == "invoice":
        return "claim_id" not in row
    return name == "timberline_job" and row["bucket"] == "billing-method-unknown"


def told(value, *, folded):
    if not isinstance(value, str):
        return value
    return (value.casefold() if folded else value).strip() or None


def multiset(rows):
    return sorted(map(repr, rows))


def only(told):
    return {"count": told["count"], "amount": told["amount"]}


def differences(wanted, got):
    """What is on one side only."""
    mine, theirs = list(map(repr, wanted)), list(map(repr, got))
    for row in list(mine):
        if row in theirs:
            mine.remove(row)
            theirs.remove(row)
    return [f"expected: {row}" for row in mine] + [f"got:      {row}" for row in theirs]


def rewrite(folder):
    """Empty a folder for the next world."""
    shutil.rmtree(folder, ignore_errors=True)
