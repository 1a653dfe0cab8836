"""check_hostile.py KEUR COUNT: the page of a network in which every text is hostile, in headless Chromium: nothing runs, nothing is asked for, nothing
leads elsewhere, and every name is to be read. Exit code 77 where there is no Chromium."""
import os
import subprocess
import sys
import tempfile

from browser import Browser

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "report"))
import hostile_network  # noqa: E402
from naughty import naughty, visible  # noqa: E402

KEUR, COUNT = sys.argv[1], int(sys.argv[2])

with tempfile.TemporaryDirectory() as room:
    texts = naughty(COUNT)
    rows = hostile_network.rows_of(texts)
    for name, tables in (("network", hostile_network.without_register(rows)), ("suppliers", hostile_network.register(rows)), ("overlay", hostile_network.edits(texts))):
        with open(f"{room}/{name}.yaml", "w", encoding="ascii") as file:
            file.write(hostile_network.to_yaml(tables))
    done = subprocess.run([KEUR, "assess", f"{room}/network.yaml", "--suppliers", f"{room}/suppliers.yaml", "--overlay", f"{room}/overlay.yaml", "--format", "html",
                           "--output", f"{room}/out"], capture_output=True, check=False)
    assert done.returncode == 2, done.stderr.decode()
    page, browser = f"{room}/out/report.html", Browser()
    try:
        browser.size(1280)
        browser.open(page)
        browser.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        browser.js("document.querySelectorAll('a.cell, button, summary').forEach((e) => e.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})))")
        browser.js("const box = document.querySelector('[data-filter=text]'); box.value = '<img src=x onerror=alert(1)>'; box.dispatchEvent(new Event('input', {bubbles: true}))")
        assert browser.requests() == [f"file://{page}"], browser.requests()
        assert not browser.said(), browser.said()
        elsewhere = browser.js("return Array.from(document.querySelectorAll('[href], [src], [action], [srcset], [data], [formaction]')).filter((e) => !/^#[a-z0-9-]+$/.test(e.getAttribute('href')))"
                               ".map((e) => e.outerHTML.slice(0, 100))")
        assert not elsewhere, elsewhere[:3]
        active = browser.js("return Array.from(document.querySelectorAll('*')).filter((e) => Array.from(e.attributes).some((a) => /^on|^style$/.test(a.name)) ||"
                            " /^(iframe|object|embed|img|base|link|audio|video|template|math)$/i.test(e.tagName)).map((e) => e.outerHTML.slice(0, 100))")
        assert not active, active[:3]
        names = browser.js("return Array.from(document.querySelectorAll('.part summary b')).map((b) => b.textContent)")
        assert sorted(names) == sorted(map(visible, texts)), set(names) ^ set(map(visible, texts))
        isolated = browser.js("return Array.from(document.querySelectorAll('.part summary b > *')).every((e) => e.tagName === 'BDI')")
        assert isolated, "a name may turn the line around it"
        browser.size(800)
        assert browser.js("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "a name makes the page wider than the window"
    finally:
        browser.close()
    print(f"{len(texts)} texts, nothing runs")
