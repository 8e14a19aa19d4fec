/* Go anywhere by keyboard. The search field of the header does the same without this script.

   Ctrl or ⌘ with K opens it everywhere; "/" too, and 1 to 9 open the lists of the front page, unless single keys are
   switched off (WCAG 2.1.4). Keys are told by where they are, not by what they write: an Arabic keyboard has them too. */

const STORE = "isnad.single-keys";
const WAIT = 120; // ms of rest before the desk is asked
const MOST_HERE = 8; // ways of this page that are shown

const one = (selector) => document.querySelector(selector);
const box = one("#palette");
const field = one("#palette-typed");
const list = one("#palette-found");
const keys = one("#palette-keys");

const singleKeys = () => localStorage.getItem(STORE) !== "off";
const writing = (target) => target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);

// --- Comparing as Arabic readers do ----------------------------------------------------------------------------------

const SAME = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و" };

const fold = (text) =>
  text
    .normalize("NFKC")
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g, "")
    .replace(/[أإآٱىئةؤ]/g, (letter) => SAME[letter])
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .toLowerCase()
    .trim();

// --- What there is ---------------------------------------------------------------------------------------------------

/* What can be done on this page: its verbs, its views, its headings' links. Nothing is offered that is not on it. */
function here(typed) {
  const found = new Map();
  for (const link of document.querySelectorAll("main .verbs a, main .chips a:not(.about), .rooms a, main .queue h2 a")) {
    const words = link.textContent.trim();
    if (words && fold(words).includes(typed)) found.set(link.href, { words, url: link.href, kind: "", quiet: "" });
  }
  return [...found.values()].slice(0, MOST_HERE);
}

let asked = 0;

async function there(typed, signal) {
  const answer = await fetch(`${box.dataset.source}?q=${encodeURIComponent(typed)}`, { signal, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).groups;
}

// --- Drawing ---------------------------------------------------------------------------------------------------------

function element(name, { text, ...attributes } = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  made.append(...inside);
  return made;
}

function option(row, place) {
  const quiet = row.quiet ? [element("small", { text: row.quiet, ...(row.tone ? { class: `tone tone-${row.tone}` } : {}) })] : [];
  const made = element("div", { role: "option", id: `palette-${place}`, "aria-selected": "false" }, element("bdi", { text: row.words }), ...quiet);
  made.dataset.url = row.url;
  return made;
}

function draw(groups) {
  let place = 0;
  const drawn = groups.map((group, number) => {
    const head = element("p", { id: `palette-group-${number}`, role: "presentation", text: group.title });
    const more = group.more ? [{ words: box.dataset.more, url: group.more }] : [];
    const rows = [...group.rows, ...more].map((row) => option(row, place++));
    return element("div", { role: "group", "aria-labelledby": head.id }, head, ...rows);
  });
  list.replaceChildren(...drawn);
  field.setAttribute("aria-expanded", String(place > 0));
  say(place === 0 ? box.dataset.none : place === 1 ? box.dataset.one : box.dataset.count.replace("{count}", place));
  choose(0);
}

const say = (words) => {
  one("#palette-said").textContent = words;
};

const options = () => [...list.querySelectorAll("[role=option]")];

function choose(place) {
  const all = options();
  const next = all.at(Math.min(Math.max(place, 0), all.length - 1));
  for (const each of all) each.setAttribute("aria-selected", String(each === next));
  if (next) {
    field.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

const chosen = () => options().findIndex((each) => each.getAttribute("aria-selected") === "true");

// --- Asking ----------------------------------------------------------------------------------------------------------

let running = null;
let resting = 0;

async function look() {
  const mine = ++asked;
  const typed = field.value.trim();
  running?.abort();
  running = new AbortController();
  const now = here(fold(typed));
  const ways = now.length ? [{ title: box.dataset.here, rows: now }] : [];
  try {
    const groups = await there(typed, running.signal);
    if (mine === asked) draw([...ways, ...groups]);
  } catch (error) {
    if (error.name === "AbortError" || mine !== asked) return;
    draw(ways);
    say(box.dataset.broken);
  }
}

function open() {
  if (box.open) return;
  keys.checked = singleKeys();
  field.value = "";
  box.showModal();
  field.focus();
  look();
}

function go(url) {
  if (url) location.assign(url);
}

// --- Keys ------------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  if (event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    if (box.open) box.close();
    else open();
    return;
  }
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  if (!alone || !singleKeys() || writing(event.target) || document.querySelector("dialog[open], .at-bench")) return;
  if (event.code === "Slash") {
    event.preventDefault();
    open();
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  const link = digit && one(`.queue[data-key="${digit[1]}"] h2 a`);
  if (link) {
    event.preventDefault();
    go(link.href);
  }
});

field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
  if (event.key in steps) {
    event.preventDefault();
    const all = options().length;
    const next = chosen() + steps[event.key];
    choose(Math.abs(steps[event.key]) === 1 ? (next + all) % Math.max(all, 1) : next);
  } else if (event.key === "Enter") {
    const place = chosen();
    if (place < 0) return; // nothing chosen: the form goes to the page of the search
    event.preventDefault();
    go(options()[place].dataset.url);
  }
});

field.addEventListener("input", () => {
  clearTimeout(resting);
  resting = setTimeout(look, WAIT);
});

list.addEventListener("click", (event) => go(event.target.closest("[role=option]")?.dataset.url));
list.addEventListener("mousemove", (event) => {
  const under = event.target.closest("[role=option]");
  if (under && under.getAttribute("aria-selected") !== "true") choose(options().indexOf(under));
});
box.addEventListener("click", (event) => {
  if (event.target === box) box.close();
});
keys.addEventListener("change", () => localStorage.setItem(STORE, keys.checked ? "on" : "off"));
one("#palette-open").addEventListener("click", open);
document.documentElement.classList.add("with-palette");
