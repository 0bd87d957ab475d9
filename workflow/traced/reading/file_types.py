"""The endings of the files in which data may be dropped in."""

from __future__ import annotations

WORKBOOKS, TEXTS = (".xlsx", ".xlsm"), (".csv", ".tsv", ".txt")
CODEBOOK, MAPPING = ".qdc", ".mapping.yaml"
ACCEPTED = (*WORKBOOKS, *TEXTS, CODEBOOK)
REFUSED = (".xls", ".xlsb", ".ods", ".numbers")  # tables that are not read; each is a fault, not passed over
DATA_FILES = (*ACCEPTED, MAPPING, *REFUSED)
HELP = ("Codes", "How to fill it in")  # sheets of the empty spreadsheet that explain it
