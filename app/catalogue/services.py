"""The jobs about work with services that are not the ERP: EDI, invoice capture, e-mail."""

from __future__ import annotations

from datetime import timedelta

from app.model.job import Direction, Job, JobNumber

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(12),
        key="edi_job",
        name="EDI Job",
        description="Sends orders that were made in a supplier's web shop to that supplier's EDI address. Suppliers "
        "without an address get nothing.",
        direction=Direction.EXTERNAL,
        interval=timedelta(minutes=5),
        follows=("Purchase Order",),
    ),
    Job(
        number=JobNumber(13),
        key="ocr_scan",
        name="OCR Scan",
        description="Hands scanned supplier invoices to the invoice capture service, which makes draft invoices of "
        "them.",
        direction=Direction.EXTERNAL,
        interval=timedelta(minutes=5),
        follows=("Vendor", "Purchase Order"),
    ),
    Job(
        number=JobNumber(14),
        key="ocr_retry",
        name="OCR Retry",
        description="Asks the invoice capture service again about scans that were not finished.",
        direction=Direction.EXTERNAL,
        interval=timedelta(minutes=15),
        follows=("OCR Scan",),
    ),
    Job(
        number=JobNumber(16),
        key="purchase_order_email_queue_processing",
        name="Purchase Order Email Queue Processing",
        description="Sends the purchase orders that wait in the e-mail queue to their suppliers.",
        direction=Direction.EXTERNAL,
        interval=timedelta(minutes=2),
        follows=("Purchase Order",),
    ),
    Job(
        number=JobNumber(17),
        key="vendor_verification",
        name="Vendor Verification",
        description="Fetches from the invoice capture service what it knows about suppliers, for checking them.",
        direction=Direction.EXTERNAL,
        interval=timedelta(hours=4),
        follows=("Vendor",),
    ),
)
