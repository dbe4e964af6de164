"""A file of worked cases, read as a person wrote it: nothing in it can crash or hang the reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from needledesk.desk.files import read_text
from needledesk.domain.plain_text import printable
from needledesk.errors import BadInput

LARGEST = 8_000_000  # bytes; some 15,000 cases
#: Entries that references to earlier parts may add to those that are written out.
MOST_REFERRED = 200_000
#: Whatever the reader raises for a value that is marked as a number or a date and is none, or nests too deeply.
_SPOILT = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError)
_KEPT = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")


class _AsWritten(yaml.SafeLoader):
    """Leaves numbers, dates and yes or no as text, so that a date that does not exist spoils its own case only."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.yaml_implicit_resolvers = {
            sign: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT]
            for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }


def read_cases(path: Path) -> Mapping[str, object]:
    """The content of a YAML file with a list under `vignettes`. Raises BadInput, naming the file, for any other."""
    name = f"“{printable(str(path))}”"
    text = read_text(path, LARGEST, "worked cases")
    try:
        content = _content(text, name)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise BadInput(f"{name} is not readable as YAML{line}.", do="Correct it there.") from error
    except _SPOILT as error:
        raise BadInput(f"{name} is not readable as YAML.", do="Write it like the cases that came with it.") from error
    listed = content.get("vignettes") if isinstance(content, Mapping) else None
    if not isinstance(content, Mapping) or not isinstance(listed, list) or not listed:
        raise BadInput(f"{name} holds no worked cases.", do="They stand in a list under “vignettes”.")
    return content


def _content(text: str, name: str) -> object:
    loader = _AsWritten(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _refuse_twice(node, name)
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _refuse_twice(node: yaml.Node, name: str) -> None:
    """Refuse a key that stands twice beside itself, and parts that refer to each other until there is no end."""
    weights: dict[int, int] = {}  # of each part with all it refers to; 0 while it is still being counted
    weight = _weight(node, weights, name)
    if weight > len(weights) + MOST_REFERRED:
        raise _tangled(name)


def _weight(node: yaml.Node, weights: dict[int, int], name: str) -> int:
    known = weights.get(id(node))
    if known is not None:
        if known == 0:
            raise _tangled(name)
        return known
    weights[id(node)] = 0
    weight = 1 + sum(_weight(part, weights, name) for part in _parts(node, name))
    weights[id(node)] = weight
    return weight


def _parts(node: yaml.Node, name: str) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                where = f"line {key.start_mark.line + 1}"
                raise BadInput(f"{name}, {where}: “{printable(key.value)}” stands there twice.", do="Take one out.")
            seen.update([key.value] if isinstance(key, yaml.ScalarNode) else ())
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _tangled(name: str) -> BadInput:
    return BadInput(f"{name} refers to itself too often.", do="Write the parts out.")
