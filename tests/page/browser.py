"""Headless Chromium for the tests of report.html: one browser, pages from files, and what it says about them. Exit code 77 where there is none."""
import base64
import json
import os
import shutil
import sys
import tempfile

MISSING = 77  # SKIP_RETURN_CODE
try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
except ImportError:
    print("skipped: the Debian package python3-selenium is not installed")
    sys.exit(MISSING)
for program in ("chromium", "chromedriver", "pdftotext", "pdfinfo"):
    if not shutil.which(program):
        print(f"skipped: {program} is not installed (Debian packages chromium, chromium-driver, poppler-utils)")
        sys.exit(MISSING)

CATCH = """
window.said = [];
addEventListener("error", (event) => said.push("error: " + event.message));
addEventListener("unhandledrejection", (event) => said.push("rejection: " + event.reason));
addEventListener("securitypolicyviolation", (event) => said.push("policy: " + event.violatedDirective));
window.alert = window.confirm = window.prompt = () => said.push("alert");
"""


class Browser:
    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="keur-page-")
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in ("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={self.home}/profile",
                         "--force-device-scale-factor=1", "--no-first-run", "--disable-background-networking", "--disable-component-update"):
            options.add_argument(argument)
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver"), log_path=f"{self.home}/log"), options=options)
        self.driver.set_page_load_timeout(300)
        self.driver.set_script_timeout(300)
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source=CATCH)

    def close(self):
        self.driver.quit()
        shutil.rmtree(self.home, ignore_errors=True)

    def cdp(self, command, **arguments):
        return self.driver.execute_cdp_cmd(command, arguments)

    def js(self, source, *arguments):
        return self.driver.execute_script(source, *arguments)

    def size(self, width, height=900):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def colours(self, scheme, media="screen"):
        self.cdp("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": scheme}])

    def scripts(self, on):
        self.cdp("Emulation.setScriptExecutionDisabled", value=not on)

    def open(self, path):
        self.quiet()
        self.driver.get("file://" + path)

    def quiet(self):
        """Forgets what was said so far."""
        self.driver.get_log("performance")
        self.driver.get_log("browser")

    def requests(self):
        """Every address that was asked for since the page was opened."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"]

    def said(self):
        """Errors, refusals and warnings on the console."""
        return [entry["message"] for entry in self.driver.get_log("browser")] + (self.js("return window.said || []") or [])

    def shows(self):
        """All text that is to be seen, by the page's own reckoning of what is."""
        return self.js("return document.body.innerText")

    def pictures(self, prefix, height=1600):
        """The whole page, in pieces that can be looked at."""
        width, whole = self.js("return [document.documentElement.clientWidth, document.documentElement.scrollHeight]")
        for i, top in enumerate(range(0, whole, height)):
            clip = {"x": 0, "y": top, "width": width, "height": min(height, whole - top), "scale": 1}
            with open(f"{prefix}-{i:02}.png", "wb") as file:
                file.write(base64.b64decode(self.cdp("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)["data"]))

    def paper(self, path):
        """A4 by the page's own style."""
        data = self.cdp("Page.printToPDF", preferCSSPageSize=True, printBackground=True, paperWidth=8.27, paperHeight=11.69)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
