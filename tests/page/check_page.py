"""check_page.py KEUR LANGUAGE INVENTORY...: report.html in headless Chromium, as a person uses it: opening, clicking, filtering, keys, without scripts, on
paper; and what the eye would object to, measured. Exit code 77 where there is no Chromium. KEUR_PICTURES names a directory to leave pictures in."""
import collections
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time

from browser import MISSING, Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

KEUR, LANGUAGE, INVENTORY = sys.argv[1], sys.argv[2], sys.argv[3:]
HERE = os.path.dirname(os.path.abspath(__file__))
with open(f"{HERE}/eyes.js", encoding="utf-8") as source:
    EYES = source.read()
SCENARIOS = ["espionage", "manipulation", "sabotage"]
LEVELS = ["very_low", "low", "medium", "high", "very_high"]


def assess(directory):
    language = ["--lang", LANGUAGE] if LANGUAGE != "en" else []
    if language and b"--lang" not in subprocess.run([KEUR, "assess", "--help"], capture_output=True, check=True).stdout:
        print("skipped: this keur speaks English only")
        sys.exit(MISSING)
    done = subprocess.run([KEUR, "assess", *INVENTORY, *language, "--format", "html,json", "--output", directory], capture_output=True, check=False)
    assert done.returncode in (0, 2), done.stderr.decode()
    with open(f"{directory}/result.json", encoding="utf-8") as file:
        return f"{directory}/report.html", json.load(file)


def click(browser, element):
    browser.js("arguments[0].scrollIntoView({block: 'center'})", element)
    ActionChains(browser.driver, duration=0).move_to_element(element).click().perform()


def press(browser, *keys):
    ActionChains(browser.driver).send_keys(*keys).perform()


def shown_parts(browser):
    return set(browser.js("return Array.from(document.querySelectorAll('.part')).filter((p) => p.checkVisibility()).map((p) => p.querySelector('summary b').textContent)"))


def part_named(browser, name):
    return browser.js("return Array.from(document.querySelectorAll('.part')).find((p) => p.querySelector('summary b').textContent === arguments[0])", name)


# ---- What the matrix should hold, from result.json


def field(part, view, reading):
    """Likelihood and impact by which a part stands in a matrix: of a scenario, or of its worst; ties go to likelihood, then to impact."""
    if part["verdict"] in ("retired", "planned"):
        return None
    levels = [part["scenarios"][name][reading] for name in ([SCENARIOS[view - 1]] if view else SCENARIOS)]
    worst = max(levels, key=lambda level: (LEVELS.index(level["risk"]), level["likelihood"], level["impact"]))
    return worst["likelihood"], worst["impact"]


def quiet(browser, path, what):
    asked = browser.requests()
    assert asked in ([f"file://{path}"], []), f"{what}: the page asked for {asked}"
    said = browser.said()
    assert not said, f"{what}: {said}"


# ---- Tests


def opens(browser, path, result):
    browser.open(path)
    requests = browser.requests()
    assert requests == [f"file://{path}"], requests
    assert not browser.said()
    assert browser.js("return document.documentElement.lang") == LANGUAGE
    assert shown_parts(browser) == {part["id"] for part in result["components"]}
    assert result["network"]["operator"] in browser.driver.title


