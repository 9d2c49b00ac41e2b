"""The many ways in which one value can stand in a database."""

import re
from decimal import Decimal

from . import values


class Spelling:
    """Writes values as this world's databases would hold them."""

    def __init__(self, random, *, odd, shape):
        self._random = random
        self._odd = odd
        self._shape = shape

    def _rarely(self):
        return self._random.random() < self._odd

    # -- text -----------------------------------------------------------------------------------------------------

    def variant(self, written):
        """The same text in another case, or padded as CHAR columns pad."""
        spelled = self._random.choice((str, str, str, str.lower, str.upper))(written)
        if self._shape.padded:
            return spelled.ljust(16)
        return self._random.choice((spelled, spelled, spelled, spelled + "  ", " " + spelled))

    def job_number(self, number, *, job_format):
        """What Timberline calls the job (None: it cannot), and what a person typed in Framework."""
        if not job_format:
            canonical = self._random.choice((f"A-{number}", f"j{1000 + number}", f"26-{number:04}", f"É{number}"))
            if self._rarely():
                return None, self._random.choice((None, "", "   "))
            return canonical, self.variant(canonical)
        widths = [len(section) for section in re.findall("#+", job_format)]
        shorter = self._random.choice((0, 0, 0, widths[0] - 1))
        letters = f"{number:0{sum(widths) - shorter}}"[-sum(widths) + shorter :]
        if len(letters) > 3 and self._random.random() < 0.3:
            letters = "k" + letters[1:]
        canonical = values.formatted(letters, job_format)
        if self._rarely():
            return canonical, self._misfit(letters, width=sum(widths) - widths[0])
        other = "".join(letter if letter.isalnum() else self._random.choice("/._-") for letter in canonical)
        spaced = f" {letters[:2]} {letters[2:]}"
        typed = self._random.choice((letters, canonical, canonical.lower(), spaced, letters, other))
        return canonical, self.variant(typed)

    def _misfit(self, letters, *, width):
        too_long, too_short = letters + "123456789", letters[-width:] if width else ""
        return self._random.choice((None, "", "  ", "-", too_long, too_short))

    def invoice(self, number):
        return self._random.choice((f"INV-{number}", f"inv{number}", str(number), f"A,{number}", f"Q{number}-É"))

    def odd_invoice(self, number):
        fifteen = f"{number:015}"
        odd = (
            None,
            "",
            "    ",
            fifteen,
            "  " + fifteen + "  ",
            fifteen + "6",
            f"TOO LONG FOR SAGE {number}",
            f'"{number}"',
        )
        return self._random.choice(odd)

    # -- money, dates, numbers ------------------------------------------------------------------------------------

    def money(self, written):
        if written is None:
            return None
        style = self._shape.money_style
        if style == "mixed":
            style = self._random.choice(("float", "text", "int"))
        if style == "text":
            return written.rjust(12) + "  " if self._shape.padded and self._random.random() < 0.3 else written
        whole = float(written)
        return int(whole) if style == "int" and whole.is_integer() else whole

    def negated(self, amount):
        return self.signed(amount, -1)

    def signed(self, amount, sign):
        if amount is None or sign == 1:
            return amount
        if isinstance(amount, str):
            return str(-Decimal(amount))
        return -amount

    def day(self, day):
        style = self._shape.date_style
        if style == "mixed":
            style = self._random.choice(("iso", "midnight", "clock", "T"))
        endings = {"iso": "", "midnight": " 00:00:00", "clock": " 23:59:59.990", "T": "T08:30:00"}
        return f"{day:%Y-%m-%d}{endings[style]}"

    def empty_day(self):
        empties = (None, "", "   ", "1899-12-30", "1899-12-30 00:00:00", "1949-12-31", "1900-01-01", "0001-01-01")
        return self._random.choice(empties)

    def number(self, number):
        style = self._shape.number_style
        if style == "mixed":
            style = self._random.choice(("int", "float", "text"))
        if style == "text":
            return self._random.choice((str(number), f" {number} ", f"{number:010}"))
        return float(number) if style == "float" else number

    def key(self, row):
        """The key of a transaction as a former run wrote it, or None where the row has no date."""
        lowered = {name.lower(): value for name, value in row.items()}
        if values.day(lowered["tdate"]) is None:
            return None
        key = values.receipt_key(lowered)
        return key.ljust(40) if self._shape.padded else key
