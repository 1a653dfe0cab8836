"""Reads report.html as a browser would, with the standard library's reader of HTML, and holds it to what such a page may be: well nested, nothing
from elsewhere, no style or script but the two that its own policy allows, nothing active in an attribute."""
import base64
import hashlib
import re
from html.parser import HTMLParser

VOID = {"meta", "br", "input", "link", "img", "hr", "wbr"}
TAGS = {"html", "head", "body", "title", "style", "script", "header", "footer", "main", "nav", "section", "article", "h1", "h2", "h3", "h4", "p", "a", "b", "em", "strong",
        "span", "bdi", "code", "time", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "div", "details", "summary",
        "figure", "figcaption", "svg", "desc", "defs", "pattern", "circle", "path", "line", "rect", "text", "g", "form", "label", "select", "option", "button"} | VOID
SHAPES = {"rect", "circle", "path", "line"}
# Attributes that can load, run or style something are not among them.
ATTRIBUTES = re.compile(r"aria-[a-z]+|data-[a-z]+|class|id|lang|charset|content|name|http-equiv|scope|colspan|rowspan|role|tabindex|type|value|hidden|open|autocomplete"
                        r"|href|viewbox|width|height|x|y|x1|x2|y1|y2|cx|cy|r|rx|d|fill|transform|patternunits|patterntransform|preserveaspectratio|focusable|dir|for")


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.texts, self.values, self.sources = [], [], [], [], [], {}
        self.policy, self.headings, self.kinds = None, [], []
        self.places, self.said = [], {}  # ids of the elements that are open, None for those without; texts by id
        self.story, self.contents, self.sections = [], [], []  # texts but for the tables of all other facts; what the contents lead to; what there is

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"an attribute stands twice: {attrs}"
        assert tag in TAGS, f"<{tag}> is no element of the page"
        for name, value in attrs:
            assert ATTRIBUTES.fullmatch(name), f"{name} is no attribute of the page: {attrs}"
            self.values.append(value or "")
        if "href" in attributes:
            assert re.fullmatch("#[a-z0-9-]+", attributes["href"]), attributes["href"]
            self.links.append(attributes["href"][1:])
            if "nav" in self.open:
                self.contents.append(attributes["href"][1:])
        if tag == "section":
            self.sections.append(attributes["id"])
        if "fill" in attributes:
            assert re.fullmatch(r"url\(#[a-z0-9]+\)", attributes["fill"]), attributes["fill"]
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if attributes.get("http-equiv"):
            assert attributes["http-equiv"] == "Content-Security-Policy" and self.policy is None
            self.policy = attributes["content"]
        if tag in ("script", "style"):
            self.kinds.append((tag, attributes.get("type")))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID and tag not in SHAPES:
            self.open.append(tag)
            self.places.append(attributes.get("id"))

    def handle_startendtag(self, tag, attrs):
        assert tag in SHAPES, f"<{tag}/>"
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> ends {self.open[-3:]}"
        self.open.pop()
        self.places.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style"):
            self.sources[len(self.kinds) - 1] = self.sources.get(len(self.kinds) - 1, "") + data
        else:
            self.texts.append(data)
            if "facts" not in self.places:
                self.story.append(data)
            for place in self.places:
                if place:
                    self.said.setdefault(place, []).append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data):
        raise AssertionError(f"an instruction: {data}")


def read_page(text):
    """The page, with .text: all that is shown, a piece to a line."""
    page = Page()
    assert text.startswith("<!DOCTYPE html>\n")
    page.feed(text[len("<!DOCTYPE html>\n"):])
    page.close()
    assert not page.open, page.open
    assert len(page.ids) == len(set(page.ids)), [i for i in page.ids if page.ids.count(i) > 1][:5]
    missing = set(page.links) - set(page.ids)
    assert not missing, f"links to nothing: {sorted(missing)[:5]}"
    assert page.contents == page.sections, f"the contents lead to {page.contents}, the page has {page.sections}"
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:])), page.headings
    allowed = dict(part.split(" ", 1) for part in page.policy.split("; "))
    assert allowed.pop("default-src") == allowed.pop("base-uri") == allowed.pop("form-action") == "'none'"
    assert allowed.pop("require-trusted-types-for") == "'script'"
    for i, (tag, kind) in enumerate(page.kinds):
        if kind == "application/json":
            continue
        digest = base64.b64encode(hashlib.sha256(page.sources[i].encode()).digest()).decode()
        assert kind is None and allowed.pop(f"{tag}-src") == f"'sha256-{digest}'", f"the page's policy does not allow its {tag}"
    assert not allowed, allowed
    page.text = "\n".join(page.texts)
    page.said = {place: "".join(texts) for place, texts in page.said.items()}
    page.data = [page.sources[i] for i, (_, kind) in enumerate(page.kinds) if kind == "application/json"]
    return page
