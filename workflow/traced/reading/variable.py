"""Check names and values against the codebook, and say what is wrong with those that it does not allow."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from traced.core.fault import FaultKind, Hint, nearest
from traced.reading.sheet import name_key, same_name

Codebook = Mapping[str, Any]

CASE = "participant"
NUMERIC = ("integer", "number", "year", "decade")
RELATIONS = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
YEAR = r"(1[5-9]|20)[0-9][0-9]"
MONTH = rf"{YEAR}-(0[1-9]|1[0-2])"
DAY = rf"{MONTH}-(0[1-9]|[12][0-9]|3[01])"
NUMBER = r"[0-9]+(\.[0-9]+)?"
TYPES = {
    "year": (YEAR, "a year with four digits, 1500 to 2099"),
    "month": (r"[1-9]|1[0-2]", "a month from 1 to 12"),
    "date": (DAY, "a date as YYYY-MM-DD"),
    "decade": (r"[1-9]0s", "a decade of life, 40s"),
    "integer": (r"[0-9]+", "a whole number"),
    "number": (NUMBER, "a number with a point for decimals"),
}
WHOLE = ("year", "month", "integer")
EMPTY = {"-", "–", "—", "?", ".", "n/a", "na", "n.a.", "none", "null", "nan", "unknown", "missing", "not stated"}
WIDE_DIGITS = str.maketrans("０１２３４５６７８９．－", "0123456789.-")
COUNT_WITH_MARK = re.compile(r"[0-9][0-9.,]*\s*([*†‡§#]+|[¹²³⁰-⁹]+|[\[(]?[0-9a-z]{1,2}[\])])")
DATE_PARTS = re.compile(r"([0-9]{1,4})[./年\s-]+([0-9]{1,2})[./月\s-]+([0-9]{1,4})日?")
ARROW = re.compile(r"\s*(?:>|→)\s*")
SEVERAL = re.compile(r"\s*[;,/&+\n]\s*")


def parse_number(text: str) -> int | float:
    """Return the number in a cell: a count, measure, year or decade ("40s"). Raises ValueError for other text."""
    return float(text) if "." in text else int(text.removesuffix("s"))


class Problem(NamedTuple):
    """The words of a fault: what is wrong with a name or value, and what is allowed."""

    problem: str
    allowed: str
    kind: FaultKind = ""


@dataclass(frozen=True)
class Understood:
    """The meaning of a cell: a value of its variable, or a problem.

    mended: the change of a text that can mean one thing only
    """

    value: str = ""
    mended: str = ""
    problem: Problem | None = None


def entry_of(variable: str, codebook: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the entry of a variable in the codebook, that of route for route_2; empty for an unknown one."""
    variables: Mapping[str, Mapping[str, Any]] = codebook["variables"]
    if variable in variables:
        return variables[variable]
    entry = variables.get(stem_of(variable, codebook), {})
    return entry if entry.get("repeat") else {}


def stem_of(variable: str, codebook: Mapping[str, Any]) -> str:
    """Return the name under which the codebook has a variable: route for route_2."""
    return variable if variable in codebook["variables"] else split_repeat(variable)[0]


def variable_problem(variable: str, codebook: Mapping[str, Any]) -> Problem | None:
    """Return what is wrong with the name of a variable; None when the codebook has it."""
    if entry_of(variable, codebook):
        return None
    stem = stem_of(variable, codebook)
    if stem in codebook["variables"]:
        return Problem(f"{stem!r} cannot be given several times", "one row for each participant")
    allowed = f"{nearest(variable, codebook['variables']).text}; a new variable is added there under variables"
    return Problem(f"{variable!r} is not in the codebook", allowed, "codebook")


def value_problem(value: str, variable: str, codebook: Mapping[str, Any]) -> Problem | None:
    """Return what is wrong with a value of a known variable; None when nothing is."""
    entry, stem = entry_of(variable, codebook), stem_of(variable, codebook)
    kind = entry["type"]
    if kind == "code":
        if value in entry["codes"]:
            return None
        allowed = allowed_code(value, stem, nearest(value, entry["codes"]))
        return Problem(f"{value!r} is no code of {stem}", allowed, "codebook")
    if kind == "path":
        names = codebook["lists"][entry["list"]]
        if value.count(">") == 1 and all(end in names for end in value.split(">")):
            return None
        allowed = f"FROM>TO with two of {', '.join(names)}; a new one is added in the codebook, under lists"
        return Problem(f"{value!r} is no path", allowed, "list")
    pattern, allowed = TYPES[kind]
    if not re.fullmatch(pattern, value) or (kind == "date" and not is_day(value)):
        return Problem(f"{value!r} is no {kind}", allowed)
    least, most = entry.get("least"), entry.get("most")
    if kind in NUMERIC and least is not None and parse_number(value) < least:
        return Problem(f"{value!r} is too small for {stem}", f"{least} or more, as the codebook says")
    if kind in NUMERIC and most is not None and parse_number(value) > most:
        return Problem(f"{value!r} is too large for {stem}", f"{most} or less, as the codebook says")
    return None


