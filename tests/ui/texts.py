"""Collects every text the window shows and brings the translation files up to date. Run: python -m tests.ui.texts

Texts are the literals given to `tr`, `phrase` and `counted`, and those in the tables named below, whose members go
through `tr`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
TABLES = {"_SIGNS", "_WORDS", "_ACTIONS", "_APPLY", "_STATUS", "METHODS"}
CONTEXT = "Tieline"


def collected() -> dict[str, str]:
    """Every text, and the module that says it first."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for text in _texts(ast.parse(path.read_text(encoding="utf-8")), path=path):
            found.setdefault(text, path.relative_to(ROOT).as_posix())
    return found


def _texts(tree: ast.AST, *, path: Path):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in {"tr", "phrase"} and node.args:
                yield from _literal(node.args[0])
            if name == "counted":
                yield from (
                    text for word in node.keywords if word.arg in {"one", "many"} for text in _literal(word.value)
                )
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            names = {*TABLES, "_BUTTONS"} if path.name == "head.py" else TABLES
            if getattr(target, "id", "") in names:
                yield from (text for part in ast.walk(node.value) for text in _literal(part) if _is_shown(text))


def _literal(node: ast.AST):
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _is_shown(text: str) -> bool:
    """Whether a member of a table is a text, and not an icon, a token or a key."""
    return (" " in text or text[0].isupper() or text[0].isdigit()) and not text.startswith(("Ctrl", "Alt", "Return"))


def update(language: str) -> int:
    """Write the .ts of a language with what is known and what is new, and its .qm; how many lack a translation."""
    file = FOLDER / f"tieline_{language}.ts"
    known = translations(file)
    root = ET.Element("TS", version="2.1", language=language)
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in sorted(collected()):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        translation.text = known.get(text, "")
        if not translation.text:
            translation.set("type", "unfinished")
    ET.indent(root)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file.write_text(head + ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")
    release = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([release, file, "-qm", file.with_suffix(".qm")], check=True, capture_output=True)
    return sum(not known.get(text) for text in collected())


def translations(file: Path) -> dict[str, str]:
    """What a .ts file has translated."""
    if not file.exists():
        return {}
    messages = ET.parse(file).iter("message")
    return {one.findtext("source", ""): text for one in messages if (text := one.findtext("translation", ""))}


if __name__ == "__main__":
    for ts in sorted(FOLDER.glob("*.ts")) or [FOLDER / "tieline_de.ts"]:
        print(ts.name, update(ts.stem.rpartition("_")[2]), "without a translation")
