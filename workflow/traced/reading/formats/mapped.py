"""Read a table through a mapping: a YAML file that says what the table's columns and codes are called here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from traced.core.fault import Fault, FaultKind, nearest
from traced.core.record import Place
from traced.reading.coding import REMARKS, ReadResult
from traced.reading.encoding import ENCODINGS, Note
from traced.reading.formats import long, tagged, wide
from traced.reading.formats.tagged import CODE
from traced.reading.sheet import Row, Sheet
from traced.reading.variable import CASE, example_code, stem_of, understand, variable_titles, variables_called
from traced.reading.yaml_mapping import LEFT_OUT, parse_yaml_mapping, repeated_key_faults

TEXTS = ("header", "sheet", "encoding", "separator")
NAMINGS = ("columns", "values", "codes", "participants")
KEYS = (*TEXTS, *NAMINGS)
OWN_COLUMNS = (CASE, CODE, "variable", "value", *REMARKS)  # what a column may be beside a variable
DEEPEST = 3  # keys above each other: values, a variable, their value


@dataclass(frozen=True)
class TableMapping:
    """The content of a mapping; what is mapped to nothing is left out of the table.

    header: the fingerprint of the header for which it was written
    columns: their column, and ours: participant, code, variable, value, a remark or the name of a variable
    values: for a variable of ours their value, and ours
    codes: their code, and `variable/code` of ours
    participants: their name of a participant, and ours
    sheet, encoding, separator: where the table is, and how its text is written; empty for what is usual
    lines: the line of each key, with the keys above it: columns, then their column
    """

    file: str
    header: str = ""
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    participants: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def fault(self, problem: str, allowed: str, *keys: str, kind: FaultKind = "") -> Fault:
        """Return a fault of the mapping itself, at the line of these keys."""
        return Fault(self.place(*keys), keys[0], problem, allowed, kind)

    def place(self, *keys: str) -> Place:
        """Return the line of a key below others; the file where it is not there."""
        return Place(self.file, "", self.lines.get(keys, 0))


def parse_mapping(text: str, file: str) -> tuple[TableMapping, tuple[Fault, ...]]:
    """Return the content of a mapping file, every scalar as text, and its faults."""
    root, yaml_faults = parse_yaml_mapping(text, file, f"a mapping with {', '.join(KEYS)}")
    if root is None:
        return TableMapping(file), yaml_faults
    faults = list(repeated_key_faults(root, file))
    content: dict[str, Any] = {}
    for key, node in root.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name not in KEYS:
            faults.append(Fault.on_line(file, line, name, "this is not known", nearest(name, KEYS).text))
        elif (value := node_texts(node, depth=0 if name in TEXTS else 2 if name == "values" else 1)) is None:
            kinds = {"values": "a list VARIABLE: with THEIR VALUE: OUR VALUE"}
            allowed = "one text" if name in TEXTS else kinds.get(name, "lines THEIR NAME: OUR NAME")
            faults.append(Fault.on_line(file, line, name, "this cannot be read", allowed))
        else:
            content[name] = value
    if "columns" not in content:
        allowed = "columns: with a line THEIR COLUMN: OURS for each"
        faults.append(Fault.on_line(file, 1, "columns", "no column is mapped", allowed))
    if content.get("encoding") and content["encoding"].lower() not in ENCODINGS:
        allowed = f"one of {', '.join(ENCODINGS)}"
        faults.append(Fault(Place(file), "encoding", f"{content['encoding']!r} is not known", allowed))
    if len(content.get("separator", "")) > 1 or content.get("separator") in ('"', "\n", "\r"):
        allowed = 'one mark between quotes: ";" or "\\t"'
        faults.append(Fault(Place(file), "separator", f"{content['separator']!r} separates no cells", allowed))
        del content["separator"]
    return TableMapping(file, **content, lines=dict(key_lines(root))), tuple(faults)


def key_lines(node: yaml.Node, *above: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the line of each key of a mapping and of those in it, after the keys above it."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) and len(above) < DEEPEST else ():
        keys = (*above, str(key.value))
        yield keys, key.start_mark.line + 1
        yield from key_lines(value, *keys)


def node_texts(node: yaml.Node, depth: int) -> Any:
    """Return the text of a node, or a mapping of texts as many levels deep as `depth`; None for anything else."""
    if depth == 0:
        return str(node.value) if isinstance(node, yaml.ScalarNode) else None
    if not isinstance(node, yaml.MappingNode):
        return {} if isinstance(node, yaml.ScalarNode) and not node.value else None
    texts = {str(key.value): node_texts(value, depth - 1) for key, value in node.value}
    return None if None in texts.values() else texts


def mapped_codings(sheet: Sheet, codebook: Mapping[str, Any], names: TableMapping) -> ReadResult:
    """Return the codings of a table by its mapping: wide, long, or with a row for each code.

    The header has to be the one for which the mapping was written, and the mapping has to say of every column what it
    is or that it is left out: an export that changed is noticed, and nothing is left out in silence.
    """
    faults = [*sheet.shape_faults(), *changed_header_faults(sheet, names), *name_faults(names, codebook)]
    if faults:
        return ReadResult((), sheet.notes, (*sheet.faults, *faults))
    sheet = replace(sheet, notes=(*sheet.notes, *unused_names(sheet, codebook, names)))
    table = renamed_sheet(sheet, codebook, names)
    if table.columns(CODE):
        codes = {theirs: "" if ours in LEFT_OUT else ours for theirs, ours in names.codes.items()}
        return tagged.tagged_codings(table, codebook, tagged.MAPPED, codes)
    if table.columns("variable"):
        return long.long_codings(table, codebook)
    return wide.wide_codings(table, codebook)


def changed_header_faults(sheet: Sheet, names: TableMapping) -> Iterator[Fault]:
    """Yield a fault when the header is not the one that the mapping was written for, with what is new and missing."""
    header = [title for title in sheet.header if title]
    now = sheet.fingerprint()
    new = [title for title in header if title not in names.columns]
    gone = [title for title in names.columns if title not in header]
    for title in new:
        allowed = "a line for it under columns; with nothing after the colon it is left out"
        yield names.fault(f"the column {title!r} of {sheet.file} is not mapped", allowed, "columns")
    for title in gone:
        yield names.fault(f"{sheet.file} has no column {title!r}", nearest(title, new or header).text, "columns", title)
    if names.header != now:
        changed = f"{sheet.file} has another header than the mapping was written for"
        problem = changed if names.header else "the fingerprint of the header is missing"
        yield names.fault(problem, f"{now}, once the columns have been looked through", "header")


def name_faults(names: TableMapping, codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each name of ours in a mapping that is none."""
    for theirs, ours in names.columns.items():
        if ours not in (*LEFT_OUT, *OWN_COLUMNS) and len(variables_called(ours, codebook)) != 1:
            hint = nearest(ours, {*OWN_COLUMNS, *variable_titles(codebook)})
            yield names.fault(f"{theirs!r} is to be {ours!r}, which is no variable", hint.text, "columns", theirs)
    for variable, values in names.values.items():
        if variable not in codebook["variables"] and variable not in OWN_COLUMNS:
            hint = nearest(variable, codebook["variables"])
            yield names.fault(f"{variable!r} is not in the codebook", hint.text, "values", variable, kind="codebook")
        for theirs, ours in values.items() if variable in codebook["variables"] else ():
            if ours not in LEFT_OUT and (problem := understand(ours, variable, codebook).problem):
                yield names.fault(problem.problem, problem.allowed, "values", variable, theirs, kind=problem.kind)
    for theirs, ours in names.codes.items():
        if ours in LEFT_OUT:
            continue
        title, _, code = (part.strip() for part in ours.partition("/"))
        variables = variables_called(title, codebook) if code else []
        if len(variables) != 1:
            allowed = f"VARIABLE/CODE, as {example_code(codebook)}"
            yield names.fault(f"{ours!r} is no variable and code", allowed, "codes", theirs)
        elif problem := understand(code, variables[0], codebook).problem:
            yield names.fault(problem.problem, problem.allowed, "codes", theirs, kind=problem.kind)


