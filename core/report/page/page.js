// What scripts add to report.html: one scenario at a time, fields of the matrix that filter the parts, search, sorting, opening. Everything
// is in the page without it. It asks for nothing, and makes no markup of text.
"use strict";
(function () {
	const $ = (selector, within) => (within || document).querySelector(selector);
	const $$ = (selector, within) => Array.from((within || document).querySelectorAll(selector));
	const list = $("#list");
	const form = $("#filter");
	const shown = $("#shown");
	let parts = $$(".part", list);
	const order = parts.slice();
	const language = document.documentElement.lang;
	let cell = null; // the field of the matrix that is chosen

	// ---- Matrix

	const tabs = $$("[data-show]");
	const views = $$(".view");
	function show(view) {
		tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.show === view)));
		views.forEach((element, i) => { element.hidden = String(i) !== view; });
	}
	if (tabs.length) {
		$(".tabs").hidden = false;
		tabs.forEach((tab) => tab.addEventListener("click", () => {
			if (cell && cell.dataset.view !== tab.dataset.show)
				choose(null);
			show(tab.dataset.show);
		}));
		show("0");
	}

	function choose(field) {
		if (cell)
			cell.setAttribute("aria-pressed", "false");
		cell = cell === field ? null : field;
		if (cell)
			cell.setAttribute("aria-pressed", "true");
		filter();
	}
	// Whoever chose a field goes on at what it has left of the parts, by eye and by keys.
	function pick(field, event) {
		event.preventDefault();
		choose(field);
		if (!cell)
			return;
		$("#parts").scrollIntoView();
		shown.focus({ preventScroll: true });
	}
	$$("a.cell").forEach((field) => {
		field.setAttribute("role", "button");
		field.setAttribute("aria-pressed", "false");
		field.addEventListener("click", (event) => pick(field, event));
		field.addEventListener("keydown", (event) => {
			if (event.key === " ")
				pick(field, event);
		});
	});

	// ---- Filter

	const inputs = form ? $$("[data-filter]", form) : [];
	function wanted() {
		const values = {};
		inputs.forEach((input) => { values[input.dataset.filter] = input.value.trim().toLowerCase(); });
		return values;
	}
	const texts = new Map(); // of parts, as somebody searches them; made when somebody does
	function text_of(part) {
		if (!texts.has(part))
			texts.set(part, part.textContent.toLowerCase());
		return texts.get(part);
	}
	function fits(part, values) {
		const data = part.dataset;
		if (values.scope && data.scope !== values.scope)
			return false;
		if (values.trust && data.trust !== values.trust)
			return false;
		if (values.risk && data.risk !== values.risk)
			return false;
		if (values.breach && data.breach !== values.breach)
			return false;
		if (cell && data.cells.split(" ")[Number(cell.dataset.reading) * 4 + Number(cell.dataset.view)] !== cell.dataset.cell)
			return false;
		return !values.text || text_of(part).includes(values.text);
	}
	function say() {
		const count = parts.filter((part) => !part.hidden).length + found.length;
		const all = parts.length + rows.length;
		const template = cell ? shown.dataset.cell : count < all ? shown.dataset.some : shown.dataset.all;
		const words = { shown: count.toLocaleString(language), all: all.toLocaleString(language), cell: cell ? cell.getAttribute("aria-label") : "" };
		const said = template.replace(/\{(shown|all|cell)\}/g, (_, name) => words[name]);
		if (shown.textContent !== said) // a reader aloud says it when it changes
			shown.textContent = said;
	}
	let waiting = 0;
	function filter() {
		const values = wanted();
		clearTimeout(waiting);
		parts.forEach((part) => { part.hidden = !fits(part, values); });
		filter_rows(values);
		say();
	}
	// Whoever types is waited for.
	function filter_soon() {
		clearTimeout(waiting);
		waiting = setTimeout(filter, 150);
	}

	// ---- The other parts of a large network: rows of data, drawn when somebody looks

	const STEP = 200;
	const source = $("#rows");
	const rest = $("#rest");
	const rows = source ? JSON.parse(source.textContent) : [];
	let found = rows;
	let drawn = 0;
	function row_fits(row, values) {
		const sign = row[2];
		if (values.scope && sign[0] !== values.scope)
			return false;
		if (values.trust && sign[1] !== values.trust)
			return false;
		if (values.risk && sign[3] !== values.risk)
			return false;
		if (values.breach && sign[4] !== values.breach)
			return false;
		if (cell) {
			const at = (Number(cell.dataset.reading) * 4 + Number(cell.dataset.view)) * 2;
			if (row[3].slice(at, at + 2) !== cell.dataset.cell)
				return false;
		}
		return !values.text || row[0].toLowerCase().includes(values.text) || row[1].toLowerCase().includes(values.text);
	}
	function words(of, value) {
		return $("[data-filter=" + of + "] option[value=\"" + value + "\"]", form).textContent;
	}
	function put(tag, text, within, name) {
		const element = document.createElement(tag);
		element.textContent = text;
		if (name)
			element.className = name;
		within.append(element);
		return element;
	}
	function draw_row(row, body) {
		const line = document.createElement("tr");
		const head = put("th", "", line);
		head.scope = "row";
		put("bdi", row[0], head);
		head.append(document.createElement("br"));
		put("bdi", row[1], put("span", "", head, "name"));
		put("td", words("scope", row[2][0]), line);
		put("span", words("trust", row[2][1]), put("td", "", line), "sign t" + row[2][1]);
		put("span", words("risk", row[2][2]), put("td", "", line), "level l" + row[2][2]);
		put("span", words("risk", row[2][3]), put("td", "", line), "level l" + row[2][3]);
		body.append(line);
	}
	function draw_more() {
		const body = $("tbody", rest);
		const end = Math.min(drawn + STEP, found.length);
		for (; drawn < end; drawn++)
			draw_row(found[drawn], body);
		$("[data-do=more]", rest).hidden = drawn === found.length;
	}
	function filter_rows(values) {
		if (!rest)
			return;
		found = rows.filter((row) => row_fits(row, values));
		drawn = 0;
		$("tbody", rest).replaceChildren();
		rest.hidden = found.length === 0;
		draw_more();
	}
	if (rest)
		$("[data-do=more]", rest).addEventListener("click", draw_more);

	// ---- Order: as in the page, the gravest first; or by name

	function arrange(sorted) {
		const chunks = $$(".chunk", list);
		const size = Math.ceil(sorted.length / chunks.length);
		chunks.forEach((chunk, i) => chunk.append(...sorted.slice(i * size, (i + 1) * size)));
		parts = sorted;
	}
	function name(part) {
		return $("summary b", part).textContent;
	}
	function by_name(a, b) {
		return name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0;
	}

	if (form) {
		form.hidden = false;
		form.addEventListener("input", (event) => event.target.dataset.filter === "text" ? filter_soon() : filter());
		form.addEventListener("submit", (event) => event.preventDefault());
		form.addEventListener("click", (event) => {
			const action = event.target.dataset.do;
			if (action === "sort") {
				const on = event.target.getAttribute("aria-pressed") !== "true";
				event.target.setAttribute("aria-pressed", String(on));
				arrange(on ? order.slice().sort(by_name) : order.slice());
			} else if (action === "open") {
				parts.forEach((part) => { if (!part.hidden) part.open = true; });
			} else if (action === "close") {
				parts.forEach((part) => { part.open = false; });
			} else if (action === "clear") {
				form.reset();
				choose(cell);
			}
		});
		filter();
	}

	// ---- Links to what is closed

	function open_target(hash) {
		const target = hash.length > 1 && document.getElementById(hash.slice(1));
		for (let at = target; at; at = at.parentElement) {
			if (at.tagName === "DETAILS")
				at.open = true;
			at.hidden = false;
		}
		if (!target)
			return;
		say();
		target.scrollIntoView();
	}
	/* A second click on the same link changes no address, and is meant all the same. */
	document.addEventListener("click", (event) => {
		const link = event.target.closest("a[href^='#']:not(.cell)");
		if (link)
			setTimeout(open_target, 0, link.getAttribute("href"));
	});
	window.addEventListener("hashchange", () => open_target(location.hash));
	open_target(location.hash);

	// ---- Tables that are too wide: what scrolls can be reached by keys

	const watch = new ResizeObserver((entries) => entries.forEach((entry) => {
		const frame = entry.target.closest(".wide");
		if (frame.scrollWidth > frame.clientWidth)
			frame.tabIndex = 0;
		else
			frame.removeAttribute("tabindex");
	}));
	$$(".wide").forEach((frame) => {
		watch.observe(frame);
		watch.observe(frame.firstElementChild);
	});

	// ---- Paper

	let closed = [];
	window.addEventListener("beforeprint", () => {
		closed = $$("details:not([open]):not(.table)");
		closed.forEach((element) => { element.open = true; });
	});
	window.addEventListener("afterprint", () => {
		closed.forEach((element) => { element.open = false; });
		closed = [];
	});
})();
