"""Accepted: the files in which data may be dropped in, by how their names end."""

from __future__ import annotations

WORKBOOKS, TEXTS = (".xlsx", ".xlsm"), (".csv", ".tsv", ".txt")
CODEBOOK, MAPPING = ".qdc", ".mapping.yaml"
ACCEPTED = (*WORKBOOKS, *TEXTS, CODEBOOK)
REFUSED = (".xls", ".xlsb", ".ods", ".numbers")  # tables that are not read, which is said rather than passed over
HELP = ("Codes", "How to fill it in")  # sheets of the empty spreadsheet that explain it
