"""The data flows one way: a module imports only from its own stage or from stages before it."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "extract"

# The stages in order. Each line is one level: modules of a level do not import each other.
LEVELS = [
    ["errors", "garbage", "patterns"],
    ["mentions", "lexicon"],
    ["engine", "reading", "numerals"],
    ["units"],
    ["records"],
    ["structure", "tokens", "encodings", "furniture", "pipes", "wraps"],
    ["documents"],
    ["quantities", "times", "entities"],
    ["repair"],
    ["claims", "series"],
    ["audit", "restore"],
    ["pipeline"],
    ["explain", "doubts", "findings", "outputs", "spacy_component"],
    ["exports", "score"],
    ["labelling", "intake"],
    ["training", "review"],
    ["cluster", "console"],
    ["cli"],
    ["__main__", "__init__"],  # the package itself only offers what the stages made
]
LEVEL = {stage: number for number, stages in enumerate(LEVELS) for stage in stages}
MODULES = sorted(SOURCE.rglob("*.py"))


def stage_of(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_stages(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "extract":
                names = [f"extract.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "extract" and len(parts) > 1:
                yield parts[1]


def allowed(own, other):
    """Its own package, a stage of a lower level, or a public name of `extract` itself."""
    return other == own or other not in LEVEL or LEVEL[other] < LEVEL[own]


def test_every_module_has_a_level():
    assert {stage_of(path) for path in MODULES} <= set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_backwards(path):
    own = stage_of(path)
    assert [other for other in imported_stages(path) if not allowed(own, other)] == []


def test_only_tokens_imports_jieba():
    users = [p.name for p in MODULES if "import jieba" in p.read_text(encoding="utf-8")]
    assert users == ["tokens.py"]


def test_only_the_adapter_imports_spacy():
    users = {p.name for p in MODULES if "import spacy" in p.read_text() or "from spacy" in p.read_text()}
    assert users == {"spacy_component.py"}
