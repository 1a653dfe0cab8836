// What a person would see, measured: text too pale, text over text, text cut off, pictures without words. Each function gives a list of complaints.
window.eyes = (function () {
	function numbers(colour) {
		const found = colour.match(/[\d.]+/g).map(Number);
		return { r: found[0], g: found[1], b: found[2], a: found.length > 3 ? found[3] : 1 };
	}
	function over(top, below) {
		const mix = (name) => top[name] * top.a + below[name] * (1 - top.a);
		return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
	}
	function luminance(colour) {
		const part = (value) => { const v = value / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
		return 0.2126 * part(colour.r) + 0.7152 * part(colour.g) + 0.0722 * part(colour.b);
	}
	function ratio(a, b) {
		const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
		return (high + 0.05) / (low + 0.05);
	}
	// The colour behind an element: its boxes from the outside in; in a picture the last shape before it that stands under its middle.
	function behind(element) {
		const chain = [];
		for (let at = element; at; at = at.parentElement)
			chain.unshift(at);
		let colour = { r: 255, g: 255, b: 255, a: 1 };
		chain.forEach((at) => { colour = over(numbers(getComputedStyle(at).backgroundColor), colour); });
		const picture = element.closest("svg");
		if (!picture)
			return colour;
		const box = element.getBoundingClientRect();
		const x = box.x + box.width / 2, y = box.y + box.height / 2;
		for (const shape of picture.querySelectorAll("rect, circle")) {
			const place = shape.getBoundingClientRect();
			const fill = getComputedStyle(shape).fill;
			if (shape.closest("defs") || !(shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) || !/^rgb/.test(fill))
				continue;
			if (place.left <= x && x <= place.right && place.top <= y && y <= place.bottom)
				colour = over(numbers(fill), colour);
		}
		return colour;
	}
	// Opacity of an element and all around it.
	function opacity(element) {
		let all = 1;
		for (let at = element; at; at = at.parentElement)
			all *= Number(getComputedStyle(at).opacity);
		return all;
	}
	// Every text that is shown: node, element, and the boxes of its lines.
	function texts(root) {
		const walk = document.createTreeWalker(root || document.body, NodeFilter.SHOW_TEXT), out = [];
		while (walk.nextNode()) {
			const node = walk.currentNode, element = node.parentElement;
			if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }) || element.closest("title, desc, script, style, option, .skip:not(:focus)"))
				continue;
			const range = document.createRange();
			range.selectNodeContents(node);
			const boxes = Array.from(range.getClientRects()).filter((box) => box.width > 0.5 && box.height > 0.5);
			if (boxes.length)
				out.push({ node, element, boxes });
		}
		return out;
	}
	const named = (text) => text.element.tagName.toLowerCase() + "." + text.element.getAttribute("class") + " \"" + text.node.data.trim().slice(0, 40) + "\"";

	function pale() {
		const seen = new Map();
		texts().forEach((text) => {
			const style = getComputedStyle(text.element);
			const back = behind(text.element);
			const ink = numbers(text.element.closest("svg") ? style.fill : style.color);
			ink.a *= opacity(text.element);
			const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
			const found = ratio(over(ink, back), back);
			if (found < (large ? 3 : 4.5) - 0.005 && text.element.closest(".empty") === null)
				seen.set(text.element.tagName + text.element.getAttribute("class") + found.toFixed(2), named(text) + " has " + found.toFixed(2));
		});
		return Array.from(seen.values());
	}
	// Boxes of different texts that share more than a hair.
	function overlapping() {
		const all = [];
		texts().forEach((text) => text.boxes.forEach((box) => all.push({ text, box })));
		all.sort((a, b) => a.box.top - b.box.top);
		const out = [];
		all.forEach((one, i) => {
			const height = (box) => Math.min(box.height, 0.72 * parseFloat(getComputedStyle(one.text.element).fontSize) * 1.4);
			for (let k = i + 1; k < all.length && all[k].box.top < one.box.bottom && out.length < 20; k++) {
				const other = all[k];
				const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
				const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
				if (one.text !== other.text && across > 2 && down > Math.min(height(one.box), height(other.box)) / 2)
					out.push(named(one.text) + " over " + named(other.text));
			}
		});
		return out;
	}
	// What stands outside the window, outside what clips it, or outside its picture; regions that scroll by themselves may.
	function cut() {
		const out = new Set();
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth > width)
			out.add("the page is " + document.documentElement.scrollWidth + " wide in a window of " + width);
		texts().forEach((text) => {
			const picture = text.element.closest("svg");
			const scrolls = text.element.closest(".wide");
			text.boxes.forEach((box) => {
				if (!scrolls && (box.left < -0.5 || box.right > width + 0.5))
					out.add(named(text) + " stands outside the window");
				if (picture) {
					const frame = picture.getBoundingClientRect();
					if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
						out.add(named(text) + " stands outside its picture");
				}
			});
			for (let at = text.element; at && at !== document.body; at = at.parentElement) {
				const style = getComputedStyle(at);
				if (/hidden|clip/.test(style.overflowX + style.overflowY) && at.namespaceURI.endsWith("xhtml") && (at.scrollWidth > at.clientWidth + 1 || at.scrollHeight > at.clientHeight + 1))
					out.add(named(text) + " is clipped by " + at.tagName);
				if (style.textOverflow === "ellipsis" && at.scrollWidth > at.clientWidth)
					out.add(named(text) + " ends in an ellipsis");
			}
		});
		return Array.from(out);
	}
	// Regions that have to be scrolled sideways to be read.
	function scrolling() {
		return Array.from(document.querySelectorAll(".wide")).filter((region) => region.scrollWidth > region.clientWidth + 1)
			.map((region) => region.getAttribute("aria-label") + ": " + region.scrollWidth + " in " + region.clientWidth);
	}
	// Pictures and controls without words, tables without heads, headings that skip a level, places that a keyboard cannot name.
	function wordless() {
		const out = [];
		const words = (element) => (element.getAttribute("aria-label") || (element.getAttribute("aria-labelledby") || "").split(" ").map((id) =>
			(document.getElementById(id) || { textContent: "" }).textContent).join(" ") || "").trim();
		document.querySelectorAll("svg").forEach((picture) => {
			if (picture.getAttribute("aria-hidden") !== "true" && !words(picture) && !picture.querySelector("title"))
				out.push("a picture without words: " + picture.outerHTML.slice(0, 80));
		});
		document.querySelectorAll("a, button, summary").forEach((control) => {
			if (!words(control) && !control.textContent.trim())
				out.push("a control without words: " + control.outerHTML.slice(0, 80));
		});
		document.querySelectorAll("input, select").forEach((field) => {
			if (!field.closest("label") && !words(field))
				out.push("a field without a label: " + field.outerHTML.slice(0, 80));
		});
		document.querySelectorAll("table").forEach((table) => {
			if (!table.querySelector("th[scope]") || !(table.caption || words(table)))
				out.push("a table without heads or caption: " + table.outerHTML.slice(0, 80));
		});
		let before = 0;
		document.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((heading) => {
			const level = Number(heading.tagName[1]);
			if (level > before + 1)
				out.push("h" + level + " after h" + before + ": " + heading.textContent);
			before = level;
		});
		return out;
	}
	// What a browser leaves out while it is far away has to be laid out to be measured.
	document.querySelectorAll("*").forEach((element) => {
		if (getComputedStyle(element).contentVisibility === "auto")
			element.style.contentVisibility = "visible";
	});
	return { pale, overlapping, cut, scrolling, wordless };
})();
