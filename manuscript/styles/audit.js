// The audit page in parts: one part shows at a time, and the entry of a number opens beside it.
// All entries stand in the appendix; this script copies them from there, and writes nothing but text.

const byId = (id) => document.getElementById(id);
const index = JSON.parse(byId("index").textContent);
const panel = byId("panel");
const appendix = byId("appendix");
const stored = new Map([...appendix.querySelectorAll("[id]")].map((element) => [element.id, element]));
const wide = window.matchMedia("(min-width: 70rem)");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const views = [...document.querySelectorAll(".view")].map((section) => section.id);
const entries = { n: index.numbers, c: index.claims };
const names = Object.keys(index.numbers);
const recordAt = new Map(index.records.map((id, place) => [id, place]));
const SHORT = 8;
const SAMPLE = 20;

let view = "text";
let viewHash = "";
let opener = null;
let path = [];
const left = new Map();

// Small tools

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const encode = (text) => encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":");
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const fileOf = (id) => id.slice(0, id.lastIndexOf(":"));

function copyOf(element) {
  const copy = element.cloneNode(true);
  for (const inner of [copy, ...copy.querySelectorAll("[id]")]) inner.removeAttribute("id");
  return copy;
}

function link(kind, name) {
  const value = kind === "c" ? "Claim" : entries[kind][name].value;
  return make("a", { class: "number", href: `#${kind}=${encode(name)}` }, `${value} `, make("code", {}, name));
}

// Puts the first few items into a list, and the others once they are asked for; `around` is the list or what holds it.
function shortened(list, items, what, around = list) {
  list.append(...items.slice(0, SHORT));
  if (items.length <= SHORT) return around;
  const more = make("button", { type: "button", class: "more" }, `and ${items.length - SHORT} more ${what}`);
  more.addEventListener("click", () => {
    list.append(...items.slice(SHORT));
    more.remove();
    items[SHORT].querySelector("a").focus();
  });
  return make("div", {}, around, more);
}

// Lists of numbers and claims

function item(kind, name) {
  const entry = entries[kind][name];
  const verdict = `verdict ${entry.verdict.replace(/ /g, "-")}`;
  const [value, tag, note] = { n: ["value", `chip ${entry.status}`, verdict], c: [`value ${verdict}`, "quiet", ""] }[kind];
  const head = make("span", { class: "head" }, make("span", { class: value }, entry.value), make("span", { class: tag }, entry.status || "claim"));
  const foot = make("span", { class: "foot" }, make("code", {}, name), make("span", { class: note }, entry.note || entry.verdict));
  return make("li", {}, make("a", { href: `#${kind}=${encode(name)}` }, head, make("span", { class: "definition" }, entry.definition), foot));
}

function fill(part, numbers, claims, ...found) {
  byId(`${part}-list`).replaceChildren(...numbers.map((name) => item("n", name)), ...claims.map((name) => item("c", name)));
  byId(`${part}-found`).replaceChildren(...found);
}

// What is typed and what is searched: in small letters, numbers without separators, a page as one word.
const plain = (text) =>
  text
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, "$1")
    .replace(/\b(?:pages?|pp?\.)\s*(?=\d)/g, "page");

function searched(name, entry) {
  const records = entry.records.map((place) => index.records[place]);
  entry.searched ??= plain([name, entry.value, entry.definition, entry.status || "", entry.search, ...records].join(" "));
  return entry.searched;
}

// A word is found within others, a number only as a whole: 13 is not in 2013, nor page 6 in page 69.
function pattern(word) {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`${/^\d/.test(word) ? "(?<![\\w:.,])" : ""}${literal}${/\d$/.test(word) ? "(?!\\d|[.,]\\d)" : ""}`);
}

const tests = {
  search: (entry, value, name) => plain(value).split(/\s+/).filter(Boolean).every((word) => pattern(word).test(searched(name, entry))),
  status: (entry, value) => entry.status === value,
  rule: (entry, value) => entry.way.includes(value),
  section: (entry, value) => (value === "-" ? !entry.places.length : entry.sections.includes(value)),
  verdict: (entry, value) => entry.verdict === value,
};

const lists = { numbers: "n", claims: "c" };
const formOf = (part) => byId(`${part}-form`);