def own_columns(sheet: Sheet, codebook: Mapping[str, Any], names: TableMapping) -> list[str]:
    """Return our name of each column of a table; empty for a column that is left out."""
    ours = [names.columns.get(title, "") for title in sheet.header]
    return ["" if o in LEFT_OUT else o if o in OWN_COLUMNS else variables_called(o, codebook)[0] for o in ours]


def unused_names(sheet: Sheet, codebook: Mapping[str, Any], names: TableMapping) -> Iterator[Note]:
    """Yield a note for each value, code and participant of a mapping that the table does not have."""
    texts: dict[str, set[str]] = {}
    for column, name in enumerate(own_columns(sheet, codebook, names)):
        texts.setdefault(stem_of(name, codebook), set()).update(sheet.cell(row, column) for row in sheet.body)
    cells_of: dict[tuple[str, ...], Collection[str]] = {}
    cells_of |= {("participants", theirs): texts.get(CASE, ()) for theirs in names.participants}
    cells_of |= {("codes", theirs): texts.get(CODE, ()) for theirs in names.codes}
    for variable, values in names.values.items():
        cells = texts.get(variable, texts.get("value", ()))
        cells_of |= {("values", variable, theirs): cells for theirs in values}
    for keys, present in cells_of.items():
        if keys[-1] not in present:
            yield Note(names.place(*keys), f"{keys[-1]!r} stands nowhere in {sheet.file}")


def renamed_sheet(sheet: Sheet, codebook: Mapping[str, Any], names: TableMapping) -> Sheet:
    """Return the table with our names and values in the places of theirs; the columns left out are empty."""
    columns = own_columns(sheet, codebook, names)

    def ours(column: str, text: str, variable: str) -> str:
        """Return our text of a cell; in a long table the values are those of the row's variable."""
        if column == CASE:
            return names.participants.get(text, text)
        values = names.values.get(stem_of(variable if column == "value" else column, codebook), {})
        if not column or (text in values and values[text] in LEFT_OUT):
            return ""
        return values.get(text, text)

    def cells(row: Row) -> tuple[str, ...]:
        theirs = sheet.cell(row, columns.index("variable")) if "variable" in columns else ""
        variable = ours("variable", theirs, "")
        return tuple(ours(column, sheet.cell(row, n), variable) for n, column in enumerate(columns))

    rows = [Row(row.number, cells(row)) for row in sheet.body]
    return replace(sheet, rows=(Row(sheet.rows[0].number, tuple(columns)), *rows))