def understand(text: str, variable: str, codebook: Mapping[str, Any]) -> Understood:
    """Return the meaning of a cell for a variable of the codebook; a code or its label may have any case.

    Digits of full width and a year as 2010.0 are mended. Any other text that is no value is a problem, which names the
    likely cause.
    """
    entry = entry_of(variable, codebook)
    kind = entry["type"]
    if kind == "code":
        codes = matching(text, entry["codes"])
        if len(codes) == 1:
            return Understood(codes[0])
        return Understood(problem=code_problem(text, codes, variable, codebook))
    if kind == "path":
        names = codebook["lists"][entry["list"]]
        ends = [matching(end, names) for end in ARROW.split(text)]
        value = ">".join(end[0] if len(end) == 1 else "?" for end in ends)
        problem = value_problem(value, variable, codebook)
        if problem is None:
            return Understood(value)
        if missing := missing_problem(text):
            return Understood(problem=missing._replace(kind="path"))
        return Understood(problem=path_problem(text, problem, entry["list"], names))
    value = text.translate(WIDE_DIGITS)
    mended = "" if value == text else "digits of full width became digits"
    if kind in WHOLE and re.fullmatch(r"[0-9]+\.0+", value):
        value, mended = value.partition(".")[0], "a whole number lost its empty decimals"
    problem = value_problem(value, variable, codebook)
    if problem is None:
        return Understood(value, mended)
    return Understood(problem=missing_problem(text) or form_problem(value, kind, problem))


