"""Purchase orders as cXML order messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from xml.sax import saxutils

# What XML cannot hold, however it is written.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DTD = "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd"


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Who sends to whom, and the secret they share."""

    sender: str
    receiver: str
    secret: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the message."""

    line: int
    part: str
    basket: str  # the shop's own mark of the item
    description: str
    quantity: Decimal
    uom: str
    price: Decimal


@dataclass(frozen=True, kw_only=True)
class Message:
    """An order message; the payload id is the same however often it is sent."""

    payload_id: str
    order: str
    placed: datetime
    currency: str
    comment: str
    items: Sequence[Item]


def order_request(message: Message, parties: Parties) -> bytes:
    """The message as a document."""
    stamp = quoteattr(message.placed.isoformat(timespec="seconds"))
    total = sum((item.quantity * item.price for item in message.items), Decimal(0))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<!DOCTYPE cXML SYSTEM "{_DTD}">\n'
        f"<cXML payloadID={quoteattr(message.payload_id)} timestamp={stamp}>"
        f"<Header>{_party('From', parties.sender)}{_party('To', parties.receiver)}"
        f"{_party('Sender', parties.sender, secret=parties.secret)}</Header>"
        '<Request deploymentMode="production"><OrderRequest>'
        f'<OrderRequestHeader orderID={quoteattr(message.order)} orderDate={stamp} type="new">'
        f"<Total>{_money(total, message.currency)}</Total>{_comment(message.comment)}</OrderRequestHeader>"
        f"{''.join(_item(item, message.currency) for item in message.items)}"
        "</OrderRequest></Request></cXML>"
    )
    return text.encode()


def escape(text: str) -> str:
    """The text as an element holds it."""
    return saxutils.escape(_IMPOSSIBLE.sub("", text))


def quoteattr(text: str) -> str:
    """The text as an attribute holds it, in its quotes."""
    return saxutils.quoteattr(_IMPOSSIBLE.sub("", text))


def _party(name: str, identity: str, *, secret: str = "") -> str:
    shared = f"<SharedSecret>{escape(secret)}</SharedSecret>" if secret else ""
    agent = "<UserAgent>Tieline</UserAgent>" if name == "Sender" else ""
    credential = f'<Credential domain="NetworkId"><Identity>{escape(identity)}</Identity>{shared}</Credential>'
    return f"<{name}>{credential}{agent}</{name}>"


def _item(item: Item, currency: str) -> str:
    basket = f"<SupplierPartAuxiliaryID>{escape(item.basket)}</SupplierPartAuxiliaryID>" if item.basket else ""
    return (
        f'<ItemOut quantity="{item.quantity:f}" lineNumber="{item.line}">'
        f"<ItemID><SupplierPartID>{escape(item.part)}</SupplierPartID>{basket}</ItemID>"
        f"<ItemDetail><UnitPrice>{_money(item.price, currency)}</UnitPrice>"
        f'<Description xml:lang="en">{escape(item.description)}</Description>'
        f"<UnitOfMeasure>{escape(item.uom)}</UnitOfMeasure></ItemDetail></ItemOut>"
    )


def _money(amount: Decimal, currency: str) -> str:
    return f"<Money currency={quoteattr(currency)}>{amount:f}</Money>"


def _comment(text: str) -> str:
    return f'<Comments xml:lang="en">{escape(text)}</Comments>' if text else ""
