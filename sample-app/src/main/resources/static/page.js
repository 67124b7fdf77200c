// SPDX-License-Identifier: Apache-2.0
// Runs and releases leaks, and shows the live report. Text of the service is only ever written as text, never as markup.
"use strict";

const POLL_MILLIS = 2000;
const LEAK_MILLIS = 1000;
/** Two minutes of the curve in the header. */
const TREND_POINTS = 60;

const byId = (id) => document.getElementById(id);
const trend = [];
const repeating = new Map();
const unfolded = new Set();
const rows = new Map();

/** Makes an element with a class, some text and children. */
function element(tag, className, text, ...children) {
	const made = document.createElement(tag);
	if (className) {
		made.className = className;
	}
	if (text !== undefined && text !== null) {
		made.textContent = String(text);
	}
	made.append(...children);
	return made;
}

function button(label, onClick) {
	const made = element("button", "", label);
	made.type = "button";
	made.addEventListener("click", onClick);
	return made;
}

// --- asking the service

async function ask(path, method = "GET") {
	const response = await fetch(path, { method, headers: { Accept: "application/json, application/problem+json" } });
	const body = await response.json().catch(() => ({}));
	if (!response.ok) {
		const failure = new Error(body.detail || `${method} ${path} was answered with ${response.status}.`);
		failure.status = response.status;
		throw failure;
	}
	return body;
}

/** Asks for a change, and says so when it was refused. */
async function change(path, method, done) {
	const failure = byId("failure");
	try {
		done(await ask(path, method));
		failure.hidden = true;
	}
	catch (ex) {
		failure.textContent = ex.status ? ex.message : "The service does not answer.";
		failure.hidden = false;
		stopRepeating();
	}
}

// --- leaks and look-alikes

function runLeak(name) {
	return change(`leaks/${name}`, "POST", showLeak);
}

function toggleRepeating(name) {
	if (repeating.has(name)) {
		clearInterval(repeating.get(name));
		repeating.delete(name);
	}
	else {
		runLeak(name);
		repeating.set(name, setInterval(() => runLeak(name), LEAK_MILLIS));
	}
	showRepeating(name);
}

function stopRepeating(only) {
	for (const [name, timer] of [...repeating]) {
		if (!only || only === name) {
			clearInterval(timer);
			repeating.delete(name);
			showRepeating(name);
		}
	}
}

function showRepeating(name) {
	rows.get(`leaks/${name}`)?.repeat.setAttribute("aria-pressed", String(repeating.has(name)));
}

function release(name) {
	stopRepeating(name);
	return change(`leaks/${name}`, "DELETE", showLeak);
}

function releaseAll() {
	stopRepeating();
	return change("leaks", "DELETE", (leaks) => leaks.forEach(showLeak));
}

/** The row of a leak or look-alike: made once, then kept, so that a button stays under the finger. */
function row(key, list, item, ...buttons) {
	if (!rows.has(key)) {
		const runs = element("span", "runs");
		const name = element("div", "name", null, element("strong", "", item.name), runs);
		const words = element("div", "", null, name, element("p", "soft", item.description));
		if (item.pattern) {
			words.append(element("span", "pattern", item.pattern));
		}
		const made = element("li", "", null, words, element("div", "buttons", null, ...buttons));
		byId(list).append(made);
		rows.set(key, { made, runs, repeat: buttons[1], release: buttons[2] });
	}
	const kept = rows.get(key);
	kept.made.classList.toggle("running", item.running);
	return kept;
}

function showLeak(leak) {
	const key = `leaks/${leak.name}`;
	const buttons = rows.has(key) ? [] : [
		button("Leak 1", () => runLeak(leak.name)),
		button("Leak 1 a second", () => toggleRepeating(leak.name)),
		button("Release", () => release(leak.name))
	];
	const shown = row(key, "leaks", leak, ...buttons);
	shown.runs.textContent = leak.running ? `leaked ${leak.runs} ${leak.runs === 1 ? "time" : "times"}` : "";
	shown.release.disabled = !leak.running;
	if (buttons.length) {
		showRepeating(leak.name);
	}
}

function showLookAlike(item) {
	const key = `healthy/${item.name}`;
	const buttons = rows.has(key) ? [] : [button("Run", () => change(key, "POST", showLookAlike))];
	row(key, "healthy", item, ...buttons).runs.textContent = item.running ? `at work, ${item.rounds} to go` : "";
}

// --- the report

