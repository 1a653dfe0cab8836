"""check_logging.py KEUR: what report.html says of logging: what is there, what is not, and what nobody says, by segment; and that ways in do not repeat
all logs of the parts that they pass."""
import json
import os
import re
import subprocess
import sys
import tempfile

KEUR = sys.argv[1]
EVENTS = ["authentication", "admin_action", "account_change", "config_change", "data_access", "data_export", "remote_session", "log_control", "software_update",
          "start_stop"]
LONG, SHORT = "P10Y", "P1D"
SINKS = 5

# By segment: rows of log of its one part; whether somebody answers that they are all; and the fields "any log", "sent off the part", "kept long enough".
CASES = {
    "all": ([{"events": EVENTS, "sink": "siem-1", "retention": LONG}], True, ("1/1", "1/1", "1/1")),
    "none": ([], True, ("0/1", "0/1", "0/1")),
    "silent": ([], False, ("0/1 1?", "0/1 1?", "0/1 1?")),
    "stays": ([{"events": EVENTS, "sink": "none", "retention": SHORT}], True, ("1/1", "0/1", "0/1")),
    "perhaps": ([{"events": EVENTS, "sink": "none", "retention": LONG}], False, ("1/1", "0/1 1?", "1/1")),
    "blank": ([{"events": EVENTS}], True, ("1/1", "0/1 1?", "0/1 1?")),
    # One log that is kept too briefly does no harm beside another that has the same events; it does where it alone has one.
    "twice": ([{"events": EVENTS, "sink": "siem-1", "retention": SHORT}, {"events": EVENTS, "sink": "logs-1", "retention": LONG}], True, ("1/1", "1/1", "1/1")),
    "halves": ([{"events": EVENTS[:1], "sink": "siem-1", "retention": LONG}, {"events": EVENTS[1:], "sink": "logs-1", "retention": SHORT}], True, ("1/1", "1/1", "0/1")),
    "unnamed": ([{"sink": "siem-1", "retention": SHORT}], True, ("1/1", "1/1", "0/1 1?")),
}


def assess(network, room):
    with open(f"{room}/network.yaml", "w", encoding="utf-8") as file:
        json.dump(network, file)
    done = subprocess.run([KEUR, "assess", f"{room}/network.yaml", "--format", "html", "--output", f"{room}/out"], capture_output=True, check=False)
    assert done.returncode == 2, done.stderr.decode()
    with open(f"{room}/out/report.html", encoding="utf-8") as file:
        return file.read()


def head():
    return {"keur": 1, "network": {"operator": "Proef", "country": "NL", "as_of": "2026-11-01", "users": 4000000}}


def by_segment(room):
    parts = [{"id": f"hss-{name}", "function": "HSS", "segment": name, "logs": rows} for name, (rows, _, _) in CASES.items()]
    parts = [{key: value for key, value in part.items() if value} for part in parts]
    page = assess({**head(), "components": [*parts, {"id": "siem-1", "function": "SIEM", "segment": "sec"}, {"id": "logs-1", "function": "SIEM", "segment": "sec"}],
                   "statements": [{"table": "log", "covers": {"segment": [name for name, (_, stated, _) in CASES.items() if stated]}, "complete": "yes", "by": "Security",
                                   "reference": "S-1", "from": "2026-01-01"}]}, room)
    table = page[page.index('<section id="logging"'):]
    table = table[:table.index("</section>")]
    for name, (_, _, wanted) in CASES.items():
        row = re.search(rf'<tr><th scope="row"><bdi>{name}</bdi></th>(.*?)</tr>', table, re.S)[1]
        fields = [re.sub("<br>", " ", field).replace("\u00a0", "") for field in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        assert len(fields) == 1 + len(EVENTS) + 3, fields
        assert tuple(fields[-3:]) == wanted, f"{name}: {fields[-3:]}, not {wanted}"
        for field in re.findall(r"<td class=\"n some\">(.*?)</td>", row):
            assert "?" not in field, f"{name}: what nobody says is shown as a fault"


def ways(room, count):
    part = {"id": "hss-1", "function": "HSS", "segment": "core", "logs": [{"id": f"log-{i}", "events": EVENTS, "sink": f"siem-{i}", "retention": LONG} for i in range(count)]}
    page = assess({**head(), "components": [part, *({"id": f"siem-{i}", "function": "SIEM", "segment": "sec"} for i in range(count))],
                   "access": [{"id": f"ra-{i}", "party": "keldora", "from_country": "DE", "target": "hss-1", "privilege": "admin"} for i in range(count)]}, room)
    hops = re.findall(r'<li class="target">.*?</li>', page, re.S)
    assert len(hops) == count
    for hop in hops:
        assert hop.count('class="sink"') == SINKS + 1 and f"and {count - SINKS} more" in hop, hop
    section = page[page.index('<section id="paths"'):]
    return section.index("</section>")


with tempfile.TemporaryDirectory() as directory:
    os.makedirs(f"{directory}/segments")
    by_segment(f"{directory}/segments")
    os.makedirs(f"{directory}/ways")
    few, many = ways(f"{directory}/ways", 20), ways(f"{directory}/ways", 40)
    assert many < few * 2.2, f"twice the ways and logs, {few} bytes become {many}"
