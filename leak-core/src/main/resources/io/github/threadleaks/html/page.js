"use strict";
(() => {
	const ROW = 18;
	const MIN_LABELLED_PIXELS = 24;
	const THEME = "threadleaks-theme";
	const root = document.documentElement;

	// Storage may be switched off, then a theme lasts as long as the page.
	const remembered = () => {
		try {
			return localStorage.getItem(THEME);
		}
		catch {
			return null;
		}
	};
	const remember = (theme) => {
		try {
			localStorage.setItem(THEME, theme);
		}
		catch {
			// it lasts as long as the page
		}
	};

	const setTheme = (theme) => {
		if (theme === "dark" || theme === "light") {
			root.dataset.theme = theme;
		}
	};
	setTheme(remembered());

	const themeButton = () => {
		const button = document.getElementById("theme");
		const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
		const show = () => {
			button.textContent = isDark() ? "Light theme" : "Dark theme";
		};
		button.addEventListener("click", () => {
			setTheme(isDark() ? "light" : "dark");
			remember(root.dataset.theme);
			show();
		});
		matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
		show();
	};

	// ---- Flame graphs: frames are placed in percent of the width, which a zoom changes.

	class Flame {

		constructor(section) {
			this.section = section;
			this.svg = section.querySelector(".flame > svg");
			this.told = section.querySelector(".told");
			this.find = section.querySelector(".find");
			this.frames = [...this.svg.querySelectorAll("svg")].map((element) => ({
				element,
				x: parseFloat(element.getAttribute("x")),
				width: parseFloat(element.getAttribute("width")),
				depth: Math.round(parseFloat(element.getAttribute("y")) / ROW),
				title: element.querySelector("title").textContent
			}));
			this.byElement = new Map(this.frames.map((frame) => [frame.element, frame]));
			this.zoomed = this.frames[0];
			this.current = this.frames[0];
			this.svg.setAttribute("role", "group");
			this.svg.setAttribute("aria-label", "Flame graph. Arrow keys move, Enter zooms, Escape resets.");
			for (const { element, title } of this.frames) {
				element.setAttribute("role", "button");
				element.setAttribute("aria-label", title.replace("\n", ", "));
				element.setAttribute("tabindex", "-1");
			}
			this.current.element.setAttribute("tabindex", "0");
			this.told.textContent = "Point at a frame, or tab to it and use the arrow keys.";
			this.listen();
			this.draw();
		}

		listen() {
			const frameOf = (event) => this.byElement.get(event.target.closest(".flame svg svg"));
			// Chromium lets one tab to an svg that listens for focus, so the element around it listens
			const around = this.svg.parentElement;
			around.addEventListener("click", (event) => {
				const frame = frameOf(event);
				if (frame) {
					this.move(frame);
					this.zoom(frame);
				}
			});
			around.addEventListener("mouseover", (event) => this.tell(frameOf(event)));
			around.addEventListener("focusin", (event) => this.tell(frameOf(event)));
			around.addEventListener("keydown", (event) => this.key(event));
			this.find.addEventListener("input", () => this.search());
			this.find.addEventListener("keydown", (event) => {
				if (event.key === "Escape") {
					this.find.value = "";
					this.search();
				}
			});
			this.section.querySelector(".reset").addEventListener("click", () => this.zoom(this.frames[0]));
			new ResizeObserver(() => this.draw()).observe(this.svg);
			this.section.querySelector(".tools").hidden = false;
		}

		tell(frame) {
			if (frame) {
				this.told.textContent = frame.title;
			}
		}

		key(event) {
			const moves = {
				ArrowDown: () => this.frames.find((frame) => frame.depth === this.current.depth + 1 && this.covers(this.current, frame)),
				ArrowUp: () => this.frames.find((frame) => frame.depth === this.current.depth - 1 && this.covers(frame, this.current)),
				ArrowLeft: () => this.neighbours().filter((frame) => frame.x < this.current.x).at(-1),
				ArrowRight: () => this.neighbours().find((frame) => frame.x > this.current.x),
				Home: () => this.frames[0]
			};
			if (event.key in moves) {
				event.preventDefault();
				this.move(moves[event.key]());
			}
			else if (event.key === "Enter" || event.key === " ") {
				event.preventDefault();
				this.zoom(this.current);
			}
			else if (event.key === "Escape") {
				this.zoom(this.frames[0]);
			}
		}

		neighbours() {
			return this.frames.filter((frame) => frame.depth === this.current.depth && this.covers(this.zoomed, frame))
				.sort((one, other) => one.x - other.x);
		}

		move(frame) {
			if (!frame) {
				return;
			}
			this.current.element.setAttribute("tabindex", "-1");
			this.current = frame;
			frame.element.setAttribute("tabindex", "0");
			if (frame.element.getAttribute("display") === "none") {
				this.zoom(this.frames[0]);
			}
			frame.element.focus({ preventScroll: false });
		}

		// Positions are rounded to a hundredth of a percent.
		covers(outer, inner) {
			return inner.x >= outer.x - 0.011 && inner.x + inner.width <= outer.x + outer.width + 0.021;
		}

		zoom(frame) {
			this.zoomed = frame;
			this.draw();
			if (this.current.element.getAttribute("display") === "none") {
				this.current.element.setAttribute("tabindex", "-1");
				this.current = frame;
				frame.element.setAttribute("tabindex", "0");
			}
		}

		draw() {
			const { zoomed } = this;
			const pixels = this.svg.clientWidth / 100;
			const scale = 100 / zoomed.width;
			for (const frame of this.frames) {
				const above = frame.depth < zoomed.depth && this.covers(frame, zoomed);
				const within = frame.depth >= zoomed.depth && this.covers(zoomed, frame);
				const x = above ? 0 : Math.max(0, (frame.x - zoomed.x) * scale);
				const width = above ? 100 : Math.min(100 - x, frame.width * scale);
				frame.element.setAttribute("display", above || within ? "inline" : "none");
				frame.element.classList.toggle("above", above);
				if (above || within) {
					frame.element.setAttribute("x", x + "%");
					frame.element.setAttribute("width", width + "%");
					this.label(frame, width * pixels >= MIN_LABELLED_PIXELS);
				}
			}
		}

		label({ element, title }, visible) {
			let text = element.querySelector("text");
			if (!text && visible) {
				text = document.createElementNS("http://www.w3.org/2000/svg", "text");
				text.setAttribute("x", "3");
				text.setAttribute("y", "12");
				text.textContent = title.split("\n")[0].replace(/\(.*/, "").split(".").slice(-2).join(".") || title;
				element.append(text);
			}
			text?.setAttribute("display", visible ? "inline" : "none");
		}

		search() {
			const wanted = this.find.value.trim().toLowerCase();
			let count = 0;
			let share = 0;
			const outermost = [];
			for (const frame of this.frames) {
				const hit = wanted !== "" && frame.title.split("\n")[0].toLowerCase().includes(wanted);
				frame.element.classList.toggle("hit", hit);
				if (hit) {
					count++;
					if (!outermost.some((outer) => outer.depth < frame.depth && this.covers(outer, frame))) {
						outermost.push(frame);
						share += frame.width;
					}
				}
			}
			this.section.querySelector(".found").textContent = wanted === "" ? ""
				: `${count} ${count === 1 ? "frame matches" : "frames match"}, ${share.toFixed(1)} % of the width`;
		}

		path() {
			return this.frames.filter((frame) => frame.depth <= this.zoomed.depth && this.covers(frame, this.zoomed))
				.map((frame) => frame.title.split("\n")[0]);
		}

		// As another one was zoomed and searched, as far as it has the same frames.
		continue(other) {
			let at = this.frames[0];
			for (const name of other.path().slice(1)) {
				const next = this.frames.find((frame) => frame.depth === at.depth + 1 && this.covers(at, frame)
						&& frame.title.split("\n")[0] === name);
				if (!next) {
					break;
				}
				at = next;
			}
			this.zoom(at);
			this.find.value = other.find.value;
			this.search();
		}

	}

	const flames = new WeakMap();

	const bringToLife = (section) => {
		if (section.querySelector(".flame > svg")) {
			flames.set(section, new Flame(section));
			section.querySelector(".retake").addEventListener("click", () => retake(section));
		}
	};

	// ---- Fetching: the page itself, or the page of a leak's threads, from our own host only.

	const load = async (address) => {
		const response = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store", signal: AbortSignal.timeout(30000) });
		if (!response.ok) {
			const problem = await response.json().catch(() => ({}));
			throw new Error(problem.detail ?? `the answer was ${response.status}`);
		}
		return new DOMParser().parseFromString(await response.text(), "text/html");
	};

	const say = (text) => {
		document.getElementById("fresh").textContent = text;
	};

	const asPart = (section) => {
		section.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
		section.querySelector("h2").remove();
		section.removeAttribute("id");
		section.removeAttribute("aria-labelledby");
		section.setAttribute("aria-label", "Flame graph of these threads");
		return section;
	};

	const retake = async (section) => {
		const { from } = section.dataset;
		try {
			const taken = (await load(from ?? location.href)).getElementById("stacks");
			const before = flames.get(section);
			if (from) {
				asPart(taken).dataset.from = from;
			}
			section.replaceWith(taken);
			bringToLife(taken);
			flames.get(taken)?.continue(before);
			taken.querySelector(".retake")?.focus();
			say("");
		}
		catch (problem) {
			say(`Stacks could not be taken: ${problem.message}`);
		}
	};

	const loadLeak = async (details) => {
		const picture = details.querySelector("[data-keep]");
		if (!details.open || picture.hasChildNodes()) {
			return;
		}
		picture.textContent = "Loading.";
		try {
			const address = details.querySelector("a").href;
			const section = asPart((await load(address)).getElementById("stacks"));
			section.dataset.from = address;
			picture.replaceChildren(section);
			bringToLife(section);
		}
		catch (problem) {
			picture.replaceChildren();
			say(`The stacks of this leak could not be taken: ${problem.message}`);
		}
	};

	// ---- Numbers are replaced section by section; focus, open parts and pictures stay.

	const served = new Map();

	const placeOf = (element) => {
		const holder = element.closest("[id]");
		return { id: holder.id, index: [...holder.querySelectorAll("a, summary, button")].indexOf(element) };
	};

	const replace = (old, next) => {
		const focused = old.contains(document.activeElement) ? document.activeElement : null;
		const place = focused && placeOf(focused);
		const open = [...old.querySelectorAll("details[open]")].map((details) => details.id);
		next.querySelectorAll("details[id]").forEach((details) => {
			details.open = open.includes(details.id);
		});
		next.querySelectorAll("[data-keep]").forEach((element) => {
			const kept = document.getElementById(element.id);
			if (kept) {
				element.replaceWith(kept);
			}
		});
		old.replaceWith(next);
		if (place) {
			const holder = document.getElementById(place.id);
			const again = focused.isConnected ? focused : holder?.querySelectorAll("a, summary, button")[place.index] ?? holder;
			again?.focus({ preventScroll: true });
		}
	};

	const refresh = async () => {
		const address = new URL(location.href);
		address.hash = "";
		address.searchParams.set("stacks", "false");
		const page = await load(address);
		if (!page.querySelector("[data-live]")) {
			throw new Error("the answer was another page");
		}
		document.title = page.title;
		for (const next of page.querySelectorAll("[data-live]")) {
			const old = document.getElementById(next.id);
			if (old && served.get(next.id) !== next.innerHTML) {
				served.set(next.id, next.innerHTML);
				replace(old, document.adoptNode(next));
			}
		}
	};

	const keepFresh = (button) => {
		let paused = false;
		let timer = 0;
		const schedule = () => {
			clearTimeout(timer);
			if (!paused && !document.hidden) {
				timer = setTimeout(run, Number(button.dataset.interval));
			}
		};
		const run = async () => {
			try {
				await refresh();
				say("");
			}
			catch (problem) {
				say(`The refresh at ${new Date().toISOString().slice(11, 19)} UTC failed: ${problem.message}. What is shown is older.`);
			}
			schedule();
		};
		button.textContent = "Pause refresh";
		button.addEventListener("click", () => {
			paused = !paused;
			button.textContent = paused ? "Resume refresh" : "Pause refresh";
			say(paused ? "Paused: the numbers stay as they are." : "");
			schedule();
		});
		document.addEventListener("visibilitychange", () => (document.hidden || paused) ? clearTimeout(timer) : run());
		schedule();
	};

	document.addEventListener("DOMContentLoaded", () => {
		document.getElementById("tools").hidden = false;
		themeButton();
		document.querySelectorAll("[data-flame]").forEach(bringToLife);
		document.querySelectorAll("[data-live]").forEach((section) => served.set(section.id, section.innerHTML));
		document.addEventListener("toggle", (event) => {
			if (event.target.matches("details[data-load]")) {
				loadLeak(event.target);
			}
		}, true);
		const pause = document.getElementById("pause");
		if (pause) {
			keepFresh(pause);
		}
	});
})();
