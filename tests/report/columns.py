"""Which characters take no column of a terminal, and which take two: core/report/columns.h, from python's copy of the Unicode character database.
columns.py FILE: says whether FILE is that; KEUR_GOLDEN=write in the environment writes it. Exit code 77 where python knows another version of Unicode."""
import os
import sys
import unicodedata

VERSION = "14.0.0"
RESERVED = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]  # wide also where nothing is assigned yet
JAMO = [(0x1160, 0x11FF), (0xD7B0, 0xD7FF)]  # vowels and ends, drawn into the syllable before them


def within(ranges, code):
    return any(first <= code <= last for first, last in ranges)


def columns(code):
    """0, 1 or 2; None: nothing is assigned there."""
    character = chr(code)
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me") or within(JAMO, code):
        return 0
    if within(RESERVED, code):
        return 2
    if kind == "Cn":
        return None
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def ranges_of(wanted):
    """Runs of characters of so many columns; what is not assigned may lie within."""
    found, first, last = [], None, None
    for code in range(0x300, 0x110000):
        here = columns(code)
        if here == wanted:
            first, last = first if first is not None else code, code
        elif here is not None and first is not None:
            found.append((first, last))
            first = None
    return found + ([(first, last)] if first is not None else [])


def table(name, ranges):
    lines, line = [], "\t"
    for first, last in ranges:
        cell = f"{{ 0x{first:X}, 0x{last:X} }}, "
        if len(line.expandtabs(8)) + len(cell) > 140:
            lines.append(line.rstrip())
            line = "\t"
        line += cell
    return f"static const struct character_range {name}[] = {{\n" + "\n".join(lines + [line.rstrip()]) + "\n};\n"


def made():
    return (f"/* Made by tests/report/columns.py from the character database of Unicode {VERSION}: marks that stand on another character (categories Mn and Me,\n"
            " * vowels and ends of Hangul), and what is as wide as two letters (East_Asian_Width W and F). */\n"
            "#ifndef KEUR_REPORT_COLUMNS_H\n#define KEUR_REPORT_COLUMNS_H\n\n#include \"base/character.h\"\n\n"
            + table("no_column", ranges_of(0)) + table("two_columns", ranges_of(2)) + "\n#endif\n")


if unicodedata.unidata_version != VERSION:
    print(f"python knows Unicode {unicodedata.unidata_version}, not {VERSION}")
    sys.exit(77)
if os.environ.get("KEUR_GOLDEN") == "write":
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write(made())
with open(sys.argv[1], encoding="utf-8") as file:
    if file.read() != made():
        sys.exit(f"{sys.argv[1]} is not what Unicode {VERSION} says; KEUR_GOLDEN=write {sys.argv[0]} {sys.argv[1]} writes it")