function matching(kind, asked) {
  const passes = (name) => asked.every(([field, value]) => tests[field](entries[kind][name], value, name));
  return Object.keys(entries[kind]).filter(passes);
}

// Lists what the form of a part asks for; what it asks for stands in the address too.
function list(part, ...before) {
  const asked = [...new FormData(formOf(part))].filter(([, value]) => value.trim());
  const kind = lists[part];
  const found = matching(kind, asked);
  const sentences = [...before, `${found.length} of ${plural(Object.keys(entries[kind]).length, part.slice(0, -1))}.`];
  const other = part === "numbers" ? "claims" : "numbers";
  const words = asked.filter(([field]) => field === "search");
  const also = words.length ? matching(lists[other], words).length : 0;
  if (also) sentences.push(" ", make("a", { href: `#${other}?${new URLSearchParams(words)}` }, `${plural(also, other.slice(0, -1))} with these words.`));
  if (!found.length) sentences.push(" ", make("button", { type: "reset", form: `${part}-form` }, "Clear search and filters"));
  if (kind === "n") fill(part, found, [], ...sentences);
  else fill(part, [], found, ...sentences);
  return asked.length ? `#${part}?${new URLSearchParams(asked)}` : `#${part}`;
}

function filter(part) {
  viewHash = list(part);
  history.replaceState(null, "", viewHash);
}

function askList(part, asked, ...before) {
  const given = new URLSearchParams(asked);
  for (const field of formOf(part).elements) if (field.name) field.value = given.get(field.name) || "";
  list(part, ...before);
}

// The reverse question

function recordsOf(asked) {
  if (index.cases[asked]) return index.cases[asked];
  if (recordAt.has(asked)) return [recordAt.get(asked)];
  const inside = (id) => fileOf(id) === asked || (asked.endsWith("/") && id.startsWith(asked));
  return index.records.flatMap((id, place) => (inside(id) ? [place] : []));
}

function restingOn(records, entries) {
  const set = new Set(records);
  return Object.keys(entries).filter((name) => entries[name].records.some((record) => set.has(record)));
}

function rowsOfFile(file) {
  const select = byId("by-row");
  const first = file ? "the whole file" : "choose a file first";
  select.replaceChildren(make("option", { value: "" }, first));
  select.disabled = !file;
  for (const id of index.records.filter((id) => fileOf(id) === file)) {
    const cells = [...stored.get(`r=${id}`).querySelectorAll("td")].map((cell) => cell.textContent);
    const of = (kind) => heads(file).flatMap((head, column) => (head.className === kind && cells[column - 1] ? [cells[column - 1]] : []));
    const summary = [...of("else").slice(0, 2), ...of("used")].join(", ");
    select.append(make("option", { value: id }, `${id.slice(id.lastIndexOf(":") + 1)}: ${summary.slice(0, 60)}`));
  }
}

function askRows(asked) {
  const records = asked ? recordsOf(asked) : [];
  const one = recordAt.has(asked);
  const file = one ? fileOf(asked) : records.length && !index.cases[asked] ? asked : "";
  byId("by-file").value = file.endsWith("/") ? "" : file;
  rowsOfFile(byId("by-file").value);
  byId("by-row").value = one ? asked : "";
  byId("by-case").value = index.cases[asked] ? asked : "";
  byId("rows-table").replaceChildren();
  if (!records.length) {
    const sentence = asked ? `There is no row, ${index.case} or file ${asked}.` : `Choose a file, then perhaps a row of it; or a ${index.case}.`;
    return fill("rows", [], [], sentence);
  }
  byId("rows-table").append(...tables(records.map((place) => index.records[place])));
  const numbers = restingOn(records, index.numbers);
  const claims = restingOn(records, index.claims);
  const what = one ? `row ${asked}` : `${asked} (${plural(records.length, "row")})`;
  const also = claims.length ? ` and ${plural(claims.length, "claim")}` : "";
  const verb = numbers.length + claims.length === 1 ? "rests" : "rest";
  return fill("rows", numbers, claims, `${plural(numbers.length, "number")}${also} ${verb} on ${what}.`);
}

// Rows as tables, taken from those of the appendix: without the columns that are empty. Above stand line, value and how
// that is known, below them what else a row says; a lone row lies on its side.