def matching(text: str, codes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the codes that a text can mean: the code itself, or else those whose name or label it is in any case."""
    if text in codes:
        return [text]
    return [
        code for code, entry in codes.items() if same_name(text, code) or same_name(text, str(entry.get("label", "")))
    ]


def code_problem(text: str, meant: list[str], variable: str, codebook: Mapping[str, Any]) -> Problem:
    """Return what is wrong with a text that means no code or several."""
    entry, stem = entry_of(variable, codebook), stem_of(variable, codebook)
    codes = entry["codes"]
    if meant:
        return Problem(f"{text!r} may mean {' or '.join(meant)}", "the code itself")
    parts = [matching(part, codes) for part in SEVERAL.split(text)]
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        several, one = f"a column for each: {stem}_1, {stem}_2", f"one code of {stem} for each participant"
        allowed = several if entry.get("repeat") else one
        return Problem(f"{text!r} is several codes in one cell", allowed)
    labels = {str(entry.get("label", "")).casefold() for entry in codes.values()} - {""}
    hint = nearest(text.casefold(), {*codes, *labels})
    allowed = allowed_code(text, stem, hint if hint.close else nearest(text, codes))
    return missing_problem(text) or Problem(f"{text!r} is no code of {stem}", allowed, "codebook")


def path_problem(text: str, usual: Problem, of: str, names: Mapping[str, Mapping[str, Any]]) -> Problem:
    """Return what is wrong with a text that is no path, with the end that is misspelt or the line that adds it.

    of: the list of the codebook that has the names of the ends
    """
    allowed = usual.allowed
    unknown = [end for end in ARROW.split(text) if end and not matching(end, names)]
    for end in unknown if len(ARROW.split(text)) == 2 else ():
        hint = nearest(end.casefold(), names)
        line = f"{suggested_code(end)}: {{label: {json.dumps(end, ensure_ascii=False)}}}"
        allowed = f"{hint.text} {allowed}" if hint.close else f"{allowed}, {of}: {line}"
    return Problem(f"{text!r} is no path", allowed, "list")


def suggested_code(text: str) -> str:
    return re.sub(r"\W", "_", name_key(text))


def allowed_code(text: str, variable: str, hint: Hint) -> str:
    """Return the hint, and how to add a new code; with the line to copy, unless the text looks misspelt."""
    allowed = f"{hint.text}; a new code is added in the codebook, under {variable}"
    line = f"{suggested_code(text)}: {{label: {json.dumps(text, ensure_ascii=False)}, definition: what it means}}"
    return allowed if hint.close else f"{allowed}, codes: {line}"


def missing_problem(text: str) -> Problem | None:
    """Return what is wrong with a text for a missing value; None for other text."""
    if text in ("TRUE", "FALSE"):
        return Problem(f"{text!r} is a tick box, not a value", "the code or number, written as text")
    if text.casefold() not in EMPTY:
        return None
    return Problem(f"{text!r} is no value", "an empty cell where the source does not say")


def form_problem(text: str, kind: str, usual: Problem) -> Problem:
    """Return what is wrong with a text that is no number, year or date, as near to the cause as its form tells."""
    if kind == "date":
        return date_problem(text) or serial_date_problem(text) or usual
    dated, marked = re.fullmatch(DAY, text.partition(" ")[0]), COUNT_WITH_MARK.fullmatch(text)
    more_than_number = re.search(r"[0-9]", text) and re.search(r"[^\W\d_]|[~<>≈±]", text) and kind != "decade"
    forms = (
        (
            dated,
            f"is a date, no {kind}",
            "; a spreadsheet may turn numbers into dates: format the column as text",
        ),
        (re.fullmatch(rf"[-−]\s*{NUMBER}", text), "is negative", ""),
        (kind in WHOLE and re.fullmatch(r"[0-9]+\.[0-9]+", text), "is not whole", ""),
        (marked, "has a mark after the number", ", alone; a note belongs in the column evidence"),
        (re.fullmatch(r"[0-9]+(,[0-9]+)+(\.[0-9]+)?", text), "has a comma", "; no mark between thousands"),
        (more_than_number, "has more than a number", ", alone"),
    )
    causes = (Problem(f"{text!r} {problem}", f"{usual.allowed}{hint}") for match, problem, hint in forms if match)
    return next(causes, usual)


def date_problem(text: str) -> Problem | None:
    """Return what is wrong with three numbers that are no date, or a date in two ways; None for other text."""
    parts = DATE_PARTS.fullmatch(text.partition(" 0")[0]) or DATE_PARTS.fullmatch(text)
    if not parts:
        return None
    first, second, third = parts.groups()
    orders = [(first, second, third)] if len(first) == 4 else [(third, second, first), (third, first, second)]
    days = [f"{year}-{int(month):02}-{int(day):02}" for year, month, day in orders]
    possible = list(dict.fromkeys(day for day in days if re.fullmatch(DAY, day) and is_day(day)))
    if len(possible) == 1:
        return Problem(f"{text!r} is no date as it stands", f"a date as YYYY-MM-DD; did you mean {possible[0]}?")
    if possible:
        return Problem(f"{text!r} may be {' or '.join(possible)}", "the one that is meant, as YYYY-MM-DD")
    if len(first) < 4 and len(third) < 4:
        return Problem(f"{text!r} has a year of two digits", "a date as YYYY-MM-DD")
    return Problem(f"{text!r} is not in the calendar", "a date as YYYY-MM-DD")


def serial_date_problem(text: str) -> Problem | None:
    """Return what is wrong with a date shown as a number, days since the end of 1899; None for other text."""
    if not re.fullmatch(r"[1-9][0-9]{4}", text):
        return None
    day = date(1899, 12, 30) + timedelta(days=int(text))
    allowed = f"a date as YYYY-MM-DD; a spreadsheet counts {day} so: format it as a date"
    return Problem(f"{text!r} is a count of days", allowed)


def is_day(text: str) -> bool:
    """Return True if a date as YYYY-MM-DD is in the calendar, which 2019-02-30 is not."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def variables_called(title: str, codebook: Mapping[str, Any]) -> list[str]:
    """Return the variables that a header can mean: by name or label, with the number of a repeated one."""
    variables: Mapping[str, Mapping[str, Any]] = codebook["variables"]
    if entry_of(title, codebook):
        return [title]
    stem, repeat = split_repeat(name_key(title))
    numbered = [name for name in matching(stem, variables) if repeat and variables[name].get("repeat")]
    return matching(title, variables) or [f"{name}_{int(repeat)}" for name in numbered]


def example_code(codebook: Mapping[str, Any]) -> str:
    """Return the first code of a codebook as `variable/code`, as an example for messages."""
    coded = ((name, entry["codes"]) for name, entry in codebook["variables"].items() if entry.get("codes"))
    return next((f"{name}/{code}" for name, codes in coded for code in codes), "VARIABLE/CODE")


def example_column(codebook: Mapping[str, Any]) -> str:
    """Return the first column of a repeated variable, as an example for messages."""
    return next((f"{name}_1" for name, entry in codebook["variables"].items() if entry.get("repeat")), "VARIABLE_1")


def variable_titles(codebook: Mapping[str, Any]) -> Iterable[str]:
    for name, entry in codebook["variables"].items():
        yield from {name, str(entry.get("label", name))}


def slug(participant: str) -> str:
    """Return a participant's name as it stands in the names of numbers: p_07 for P-07."""
    return "".join(c if c.isalnum() else "_" for c in participant.lower())


def split_repeat(variable: str) -> tuple[str, str]:
    """Return stem and number of a repeated variable, ("route", "2") for route_2; without a number the number is ""."""
    stem, _, suffix = variable.rpartition("_")
    return (stem, suffix) if suffix.isdecimal() and stem else (variable, "")
