"""Runs notebooks from the first cell to the last and writes each with its outputs.

Arguments: the folder of the notebooks, a folder for the results, names without endings (all where there are none).
What kernels say besides is in a log beside it. Exit code 1 where a cell fails; it says which, and the line.
"""
import os
import re
import sys
import time
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

SECONDS_PER_CELL = int(os.environ.get("SEGMENTLAKE_NOTEBOOK_SECONDS", "600"))
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
LINE_IN_CELL = re.compile(r"^(?:-+> *|Cell In\[\d+\], line )(\d+)", re.MULTILINE)


def notebooks(folder, names):
    """Those of the names; all that begin with a number where there are none."""
    found = sorted(p for p in folder.iterdir() if re.match(r"\d.*\.(py|java)$", p.name))
    unknown = set(names) - {p.stem for p in found}
    if unknown:
        sys.exit(f"There is no notebook {', '.join(sorted(unknown))}. There are {', '.join(p.stem for p in found)}.")
    return [p for p in found if not names or p.stem in names]


def first_lines(path, notebook):
    """The line of the file in which each cell's code begins, in the order of the cells."""
    lines, at, firsts = path.read_text().splitlines(), 0, []
    for cell in notebook.cells:
        wanted = cell.source.splitlines()
        if cell.cell_type == "code" and wanted:
            while lines[at : at + len(wanted)] != wanted and at < len(lines):
                at += 1
            firsts.append(at + 1)
            at += len(wanted)
        else:
            firsts.append(None)
    return firsts


def failed_at(notebook, firsts, path, text):
    """File and line of the cell that failed, as far as its traceback tells."""
    index = next(
        (i for i, c in enumerate(notebook.cells) for o in c.get("outputs", []) if o.output_type == "error"),
        None,
    )
    if index is None:
        index = max((i for i, c in enumerate(notebook.cells) if c.get("execution_count")), default=0)
    within = LINE_IN_CELL.search(text)
    line = (firsts[index] or 1) + (int(within.group(1)) - 1 if within else 0)
    return f"{path.name}:{line} (cell {index + 1})"


def first_line(text):
    """Of several that an error has: the others are in the notebook."""
    return next((line for line in COLOURS.sub("", text).splitlines() if line.strip()), "")


def run(path, out):
    """Runs one. True where it came to its end."""
    notebook = jupytext.read(path)
    firsts = first_lines(path, notebook)
    print(f"{path.name} …", end="", flush=True)
    start = time.monotonic()
    client = NotebookClient(
        notebook, timeout=SECONDS_PER_CELL, startup_timeout=120, resources={"metadata": {"path": str(path.parent)}}
    )
    problem = None
    try:
        with (out / (path.stem + ".log")).open("wb") as log:
            client.execute(stderr=log)
    except CellExecutionError as e:
        text = COLOURS.sub("", str(e))
        problem = failed_at(notebook, firsts, path, text) + ": " + f"{e.ename}: {first_line(e.evalue)}"
    except (CellTimeoutError, DeadKernelError) as e:
        problem = failed_at(notebook, firsts, path, "") + ": " + first_line(str(e))
    finally:
        nbformat.write(notebook, out / (path.stem + ".ipynb"))
    print(f" {'failed after ' if problem else ''}{time.monotonic() - start:.1f} s")
    if problem:
        print(f"Cannot go on in {problem}", file=sys.stderr)
    return problem is None


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    chosen = notebooks(folder, sys.argv[3:])
    good = [run(path, out) for path in chosen]
    print(f"{sum(good)} of {len(good)} notebooks ran to their end; with their outputs they are in {out}")
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