const heads = (file) => [...stored.get(`r=${file}`).querySelectorAll("thead th")].slice(0, -1);

function tables(ids, behind = "") {
  const files = [...new Set(ids.map(fileOf))];
  return files.map((file) => {
    const rows = ids.filter((id) => fileOf(id) === file).map((id) => [...copyOf(stored.get(`r=${id}`)).cells]);
    const columns = heads(file).map((head, at) => ({ name: head.textContent, kind: head.className, at }));
    const kept = columns.filter(({ at }) => rows.some((cells) => cells[at].textContent));
    const above = kept.filter(({ kind }) => kind !== "else");
    const below = kept.filter(({ kind }) => kind === "else");
    const caption = make("p", { class: "file" }, make("a", { href: `#r=${encode(file)}` }, file));
    const label = `Rows of ${file}${behind}`;
    if (rows.length === 1) return make("div", {}, caption, boxed(make("table", { class: "one" }, sideways(kept, rows[0])), label));
    const bodies = rows.map((cells) => {
      const filled = below.filter(({ at }) => cells[at].textContent);
      const others = filled.map(({ name, at }) => make("span", {}, `${name} `, ...cells[at].childNodes));
      const rest = make("td", { class: "rest", colspan: above.length }, ...others.flatMap((span, place) => (place ? [" · ", span] : [span])));
      return make("tbody", {}, make("tr", {}, ...above.map(({ at }) => cells[at])), ...(others.length ? [make("tr", {}, rest)] : []));
    });
    const head = make("thead", {}, make("tr", {}, ...above.map(({ name }) => make("th", { scope: "col" }, name))));
    const table = make("table", {}, head);
    return make("div", {}, caption, shortened(table, bodies, "rows", boxed(table, label)));
  });
}

const boxed = (table, label) => make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label }, table);

function sideways(columns, cells) {
  const lines = columns.map(({ name, at }) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, ...cells[at].childNodes)));
  return make("tbody", {}, ...lines);
}

// The rules: all of them, or one with the numbers that come through it

function askRule(rule) {
  const step = Object.hasOwn(index.rules, rule) && stored.get(`rule=${rule}`);
  byId("all-rules").hidden = Boolean(step);
  byId("rule-card").replaceChildren();
  if (!step) return fill("rules", [], []);
  const title = make("h3", { tabindex: -1 }, make("code", {}, rule));
  const back = make("p", {}, make("a", { href: "#rules" }, "All rules"));
  byId("rule-card").append(title, make("p", {}, ...copyOf(step.querySelector("dd")).childNodes), back);
  const chosen = names.filter((name) => index.numbers[name].way.includes(rule));
  return fill("rules", chosen, [], `${chosen.length} of ${plural(names.length, "number")} come through the rule ${rule}.`);
}

// The sample: mulberry32, a small generator that gives the same draws for a seed on every machine

function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function drawn(seed) {
  const pool = names.filter((name) => index.numbers[name].places.length).sort();
  const next = generator(seed);
  const size = Math.min(SAMPLE, pool.length);
  for (let place = 0; place < size; place += 1) {
    const other = place + Math.floor(next() * (pool.length - place));
    [pool[place], pool[other]] = [pool[other], pool[place]];
  }
  return pool.slice(0, size);
}

function draw(seed) {
  const all = names.filter((name) => index.numbers[name].places.length).length;
  const sample = drawn(seed);
  byId("seed").value = seed;
  fill("sample", sample, [], `Seed ${seed}: ${sample.length} of the ${all} numbers that the text prints.`);
}

// What opens beside the text: an entry of the appendix, with tables, code and the words around its places

