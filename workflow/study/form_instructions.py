"""The instructions on the empty spreadsheet for interviews."""

LINES = (
    "One row for each participant, on the sheet Interviews. The name has to be a pseudonym.",
    "Leave a cell empty where the interview does not say: empty means missing, never no.",
    "Where the sheet Codes has codes for a variable, choose one of them, or write its label.",
    "Years have four digits, dates are 2019-07-22, months 1 to 12, age bands 40s; a leg of the route is FROM>TO.",
    "What was given several times has numbered columns: route_1, route_2 and so on; add more as you need them.",
    "A column that you do not need may be deleted. A new code or place is first added to codebook.yaml.",
    "page, basis (stated or implied) and evidence are remarks on the whole row, and may stay empty.",
    "Save it as it is (xlsx) or as CSV with UTF-8.",
)