def policy_holds(browser, path, _):
    """Whatever came to stand in the page would not run: the page's policy stops it."""
    browser.open(path)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(1)
    elsewhere = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    browser.js("""
        window.ran = false;
        window.refused = 0;
        const plain = { createHTML: (text) => text, createScript: (text) => text };
        const script = document.createElement("script");
        try { script.textContent = "window.ran = true"; } catch (error) { window.refused++; }
        document.body.append(script);
        const holder = document.createElement("div");
        try { holder.innerHTML = "<b>x</b>"; } catch (error) { window.refused++; }
        // What follows goes past that one lock on purpose, to see that the others hold.
        const trusted = trustedTypes.createPolicy("probe", plain);
        const other = document.createElement("script");
        other.textContent = trusted.createScript("window.ran = true");
        document.body.append(other);
        holder.innerHTML = trusted.createHTML("<b id='probe' onclick='window.ran = true' style='position:fixed'>x</b><img src='" + arguments[0] + "x.png'><iframe src='" + arguments[0] + "'></iframe>");
        document.body.append(holder);
        document.getElementById("probe").click();
        const style = document.createElement("style");
        style.textContent = "#probe { color: rgb(1, 2, 3) }";
        document.body.append(style);
        fetch(arguments[0]).catch(() => {});""", elsewhere)
    heard = b""
    try:
        while True:  # until nobody comes for a second; a Chromium that only knocks, as it does before it looks at the policy of a frame, asks for nothing
            caller = listener.accept()[0]
            caller.settimeout(1)
            try:
                heard += caller.recv(1000)
            except TimeoutError:
                pass
            caller.close()
    except TimeoutError:
        pass
    finally:
        listener.close()
    assert not heard, heard
    assert browser.js("return window.ran") is False
    assert browser.js("return window.refused") == 2, "text became markup or script"
    assert browser.js("return getComputedStyle(document.getElementById('probe')).position") == "static"
    assert browser.js("return getComputedStyle(document.getElementById('probe')).color") != "rgb(1, 2, 3)"
    refused = {entry.removeprefix("policy: ") for entry in browser.said() if entry.startswith("policy: ")}
    assert {"script-src-elem", "script-src-attr", "style-src-attr", "style-src-elem", "img-src", "connect-src"} <= refused, refused


def cells_filter(browser, path, result):
    """Every field of every matrix that has parts filters the parts to these and no others; pressed again, all are back."""
    browser.open(path)
    everything = {part["id"] for part in result["components"]}
    tabs = browser.js("return Array.from(document.querySelectorAll('[data-show]'))")
    assert len(tabs) == 4
    clicked = 0
    for view, tab in enumerate(tabs):
        click(browser, tab)
        assert tab.get_attribute("aria-pressed") == "true"
        for number, reading in enumerate(("known", "worst")):
            wanted = {}
            for part in result["components"]:
                if field(part, view, reading):
                    wanted.setdefault(field(part, view, reading), set()).add(part["id"])
            cells = browser.js("return Array.from(document.querySelectorAll('a.cell')).filter((c) => c.checkVisibility() && c.dataset.reading === arguments[0])", str(number))
            assert len(cells) == len(wanted), f"view {view}, {reading}: {len(cells)} fields with parts, {len(wanted)} expected"
            for cell in cells:
                place = tuple(map(int, cell.get_attribute("data-cell")))
                assert cell.text.split()[-1] == str(len(wanted[place]))
                if view == 0 or cell is cells[0]:
                    click(browser, cell)
                    assert shown_parts(browser) == wanted[place], f"view {view}, {reading}, {place}"
                    assert cell.get_attribute("aria-pressed") == "true"
                    assert figures(browser)[:2] == [len(wanted[place]), len(everything)]
                    assert browser.js("return document.activeElement.id") == "shown"
                    click(browser, cell)
                    assert shown_parts(browser) == everything
                clicked += 1
    assert clicked > 20
    quiet(browser, path, "fields")


def scenarios_switch(browser, path, _):
    browser.open(path)
    for i in range(4):
        click(browser, browser.js("return document.querySelectorAll('[data-show]')[arguments[0]]", i))
        views = browser.js("return Array.from(document.querySelectorAll('.view')).map((v) => v.checkVisibility())")
        assert views == [k == i for k in range(4)], views
    quiet(browser, path, "scenarios")


def figures(browser):
    """The numbers of the line that says how many parts are shown, as the language writes them."""
    text = browser.js("return document.querySelector('#shown').textContent")
    return [int(re.sub("[.,]", "", number)) for number in re.findall(r"\d+(?:[.,]\d{3})*", text)]


def typed(browser, *keys):
    """Types, and waits for the page, which waits for whoever types."""
    press(browser, *keys)
    time.sleep(0.5)