function opened(kind, name) {
  const entry = copyOf(stored.get(`${kind}=${name}`));
  const facts = entries[kind][name];
  entry.querySelector(".order")?.remove();
  const title = entry.querySelector("h3");
  title.id = "panel-title";
  title.tabIndex = -1;

  const rows = facts.records.map((place) => index.records[place]);
  const behind = entry.querySelector("[data-slot=rows]");
  if (rows.length) behind.replaceChildren(behind.querySelector("h4"), ...tables(rows, ` behind ${name}`));

  const code = entry.querySelector("[data-slot=code]");
  if (code) {
    const source = copyOf(stored.get(`f=${code.dataset.code}`).querySelector("pre"));
    const shown = make("details", {}, make("summary", {}, "The function, ", make("code", {}, code.dataset.code)), source);
    const rule = code.querySelector("a[href^='#rule']");
    const step = rule ? [make("p", {}, "Rule ", rule, `: ${index.rules[rule.textContent]}`)] : [];
    code.replaceChildren(code.querySelector("h4"), ...step, shown);
  }

  const way = entry.querySelector("[data-slot=way]");
  if (way) {
    const files = [...new Set(rows.map(fileOf))].map((file) => make("a", { href: `#r=${encode(file)}` }, file));
    const first = make("li", {}, ...files.flatMap((file, place) => (place ? [", ", file] : [file])));
    const steps = facts.way.map((rule) => make("li", {}, make("a", { href: `#rule=${encode(rule)}` }, make("code", {}, rule)), ` ${index.rules[rule]}`));
    way.replaceChildren(way.querySelector("h4"), make("ol", {}, first, ...steps));
  }

  if (facts.places.length) {
    const places = entry.querySelector("[data-slot=places]");
    const items = facts.places.map(([at, where]) => make("li", {}, make("a", { href: `#${at}`, class: "place" }, where), around(at)));
    places.querySelector("ul").replaceWith(shortened(make("ul"), items, "places"));
  }

  const others = restingOn(facts.records, index.numbers).filter((other) => kind === "c" || other !== name);
  const claims = restingOn(facts.records, index.claims).filter((other) => kind === "n" || other !== name);
  const these = rows.length === 1 ? "this row" : "these rows";
  const also = make("section", { class: "part others" }, make("h4", {}, `What else rests on ${these}`));
  const items = [...others.map((other) => link("n", other)), ...claims.map((other) => link("c", other))].map((one) => make("li", {}, one));
  if (items.length) also.append(make("p", {}, `${items.length} more:`), shortened(make("ul"), items, "of these"));
  else also.append(make("p", {}, "Nothing else."));
  behind.after(also);
  return entry;
}

// The words around a place of the text, with the number itself set off.
function around(at) {
  const mark = byId(at);
  const claim = mark.closest(".claim");
  if (mark.matches(".c")) return make("span", { class: "around" }, claim.textContent.slice(0, -mark.textContent.length).trim());
  const block = mark.closest("p, li, td, th, dd, figcaption, h3, h4, h5, h6") || mark.parentElement;
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEndBefore(mark);
  const before = range.toString().replace(/\s+/g, " ");
  range.setStartAfter(mark);
  range.setEnd(block, block.childNodes.length);
  const after = range.toString().replace(/\s+/g, " ");
  const start = before.length > 44 ? `…${before.slice(before.indexOf(" ", before.length - 44))}` : before;
  const cut = after.lastIndexOf(" ", 44);
  const end = after.length > 44 ? `${after.slice(0, cut > 0 ? cut : 44)} …` : after;
  return make("span", { class: "around" }, start, make("b", {}, mark.textContent), end);
}

function open(kind, name) {
  const modal = !wide.matches;
  byId("entry").replaceChildren(opened(kind, name));
  byId("copied").textContent = "";
  byId("back").hidden = path.length < 2;
  if (panel.open && panel.matches(":modal") !== modal) panel.close();
  if (!panel.open) {
    if (modal) panel.showModal();
    else panel.show();
  }
  document.documentElement.classList.add("panel-open");
  panel.scrollTop = 0;
  byId("panel-title").focus({ preventScroll: true });
  const links = kind === "c" ? ".c" : ".n";
  for (const mark of document.querySelectorAll("#text .n[data-number], #text .c[data-number]")) {
    mark.classList.toggle("opened", mark.matches(links) && mark.dataset.number === name);
  }
}

