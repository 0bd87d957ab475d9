"""Write an empty spreadsheet for interviews: a column for each variable of the codebook, its codes to choose from.

usage: .venv/bin/python workflow/commands/interview_form.py [--data DIR] [FILE]

Fill it in and save it in the folder interviews of the data: beside codings.csv it adds participants to those of the
article; in a folder of its own (followup/interviews/) it is a sample of its own.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where the packages are

import data_folder
from study.form_instructions import LINES
from study.tables import LISTS
from traced.core.fault import Faults
from traced.reading.blank_form import interview_form
from traced.reading.codebook import checked_codebook


def main() -> int:
    """Write the file, unless one of that name is there already."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_folder.SHIPPED, help="the data folder (default: data)")
    parser.add_argument("file", type=Path, nargs="?", default=Path("interviews.xlsx"), help="interviews.xlsx")
    arguments = parser.parse_args()
    if arguments.file.exists():
        print(f"{arguments.file} is there already: name another file, or move it away", file=sys.stderr)
        return 1
    book = data_folder.find_files(arguments.data).codebook
    try:
        codebook = checked_codebook(data_folder.file_label(book, arguments.data), book.read_bytes(), LISTS)
    except Faults as faults:
        print(faults, file=sys.stderr)
        return 1
    arguments.file.write_bytes(interview_form(codebook, LINES))
    print(f"{arguments.file}: fill it in, and save it as data/interviews/{arguments.file.name} to add participants,")
    print(f"or as followup/interviews/{arguments.file.name} for a sample of its own: make DATA=followup RESULTS=out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
