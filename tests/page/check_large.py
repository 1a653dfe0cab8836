"""check_large.py KEUR GENERATE COMPONENTS: the page of a large network in headless Chromium: how big it is, how soon it can be read and used, and that what it
shows is what result.json counts. Exit code 77 where there is no Chromium.

Time counts from the start of loading until the page has been painted and its scripts have run. What the page's own thread works in that time hardly hangs on
what else runs, and is held always; the time by the clock does, and is held where the size is one for which it is stated and which is tried alone."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time

from browser import Browser

KEUR, GENERATE, COMPONENTS = sys.argv[1], sys.argv[2], int(sys.argv[3])
MEGABYTES, SECONDS, ALONE = 40, 3, (5000, 100000)



def thread(browser):
    """Seconds that the page's main thread has worked."""
    return next(metric["value"] for metric in browser.cdp("Performance.getMetrics")["metrics"] if metric["name"] == "ThreadTime")


def figures(browser):
    """The numbers of the line that says how many parts are shown."""
    return [int(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})*", browser.js("return document.querySelector('#shown').textContent"))]


with tempfile.TemporaryDirectory() as room:
    subprocess.run([GENERATE, "--components", str(COMPONENTS), "--links", str(COMPONENTS * 2), "--output", f"{room}/network.yaml"], check=True)
    done = subprocess.run([KEUR, "assess", f"{room}/network.yaml", "--format", "html,json", "--output", f"{room}/out"], capture_output=True, check=False)
    assert done.returncode == 2, done.stderr.decode()
    page = f"{room}/out/report.html"
    with open(f"{room}/out/result.json", encoding="utf-8") as file:
        result = json.load(file)
    size = os.path.getsize(page)
    assert size < MEGABYTES * 1000000, f"{size} bytes"
    browser = Browser()
    try:
        browser.size(1280)
        browser.cdp("Performance.enable", timeDomain="threadTicks")
        taken, worked = [], []
        for _ in range(3):
            browser.driver.get("about:blank")
            begun, before = time.monotonic(), thread(browser)
            browser.open(page)
            browser.js("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            taken.append(time.monotonic() - begun)
            worked.append(thread(browser) - before)
        asked, said = browser.requests(), browser.said()
        assert asked == [f"file://{page}"] and not said, (asked, said)
        timing = browser.js("""const n = performance.getEntriesByType('navigation')[0], p = performance.getEntriesByType('paint')[0];
            return {content: n.domContentLoadedEventEnd, load: n.loadEventEnd, paint: p ? p.startTime : null, elements: document.getElementsByTagName('*').length}""")
        print(f"{COMPONENTS} parts: {size / 1e6:.1f} MB, readable and usable after {min(taken):.2f} s (of {', '.join('%.2f' % t for t in taken)}), "
              f"{min(worked):.2f} s of work, {timing}")
        assert timing["paint"] is not None
        assert 0 < min(worked) < SECONDS, f"{min(worked):.2f} s of work"
        assert min(taken) < SECONDS or COMPONENTS not in ALONE, f"{min(taken):.2f} s"
        breaches = browser.js("return document.querySelector('.figures li:nth-child(5) b').textContent")
        assert breaches == f"{result['summary']['breaches']:,}", breaches
        assert browser.js("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        # A field of the matrix says how many parts are in it, of all that there are, and shows them: those told in full and the rows of data.
        cell = browser.js("return Array.from(document.querySelectorAll('a.cell')).find((c) => c.checkVisibility() && c.dataset.reading === '1')")
        likelihood, impact = map(int, cell.get_attribute("data-cell"))
        wanted = result["summary"]["matrix"]["worst"][likelihood - 1][impact - 1]
        begun = time.monotonic()
        browser.js("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))", cell)
        browser.js("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        filtered = time.monotonic() - begun
        assert filtered < SECONDS or COMPONENTS not in ALONE, f"a field takes {filtered:.2f} s"
        assert figures(browser)[:2] == [wanted, COMPONENTS], f"{figures(browser)}, not {wanted} of {COMPONENTS}"
        print(f"a field filters in {filtered:.2f} s: {browser.js('return document.querySelector(`#shown`).textContent')}")
        browser.js("document.querySelector('[data-do=clear]').click()")
        assert figures(browser) == [COMPONENTS]
        # One choice, then a word beside it.
        critical = [part for part in result["components"] if part["scope"] == "critical"]
        browser.js("const s = document.querySelector('[data-filter=scope]'); s.value = '4'; s.dispatchEvent(new Event('input', {bubbles: true}))")
        assert figures(browser) == [len(critical), COMPONENTS]
        typed = browser.js("""const box = document.querySelector('[data-filter=text]'), shown = document.querySelector('#shown');
            box.value = arguments[0];
            return new Promise((done) => {
                new MutationObserver(() => done(performance.now() - begun)).observe(shown, {childList: true});
                const begun = performance.now();
                box.dispatchEvent(new Event('input', {bubbles: true}));
            })""", critical[0]["id"])
        print(f"a word filters in {typed / 1000:.2f} s, with the pause for who types")
        assert typed < SECONDS * 1000 or COMPONENTS not in ALONE
        assert 0 < figures(browser)[0] < COMPONENTS and figures(browser)[1] == COMPONENTS
    finally:
        browser.close()