// The browser closes a sheet by itself on Escape, and reports it afterwards. The reader goes on where the sheet was
// opened, or at the place of its number in the text.
function close() {
  if (panel.open) panel.close();
  if (!path.length) return;
  path = [];
  document.documentElement.classList.remove("panel-open");
  const seen = [opener, ...document.querySelectorAll(".opened")].find((element) => element && element.isConnected && element.getClientRects().length);
  for (const mark of document.querySelectorAll(".opened")) mark.classList.remove("opened");
  const hash = viewHash || `#${view}`;
  if (/^#[nc]=/.test(location.hash)) history.replaceState(null, "", hash);
  const target = seen || byId(view);
  target.focus({ preventScroll: target === byId(view) });
  opener = null;
}

// Where to go: the address after # says which part shows and which entry is open

function show(part, hash) {
  view = part;
  viewHash = hash || `#${part}`;
  for (const name of views) byId(name).classList.toggle("on", name === part);
  for (const hint of document.querySelectorAll(".hint > *")) hint.hidden = hint.dataset.part !== part;
  for (const tab of document.querySelectorAll(".views a")) {
    if (tab.getAttribute("href") === `#${part}`) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
}

function bring(element) {
  const sheet = panel.open && panel.matches(":modal");
  const near = Math.abs(element.getBoundingClientRect().top) < 2 * window.innerHeight;
  element.scrollIntoView({
    block: element.matches("a, span") && !sheet ? "center" : "start",
    behavior: near && !still.matches ? "smooth" : "instant",
  });
}

function visit(element) {
  if (panel.open && panel.matches(":modal")) close();
  show("text");
  bring(element);
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.classList.remove("flash");
  void element.offsetWidth;
  element.classList.add("flash");
}

function route() {
  let hash = "";
  try {
    hash = decodeURIComponent(location.hash.slice(1));
  } catch {
    hash = location.hash.slice(1);
  }
  const [, key, value] = /^(n|c|r|rule|sample)=(.*)$/s.exec(hash) || [];
  if (entries[key]) {
    if (!Object.hasOwn(entries[key], value)) return unknown(key, value);
    if (!panel.open) path = [];
    if (path.at(-1) !== location.hash) path.push(location.hash);
    const places = entries[key][value].places;
    const start = opener === null && path.length === 1;
    if (start && places.length) show("text");
    open(key, value);
    if (start && places.length) bring(byId(places[0][0]));
    return undefined;
  }
  const [part, asked] = location.hash.slice(1).split("?");
  if (panel.open && (panel.matches(":modal") || views.includes(part))) {
    opener = null;
    close();
  }
  if (key === "r") askRows(value);
  if (key === "rule") askRule(value);
  if (key === "sample") draw(Number.parseInt(value, 10) >>> 0);
  if (key) {
    goTo({ r: "rows", rule: "rules", sample: "sample" }[key]);
    return arrive(key);
  }
  if (views.includes(part)) {
    if (lists[part]) askList(part, asked);
    if (part === "rows") askRows("");
    if (part === "rules") askRule("");
    if (part === "sample") draw(byId("seed").valueAsNumber || 1);
    goTo(part);
    if (asked) byId(part).scrollIntoView({ block: "start", behavior: "instant" });
    return undefined;
  }
  const element = hash && byId(hash);
  if (element && byId("text").contains(element)) return visit(element);
  return show("text", "#text");
}

// What was clicked may be gone with the answer before, or out of sight of this one: the reader goes on at the answer.
function arrive(key) {
  const answer = { rule: byId("rule-card").querySelector("h3"), r: byId("rows-found") }[key];
  if (!answer || (key === "r" && document.activeElement !== document.body)) return;
  answer.focus({ preventScroll: true });
  answer.scrollIntoView({ block: "center", behavior: "instant" });
}

// Goes to a part where it was left; one that has not been seen yet begins below the tabs. On a small screen each does:
// what stands above the tabs would fill it, and the reader would see no change.
function goTo(part) {
  const other = part !== view;
  if (other) left.set(view, window.scrollY);
  show(part, location.hash);
  if (other) {
    const head = document.querySelector(".masthead").offsetHeight;
    const top = wide.matches ? Math.min(window.scrollY, head) : head;
    window.scrollTo({ top: Math.max(left.get(part) ?? 0, top), behavior: "instant" });
    byId(part).focus({ preventScroll: true });
  }
}

function unknown(key, name) {
  const part = key === "c" && views.includes("claims") ? "claims" : "numbers";
  show(part, `#${part}`);
  askList(part, { search: name }, `There is no ${part.slice(0, -1)} ${name}. `);
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("a[href^='#']");
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) {
    const claim = event.target.closest("#text .claim");
    if (claim && !target && String(window.getSelection()) === "") claim.querySelector("a.c").click();
    return;
  }
  event.preventDefault();
  const hash = target.getAttribute("href");
  if (/^#[nc]=/.test(hash) && !panel.contains(target)) {
    opener = target;
    path = [];
  }
  if (target.matches(".place")) visit(byId(hash.slice(1)));
  else if (location.hash === hash) route();
  else location.hash = hash;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open && !panel.matches(":modal")) {
    event.preventDefault();
    close();
  }
});

