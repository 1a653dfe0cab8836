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
	$$("a.cell").forEach((field) => {
		field.setAttribute("role", "button");
		field.setAttribute("aria-pressed", "false");
		field.addEventListener("click", (event) => {
			event.preventDefault();
			choose(field);
			if (cell)
				$("#parts").scrollIntoView();
		});
		field.addEventListener("keydown", (event) => {
			if (event.key === " ") {
				event.preventDefault();
				choose(field);
			}
		});
	});

	// ---- Filter

	const inputs = form ? $$("[data-filter]", form) : [];
	function wanted() {
		const values = {};
		inputs.forEach((input) => { values[input.dataset.filter] = input.value.trim().toLowerCase(); });
		return values;
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
		return !values.text || part.textContent.toLowerCase().includes(values.text);
	}
	function say(count) {
		const template = cell ? shown.dataset.cell : count < parts.length ? shown.dataset.some : shown.dataset.all;
		const words = { shown: count, all: parts.length, cell: cell ? cell.getAttribute("aria-label") : "" };
		shown.textContent = template.replace(/\{(shown|all|cell)\}/g, (_, name) => String(words[name]));
	}
	function filter() {
		const values = wanted();
		let count = 0;
		parts.forEach((part) => {
			const fit = fits(part, values);
			part.hidden = !fit;
			count += fit;
		});
		say(count);
	}

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
		form.addEventListener("input", filter);
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
				filter();
			}
		});
		filter();
	}

	// ---- Links to what is closed, and paper

	function open_target() {
		const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
		for (let at = target; at; at = at.parentElement) {
			if (at.tagName === "DETAILS")
				at.open = true;
			at.hidden = false;
		}
		if (target)
			target.scrollIntoView();
	}
	window.addEventListener("hashchange", open_target);
	open_target();
	let closed = [];
	window.addEventListener("beforeprint", () => {
		closed = $$("details:not([open])");
		closed.forEach((element) => { element.open = true; });
	});
	window.addEventListener("afterprint", () => {
		closed.forEach((element) => { element.open = false; });
		closed = [];
	});
})();