/** "PT1H2M3.5S" as "1 h 2 min". */
function duration(iso) {
	const parts = /^-?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso || "");
	if (!parts) {
		return iso || "–";
	}
	const hours = Number(parts[1] || 0) * 24 + Number(parts[2] || 0);
	const values = [[Math.floor(hours / 24), "d"], [hours % 24, "h"], [Number(parts[3] || 0), "min"],
		[Math.floor(Number(parts[4] || 0)), "s"]];
	const first = values.findIndex(([value]) => value > 0);
	const words = first < 0 ? ["0 s"]
		: values.slice(first, first + 2).filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`);
	return words.join(" ");
}

const number = (value) => Number(value).toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });

function showStatus(status, words) {
	byId("status").textContent = words;
	byId("status").dataset.status = status;
}

function showTrend(live) {
	trend.push(live);
	trend.splice(0, trend.length - TREND_POINTS);
	const most = Math.max(...trend);
	const least = Math.min(...trend);
	const spread = Math.max(most - least, 10);
	const points = trend.map((value, i) => {
		const x = 120 * i / Math.max(trend.length - 1, 1);
		return `${x.toFixed(1)},${(30 - 28 * (value - least) / spread).toFixed(1)}`;
	});
	byId("trend").setAttribute("points", points.join(" "));
}

/** A frame that may break after its dots, and copies without a trace of it. */
function frame(text) {
	const code = element("code");
	text.split(/(?<=\.)/).forEach((part) => code.append(part, document.createElement("wbr")));
	return element("li", "", null, code);
}

function listOf(title, texts, frames) {
	if (!texts || texts.length === 0) {
		return [];
	}
	const list = element("ul", frames ? "frames" : "");
	texts.forEach((text) => list.append(frames ? frame(text) : element("li", "", text)));
	return [element("h3", "", title), list];
}

function details(leak) {
	const made = element("details", "", null, element("summary", "", "Why, where it waits, and who starts it"));
	made.open = unfolded.has(leak.id);
	made.addEventListener("toggle", () => made.open ? unfolded.add(leak.id) : unfolded.delete(leak.id));
	const createdBy = Object.entries(leak.createdBy || {}).map(([key, value]) => `${key}: ${value}`);
	const families = (leak.families || []).map((family) => `${family.threadName}: ${number(family.threads)}`);
	made.append(
		...listOf("Evidence", (leak.evidence || []).map((fact) => `${fact.kind}: ${fact.summary}`)),
		...listOf(`Waits at${leak.state ? ` (${leak.state})` : ""}`, leak.waitsAt, true),
		...listOf("Created at", leak.createdAt, true),
		...listOf("Created by", createdBy),
		...listOf("Families", families.length > 1 ? families : []));
	return made;
}

function report(leak, resolved) {
	const growth = leak.growthPerHour ? `, ${number(leak.growthPerHour)} more an hour` : "";
	const chip = element("span", "chip", resolved ? "RESOLVED" : leak.verdict);
	chip.dataset.status = chip.textContent;
	const verdict = element("div", "verdict", null, chip, element("span", "pattern", leak.pattern),
		element("span", "count", `${number(leak.threads)} ${leak.threads === 1 ? "thread" : "threads"}${growth}`));
	const made = element("article", resolved ? "resolved" : "", null, verdict,
		element("p", "summary", leak.summary));
	if (leak.advice && !resolved) {
		made.append(element("p", "advice", leak.advice));
	}
	if (leak.threadName) {
		const oldest = leak.oldest && leak.threads ? `, the oldest for ${duration(leak.oldest)}` : "";
		made.append(element("p", "soft", null, element("code", "", leak.threadName), oldest));
	}
	made.append(details(leak));
	return made;
}

/** Replaces the cards only when one has changed, so that selected text and the focus survive a poll. */
function showCards(id, leaks, resolved) {
	const text = JSON.stringify(leaks);
	if (byId(id).dataset.shown !== text) {
		byId(id).dataset.shown = text;
		byId(id).replaceChildren(...leaks.map((leak) => report(leak, resolved)));
	}
}

function notice(answer) {
	const lines = [];
	if (answer.leaks.length === 0) {
		lines.push(answer.status === "WARMING_UP" ? "Still warming up: it is too early to judge anyone." : "No leak is open.");
	}
	if (answer.exhaustion?.in) {
		lines.push(`At this pace no more threads can be started ${duration(answer.exhaustion.in)} from now`
			+ ` (${answer.exhaustion.source}: ${number(answer.exhaustion.limit)}).`);
	}
	lines.push(...(answer.cost?.degraded || []));
	return lines.join("\n");
}

function showReport(answer) {
	const accused = answer.leaks.filter((leak) => leak.verdict !== "WATCHING").length;
	showStatus(answer.status, answer.status.replace("_", " ").toLowerCase() + (accused ? ` · ${accused}` : ""));
	byId("live").textContent = number(answer.threads.live);
	byId("dormant").textContent = number(answer.threads.dormant);
	byId("observed").textContent = duration(answer.observedFor);
	showTrend(answer.threads.live);
	showNotice(notice(answer));
	showCards("open", answer.leaks, false);
	showCards("resolved", answer.resolved || [], true);
	byId("resolved-title").hidden = !(answer.resolved || []).length;
}

function showNotice(words) {
	byId("notice").textContent = words;
	byId("notice").hidden = !words;
}

/** What to do when there is no report, by the answer's status; none when nobody answered. */
function missing(status) {
	switch (status) {
		case 404:
			return "There is no /actuator/threadleaks here. Is the Threadleaks starter on the class path, and the endpoint "
				+ "exposed? In the profile prod it is on the management port, 9001.";
		case 401:
		case 403:
			return "Only an operator may read the report.";
		case undefined:
			return "The service does not answer. Is it still running?";
		default:
			return `The report was answered with ${status}.`;
	}
}

async function poll() {
	try {
		if (!document.hidden) {
			(await ask("leaks")).forEach(showLeak);
			(await ask("healthy")).forEach(showLookAlike);
			showReport(await ask("actuator/threadleaks"));
		}
	}
	catch (ex) {
		showStatus("NONE", "no report");
		showNotice(ex instanceof TypeError || ex.status ? missing(ex.status) : `The report cannot be shown: ${ex.message}`);
	}
	setTimeout(poll, POLL_MILLIS);
}

byId("release-all").addEventListener("click", releaseAll);
poll();