panel.addEventListener("close", () => {
  if (!panel.open) close();
});
panel.addEventListener("click", (event) => {
  if (event.target === panel && panel.matches(":modal")) close();
});
byId("close").addEventListener("click", () => close());
byId("back").addEventListener("click", () => {
  path.pop();
  location.hash = path.at(-1);
});
byId("copy").addEventListener("click", async () => {
  const address = location.href;
  try {
    await navigator.clipboard.writeText(address);
    byId("copied").textContent = "Copied.";
  } catch {
    const field = make("input", { readonly: true, "aria-label": "Link to this number", value: address });
    byId("copied").replaceChildren(field);
    field.select();
  }
});
wide.addEventListener("change", () => {
  if (panel.open) route();
});

for (const part of Object.keys(lists).filter((name) => views.includes(name))) {
  const form = formOf(part);
  form.addEventListener("input", () => filter(part));
  form.addEventListener("reset", () =>
    setTimeout(() => {
      filter(part);
      form.elements.search.focus();
    }),
  );
}
for (const form of document.forms) form.addEventListener("submit", (event) => event.preventDefault());
const ask = (value) => {
  location.hash = value ? `#r=${encode(value)}` : "#rows";
};
byId("by-file").addEventListener("change", (event) => ask(event.target.value));
byId("by-row").addEventListener("change", (event) => ask(event.target.value || byId("by-file").value));
byId("by-case").addEventListener("change", (event) => ask(event.target.value));
const drawFrom = (seed) => {
  location.hash = `#sample=${seed >>> 0}`;
};
byId("sample-form").addEventListener("submit", () => drawFrom(byId("seed").valueAsNumber));
byId("next-seed").addEventListener("click", () => drawFrom(byId("seed").valueAsNumber + 1));

for (const mark of document.querySelectorAll("#text .n[data-number], #text .c")) mark.setAttribute("aria-haspopup", "dialog");

for (const chip of document.querySelectorAll("[data-list]")) chip.setAttribute("href", `#${chip.dataset.list}`);
byId("all-rules").append(copyOf(stored.get("steps").querySelector("dl")));

// On the screen the appendix is a store, and it is there again on paper; unless one entry or a sample is printed.

function checklist() {
  const rows = drawn(byId("seed").valueAsNumber).map((name) => {
    const entry = copyOf(stored.get(`n=${name}`));
    const definition = make("td", {}, ...entry.querySelector(".definition").childNodes);
    const number = make("td", {}, make("b", {}, index.numbers[name].value), " ", make("code", {}, name));
    const behind = make("td", {}, entry.querySelector("[data-slot=rows] ul"));
    return make("tr", {}, make("td", {}, make("span", { class: "tick" })), number, definition, behind);
  });
  const columns = ["Right?", "Number", "What it is", "Rows behind it"].map((name) => make("th", { scope: "col" }, name));
  const head = make("thead", {}, make("tr", {}, ...columns));
  const table = make("table", { class: "checklist" }, head, make("tbody", {}, ...rows));
  return [make("h2", {}, byId("sample-title").textContent), make("p", {}, byId("sample-found").textContent), table];
}

let sheet = null;
const main = appendix.parentElement;
appendix.remove();
window.addEventListener("beforeprint", () => {
  if (!panel.open && view !== "sample") return main.append(appendix);
  const content = panel.open ? [copyOf(byId("entry"))] : checklist();
  sheet = make("section", { id: "sheet" }, make("p", { class: "quiet" }, document.title), ...content);
  for (const details of sheet.querySelectorAll("details")) details.open = true;
  document.documentElement.classList.add("one-sheet");
  return document.body.append(sheet);
});
window.addEventListener("afterprint", () => {
  appendix.remove();
  if (sheet) sheet.remove();
  document.documentElement.classList.remove("one-sheet");
});

window.addEventListener("hashchange", route);
route();