def text_filters(browser, path, result):
    browser.open(path)
    box = browser.js("return document.querySelector('[data-filter=text]')")
    name = result["components"][len(result["components"]) // 2]["id"]
    click(browser, box)
    typed(browser, name.upper())
    shown = shown_parts(browser)
    assert name in shown and len(shown) < len(result["components"])
    for other in shown:
        assert name.lower() in part_named(browser, other).get_attribute("textContent").lower()
    assert figures(browser) == [len(shown), len(result["components"])]
    typed(browser, "zzzz")
    assert shown_parts(browser) == set()
    assert figures(browser) == [0, len(result["components"])]
    # A link to a part that the filter hides shows it, and is counted.
    target = browser.js("return document.querySelector('#critical th a')")
    name = target.get_attribute("textContent")
    target.send_keys(Keys.ENTER)
    time.sleep(0.2)
    assert shown_parts(browser) == {name}, shown_parts(browser)
    assert figures(browser) == [1, len(result["components"])]
    click(browser, browser.js("return document.querySelector('[data-do=clear]')"))
    assert shown_parts(browser) == {part["id"] for part in result["components"]}
    assert figures(browser) == [len(result["components"])]
    for name, value, fits in (("scope", "4", lambda part: part["scope"] == "critical"), ("breach", "1", lambda part: part["verdict"] == "breach"),
                              ("trust", "3", lambda part: part["trusted_supplier"]["status"] == "violated")):
        browser.js("const s = document.querySelector(`[data-filter=${arguments[0]}]`); s.value = arguments[1]; s.dispatchEvent(new Event('input', {bubbles: true}))", name, value)
        assert shown_parts(browser) == {part["id"] for part in result["components"] if fits(part)}, name
        browser.js("document.querySelector(`[data-filter=${arguments[0]}]`).value = ''", name)
    quiet(browser, path, "filters")


def part_opens(browser, path, result):
    """A part that is opened tells why: its reasons with their sources, its chain, its findings."""
    browser.open(path)
    findings = {finding["id"]: finding for finding in result["findings"]}
    for part in [part for part in result["components"] if part["verdict"] == "breach"][:2]:
        element = part_named(browser, part["id"])
        assert element.get_attribute("open") is None
        click(browser, browser.js("return arguments[0].querySelector('summary')", element))
        assert element.get_attribute("open") is not None
        text = browser.js("return arguments[0].innerText", element)
        for reason in part["reasons"]:
            assert str(reason["value"] or "") in text and str(reason["pack"] or "") in text, f"{part['id']} does not say {reason}"
        for cause in part["trusted_supplier"]["because"]:
            assert cause["supplier"] in text
        for number in part["findings"]:
            assert findings[number]["message"] in text or LANGUAGE != "en", findings[number]["message"]
    quiet(browser, path, "parts")


def path_is_followed(browser, path, result):
    """From a drawn way in to the part it ends on: the link opens it, wherever it was closed."""
    browser.open(path)
    links = browser.js("return Array.from(document.querySelectorAll('#paths .target a'))")
    assert links, "no way in is drawn"
    for link in links[:3]:
        browser.js("location.hash = ''")
        name = link.get_attribute("textContent")
        link.send_keys(Keys.ENTER)
        part, limit, top = part_named(browser, name), time.monotonic() + 5, None
        while time.monotonic() < limit and not (part.get_attribute("open") is not None and top is not None and -5 < top < 850):
            time.sleep(0.1)
            top = browser.js("return arguments[0].getBoundingClientRect().top", part)
        assert part.get_attribute("open") is not None, f"{name} was not opened"
        assert -5 < top < 850, f"{name} was opened out of sight, at {top}"
    hops = browser.js("return Array.from(document.querySelectorAll('#paths .chain li')).map((li) => li.children.length)")
    assert hops and min(hops) >= 2, "a hop says no more than its name"
    quiet(browser, path, "ways in")


def keyboard_reaches(browser, path, result):
    """Tab alone reaches links, tabs, fields of the matrix and parts, one can see where one is, and Enter and blank do what a click does."""
    browser.open(path)
    browser.js("document.activeElement.blur()")
    seen, order = set(), []
    for _ in range(60):
        press(browser, Keys.TAB)
        found = browser.js("""const e = document.activeElement, s = getComputedStyle(e), f = e.querySelector('.f');
            const box = e.getBoundingClientRect();
            return [e.matches('.skip') ? 'skip' : e.matches('.contents a') ? 'contents' : e.matches('[data-show]') ? 'tab' : e.matches('a.cell') ? 'cell' : e.tagName,
                (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || (f !== null && parseFloat(getComputedStyle(f).strokeWidth) >= 3),
                box.left >= 0 && box.bottom > 0 && box.top < innerHeight]""")
        assert found[1], f"one cannot see that {found[0]} has the focus"
        assert found[2], f"{found[0]} has the focus outside the window"
        order.append(found[0])
        if found[0] == "cell" and "cell" not in seen:
            place = browser.js("return document.activeElement.dataset.cell")
            wanted = {part["id"] for part in result["components"] if field(part, 0, "known") == tuple(map(int, place))}
            cell = browser.js("return document.activeElement")
            for key in (Keys.ENTER, Keys.SPACE):
                press(browser, key)
                assert shown_parts(browser) == wanted, f"{key!r} on a field"
                assert browser.js("return document.activeElement.id") == "shown", f"{key!r} on a field leaves the focus where it was"
                browser.js("arguments[0].focus()", cell)
                press(browser, key)
                assert browser.js("return document.activeElement === arguments[0]", cell)
            assert len(shown_parts(browser)) == len(result["components"])
        if found[0] == "tab" and "tab" not in seen:
            press(browser, Keys.TAB, Keys.ENTER)
            assert browser.js("return document.activeElement.getAttribute('aria-pressed')") == "true"
            press(browser, Keys.SHIFT + Keys.TAB)
            press(browser, Keys.ENTER)
        seen.add(found[0])
    assert order[0] == "skip" and {"contents", "tab", "cell"} <= seen, seen
    summary = browser.js("const s = document.querySelector('.part summary'); s.focus(); return s")
    press(browser, Keys.ENTER)
    assert browser.js("return arguments[0].parentElement.open", summary)
    press(browser, Keys.SPACE)
    assert not browser.js("return arguments[0].parentElement.open", summary)
    quiet(browser, path, "keys")


def pdf_text(browser, path):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        browser.paper(file.name)
        info = subprocess.run(["pdfinfo", file.name], capture_output=True, check=True).stdout.decode()
        text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", file.name, "-"], capture_output=True, check=True).stdout.decode()
        boxes = subprocess.run(["pdftotext", "-bbox", file.name, "-"], capture_output=True, check=True).stdout.decode()
    if os.environ.get("KEUR_PICTURES"):
        browser.paper(os.path.join(os.environ["KEUR_PICTURES"], f"{LANGUAGE}.pdf"))
    return info, text, boxes


def bare(text):
    return re.sub(r"\s+", "", text).lower()


def prints(browser, path, result):
    """On A4: every text of the page is there, whole, but for what is behind parts of which nothing was found; nothing but the sheet's number stands in the margin; and not more sheets than the network is worth."""
    browser.open(path)
    info, text, boxes = pdf_text(browser, path)
    assert "A4" in re.search("Page size:.*", info)[0], info
    pages, parts = int(re.search(r"Pages:\s+(\d+)", info)[1]), len(result["components"])
    assert parts / 4 < pages < 20 + parts * 1.2, f"{pages} pages for {parts} parts"
    flat = bare(text)
    pieces = browser.js("""const out = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode())
            if (walk.currentNode.data.trim() && !walk.currentNode.parentElement.closest('script, style, title, desc, .contents, .skip, .tabs, .controls, details.table > :not(summary), .part.calm > .body'))
                out.push(walk.currentNode.data);
        return Array.from(new Set(out));""")
    missing = [piece for piece in pieces if bare(piece) not in flat]
    assert not missing, f"not on paper: {missing[:10]}"
    for part in result["components"]:
        assert bare(part["id"]) in flat
    width, height = 595, 842
    for left, top, right, bottom, word in re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', boxes):
        if float(top) > height - 46 and re.fullmatch(r"[0-9]+|/", word):
            continue
        assert float(left) > 30 and float(right) < width - 30 and float(top) > 30 and float(bottom) < height - 30, f"{word} stands in the margin"


def without_scripts(browser, path, result):
    """What is to be seen when nothing runs: printed, as nothing else can be asked then."""
    browser.scripts(False)
    try:
        browser.open(path)
        _, text, _ = pdf_text(browser, path)
    finally:
        browser.scripts(True)
    flat = bare(text)
    for part in result["components"]:
        assert bare(part["id"]) in flat, part["id"]
    for finding in result["findings"]:
        assert bare(finding["message"] if LANGUAGE == "en" else finding["id"]) in flat, finding["message"]
    # Every field of every matrix, each number as often as it has to stand there.
    fields = collections.Counter((view, reading, field(part, view, reading)) for view in range(4) for reading in ("known", "worst")
                                 for part in result["components"] if field(part, view, reading))
    lacking = collections.Counter(str(count) for count in fields.values()) - collections.Counter(text.split())
    assert not lacking, lacking
    assert flat.count({"en": "espionage", "nl": "spionage"}[LANGUAGE]) >= 2


def eyes(browser, path, _):
    """Measured at two widths, light and dark, closed and open: no text too pale, over another, or cut off; words for every picture and control."""
    browser.open(path)
    browser.js(EYES)
    for opened in (False, True):
        browser.js("document.querySelectorAll('details').forEach((d) => { d.open = arguments[0]; })", opened)
        browser.js("document.querySelectorAll('.view').forEach((view) => { view.hidden = false; })")
        for width in (1280, 800):
            browser.size(width)
            for look in ("overlapping", "cut", "scrolling"):
                found = browser.js(f"return eyes.{look}()")
                assert not found, f"{look} at {width}: {found}"
        for scheme in ("light", "dark"):
            browser.colours(scheme)
            found = browser.js("return eyes.pale()")
            assert not found, f"too pale, {scheme}: {found}"
    assert not browser.js("return eyes.wordless()"), browser.js("return eyes.wordless()")
    browser.colours("light")


def eyes_see(browser, path, _):
    """What the measurements are for, done on purpose, is noticed."""
    browser.open(path)
    browser.js(EYES)
    for look, harm in (("pale", "document.querySelector('.lead').style.color = '#aaa'"),
                       ("overlapping", "document.querySelector('.lead').style.marginTop = '-30px'"),
                       ("cut", "const l = document.querySelector('.lead'); l.style.whiteSpace = 'nowrap'; l.style.width = '9rem'; l.style.maxWidth = 'none'; l.style.overflow = 'hidden'"),
                       ("cut", "document.querySelector('.lead').style.marginLeft = '70rem'"),
                       ("wordless", "document.querySelector('a.cell').closest('svg').removeAttribute('aria-labelledby'); document.querySelectorAll('svg title').forEach((t) => t.remove())"),
                       ("wordless", "document.querySelector('h3').replaceWith(document.createElement('h5'))")):
        browser.open(path)
        browser.js(EYES)
        assert not browser.js(f"return eyes.{look}()"), look
        browser.js(harm)
        assert browser.js(f"return eyes.{look}()"), f"nobody noticed: {harm}"


def pictures(browser, path, _):
    directory = os.environ.get("KEUR_PICTURES")
    if not directory:
        return
    for width in (1280, 800):
        browser.size(width)
        browser.open(path)
        browser.js(EYES)
        browser.pictures(os.path.join(directory, f"{LANGUAGE}-{width}"))
    browser.size(1280)


# What a language changes is what is written, and how much room that takes.
TESTS = [opens, part_opens, prints, eyes, pictures] if LANGUAGE != "en" else [opens, policy_holds, scenarios_switch, cells_filter, text_filters, part_opens, path_is_followed, keyboard_reaches, prints, without_scripts, eyes, eyes_see, pictures]

with tempfile.TemporaryDirectory() as room:
    page, facts = assess(room)
    chromium, failed = Browser(), 0
    try:
        for test in TESTS:
            chromium.size(1280)
            begun = time.monotonic()
            try:
                test(chromium, page, facts)
                print(f"{test.__name__}: as it should be, {time.monotonic() - begun:.1f} s")
            except Exception as problem:  # the others are worth knowing too
                failed += 1
                print(f"{test.__name__}: FAILED: {type(problem).__name__}: {problem}")
    finally:
        chromium.close()
sys.exit(failed > 0)
