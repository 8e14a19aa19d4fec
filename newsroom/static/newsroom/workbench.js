/* The workbench. Everything works without this script; it saves keys and mouse ways, and keeps what is typed.

   Offsets are code points of the stored text, as everywhere in Isnad; a browser counts UTF-16 units, so both are turned
   into each other here and nowhere else. */

const STORE = "isnad.workbench.keys";
const FIRST_KEYS = {
  accept: ["KeyA"],
  reject: ["KeyR"],
  merge: ["KeyM"],
  next: ["KeyJ"],
  before: ["KeyK"],
  undo: ["KeyZ"],
  claim: ["KeyC"],
  edit: ["KeyE"],
  down: ["ArrowDown", "KeyN"],
  up: ["ArrowUp", "KeyP"],
  open: ["KeyX", "Enter"],
  help: ["Slash"],
};
const SETTLE = 1500; // milliseconds without typing, after which it is kept
const AGAIN = 5000; // milliseconds until keeping is tried again
const NEAR = 3; // pixels by which a pointer may miss the edge of a word

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const bench = () => one("#bench");
const say = one("#words").dataset;
const language = document.documentElement.lang;

// --- Words and offsets ----------------------------------------------------------------------------------------------

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("ar", { granularity: "word" }) : null;
const LETTER = /[\p{L}\p{N}]/u;
const JOINED = /^[\p{L}\p{N}\p{M}\p{Cf}]/u;
const JOINS = /[\p{L}\p{N}\p{M}\p{Cf}]$/u;
const FROM_THE_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u;
const size = (text) => [...text].length;

/** What stands in a sentence: its text nodes, and signs that are not shown as they are, which count as one. */
function leaves(sentence) {
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const odd = node.parentElement.closest(".odd");
    if (!node.parentElement.closest(".rank")) found.push({ node, odd, text: odd ? "\u200d" : node.data });
  }
  return found;
}

let sentences = []; // of the page as it stands: element, start, end, its characters, and (asked for) its words

function readSentences() {
  sentences = all("#text .s").map((element) => {
    const { start, end } = element.dataset;
    const chars = [...leaves(element).map((leaf) => leaf.text).join("")];
    return { element, start: Number(start), end: Number(end), chars, words: null };
  });
}

/** The words of a sentence as [start, end); marks and joined letters stay with the word that they belong to. */
function wordsOf(sentence) {
  if (sentence.words) return sentence.words;
  const text = sentence.chars.join("");
  const parts = segmenter ? [...segmenter.segment(text)].map((part) => part.segment) : text.split(/(\s+|(?=\p{P})|(?<=\p{P}))/u);
  const found = [];
  let at = sentence.start;
  let before = "";
  for (const part of parts.filter(Boolean)) {
    const length = size(part);
    const last = found.at(-1);
    if (last && last[1] === at && JOINS.test(before) && JOINED.test(part)) last[1] = at + length;
    else if (LETTER.test(part)) found.push([at, at + length]);
    at += length;
    before = part;
  }
  sentence.words = found;
  return found;
}

const holding = (at) => sentences.find((each) => each.start <= at && at < each.end);
const charAt = (at) => holding(at)?.chars[at - holding(at).start] ?? " ";
const blank = (text) => !text.trim();

function wordsIn(start, end) {
  const within = sentences.filter((each) => each.start < end && start < each.end);
  return within.map((each) => each.chars.slice(Math.max(start - each.start, 0), end - each.start).join("")).join(" ");
}

/** The passage with whole words: what was cut in two is taken in, blanks at the ends are not. */
function snapped({ start, end }) {
  while (start < end && blank(charAt(start))) start++;
  while (end > start && blank(charAt(end - 1))) end--;
  const cut = (at) => wordsOf(holding(at) ?? { words: [] }).find((word) => word[0] < at && at < word[1]);
  return { start: cut(start)?.[0] ?? start, end: cut(end)?.[1] ?? end };
}

/** How many code points of a sentence stand before a point of the page. */
function offsetIn(sentence, container, offset) {
  const point = document.createRange();
  point.setStart(container, offset);
  let count = 0;
  for (const { node, odd, text } of leaves(sentence)) {
    if (odd?.contains(container)) return count + (offset ? 1 : 0);
    if (node === container) return count + size(text.slice(0, offset));
    if (point.comparePoint(node, 0) >= 0) return count;
    count += size(text);
  }
  return count;
}

/** The passage that a range of the page covers, as it is, or null where it touches no sentence. */
function passageOf(range) {
  const touched = sentences.filter((each) => range.intersectsNode(each.element));
  if (!touched.length || !one("#text").contains(range.commonAncestorContainer)) return null;
  const [first, last] = [touched[0], touched.at(-1)];
  const inside = (each, node) => each.element.contains(node);
  const { startContainer, endContainer } = range;
  return {
    start: first.start + (inside(first, startContainer) ? offsetIn(first.element, startContainer, range.startOffset) : 0),
    end: inside(last, endContainer) ? last.start + offsetIn(last.element, endContainer, range.endOffset) : last.end,
  };
}

/** Ranges of the page over a passage, one for each sentence. */
function rangesOf({ start, end }) {
  return sentences
    .filter((each) => each.start < end && start < each.end)
    .map((each) => {
      const range = document.createRange();
      range.setStart(...pointAt(each.element, Math.max(start - each.start, 0), false));
      range.setEnd(...pointAt(each.element, Math.min(end, each.end) - each.start, true));
      return range;
    });
}

function pointAt(sentence, offset, closing) {
  let left = offset;
  let last = [sentence, sentence.childNodes.length];
  for (const { node, odd, text } of leaves(sentence)) {
    const length = size(text);
    last = [node, odd ? node.data.length : [...text].slice(0, left).join("").length];
    if (left < length || (closing && left === length)) return odd && !left ? [node, 0] : last;
    left -= length;
  }
  return last;
}

/** The word under a pointer that runs against its line (R1 in an Arabic line).

    There the edges of a word and the ends of a selection lie on opposite sides: who draws over all of it selects none
    of it. So the word that the pointer touches is taken in. */
function wordUnder({ x, y }) {
  const element = document.elementFromPoint(x, y)?.closest?.("#text .s, #text p");
  const near = sentences.filter((each) => element && (each.element === element || element.contains(each.element)));
  const against = (text) => FROM_THE_RIGHT.test(text) !== (getComputedStyle(element).direction === "rtl");
  for (const sentence of near) {
    for (const [start, end] of wordsOf(sentence)) {
      if (!against(wordsIn(start, end))) continue;
      const rects = rangesOf({ start, end }).flatMap((range) => [...range.getClientRects()]);
      const hit = rects.some((box) => box.left - NEAR <= x && x <= box.right + NEAR && box.top <= y && y <= box.bottom);
      if (hit) return { start, end };
    }
  }
  return null;
}

function withTouched(passage, points) {
  for (const word of points.map(wordUnder).filter(Boolean)) {
    const beside = word.start <= passage.end + 1 && word.end >= passage.start - 1;
    if (beside) passage = { start: Math.min(word.start, passage.start), end: Math.max(word.end, passage.end) };
  }
  return passage;
}

// --- What is selected, and the cursor -------------------------------------------------------------------------------

let chosen = null; // a passage: the selected words
let cursor = null; // anchor and head: starts of sentences
let resting = 0; // where the cursor was last, or what was answered last
let pressed = null; // where the pointer went down
let seen = ""; // the native selection that was read last

const keyOf = (passage) => (passage ? `${passage.start}-${passage.end}` : "");

function paint(name, ranges, priority) {
  if (!globalThis.CSS?.highlights) return;
  const highlight = new Highlight(...ranges);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

function choose(passage) {
  chosen = passage;
  const ranges = passage ? rangesOf(passage) : [];
  paint("chosen", ranges, 1);
  const bar = one("#grab");
  if (!bar) return;
  bar.hidden = !ranges.length;
  if (!ranges.length) return;
  const text = wordsIn(passage.start, passage.end);
  const each = text.split(/\s+/);
  one("#grabbed").textContent = each.length > 20 ? `${each.slice(0, 12).join(" ")} … ${each.slice(-6).join(" ")}` : text;
  const box = [...ranges.at(-1).getClientRects()].filter((rect) => rect.width).at(-1);
  const paper = bar.parentElement.getBoundingClientRect();
  const most = paper.width - bar.offsetWidth;
  const left = box.left + box.width / 2 - paper.left - bar.offsetWidth / 2;
  bar.style.left = `${Math.max(0, Math.min(left, most))}px`;
  bar.style.top = `${box.bottom - paper.top + 4}px`;
  bring(bar);
}

function readSelection(points) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return false;
  const native = passageOf(selection.getRangeAt(0));
  if (!native) return false;
  if (!points && keyOf(native) === seen) return true;
  seen = keyOf(native);
  const passage = snapped(withTouched(native, points ?? []));
  if (passage.start >= passage.end) return false;
  setCursor(null);
  choose(passage);
  return true;
}

function setCursor(next) {
  cursor = next;
  const [low, high] = next ? [Math.min(next.anchor, next.head), Math.max(next.anchor, next.head)] : [1, 0];
  for (const { element, start } of sentences) element.classList.toggle("cursor", low <= start && start <= high);
}

function moveCursor(step, extend) {
  const here = sentences.findIndex((each) => each.start === (cursor ? cursor.head : resting));
  const at = Math.max(0, Math.min(here < 0 ? 0 : here + step, sentences.length - 1));
  const next = sentences[at];
  if (!next) return;
  getSelection().removeAllRanges();
  setCursor({ anchor: extend ? (cursor?.anchor ?? sentences[Math.max(here, 0)].start) : next.start, head: next.start });
  choose(extend ? underCursor() : null);
  next.element.tabIndex = -1;
  next.element.focus({ preventScroll: true });
  next.element.scrollIntoView({ block: "nearest" });
}

function underCursor() {
  if (!cursor) return null;
  const ends = [cursor.anchor, cursor.head].map((start) => sentences.find((each) => each.start === start));
  return { start: Math.min(...ends.map((each) => each.start)), end: Math.max(...ends.map((each) => each.end)) };
}

function openPassage(passage) {
  if (passage) load(`${bench().dataset.page}?at=${keyOf(passage)}`);
  else announce(say.nothing);
}

document.addEventListener("pointerdown", (event) => {
  pressed = event.target.closest?.("#text") && !event.target.closest("#grab") ? { x: event.clientX, y: event.clientY } : null;
});
document.addEventListener("pointerup", (event) => {
  if (!pressed) return;
  const points = [pressed, { x: event.clientX, y: event.clientY }];
  // The click that follows may clear the selection: look afterwards.
  setTimeout(() => {
    pressed = null;
    if (readSelection(points)) return;
    choose(null);
    seen = "";
    const sentence = event.target.closest?.("#text .s");
    if (sentence && !event.target.closest("a")) setCursor({ anchor: Number(sentence.dataset.start), head: Number(sentence.dataset.start) });
  });
});
document.addEventListener("pointercancel", () => (pressed = null));
let settling = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(settling);
  settling = setTimeout(() => pressed || readSelection(null), 300);
});
document.addEventListener("dblclick", (event) => {
  const sentence = event.target.closest?.("#text .s");
  if (!sentence || event.target.closest("a")) return;
  getSelection().removeAllRanges();
  openPassage(sentence.dataset);
});

// --- The page is swapped in place -----------------------------------------------------------------------------------

let busy = false;

const announce = (text) => one("#said").replaceChildren(Object.assign(document.createElement("p"), { className: "note", textContent: text }));

function trouble(text) {
  const place = one("#trouble");
  place.hidden = !text;
  place.textContent = text;
  if (text) place.focus();
}

/** Ask for a page and show it here. Nothing that is typed is lost: it is kept first, or stays as it is. */
async function load(url, sent = null, move = "push") {
  if (busy) return;
  if (paused && !sent) return one("#window").focus();
  busy = true;
  bench().setAttribute("aria-busy", "true");
  try {
    await (sent?.has("at") ? keeping : keep());
    const answer = await fetch(url, sent ? { method: "POST", body: sent } : {});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (one("#bench", page)) {
      swap(page, answer, sent, move);
    } else if (sent) {
      trouble(answer.redirected ? say.out : say.lost);
    } else {
      location.assign(url);
    }
  } catch {
    trouble(say.lost);
  } finally {
    busy = false;
    bench().removeAttribute("aria-busy");
  }
}

const PANES = ["#text", "#offers", "#offers .offers"];

function swap(page, answer, sent, move) {
  const scrolled = PANES.map((pane) => one(pane)?.scrollTop ?? 0);
  if (sent && answer.redirected) versions.delete(sent.get("at"));
  bench().replaceWith(document.adoptNode(one("#bench", page)));
  one("#said").replaceChildren(...one("#said", page).childNodes);
  document.title = page.title;
  trouble("");
  if (!sent && move === "push") history.pushState(null, "", answer.url);
  else if (answer.redirected) history.replaceState(null, "", answer.url);
  PANES.forEach((pane, at) => one(pane) && (one(pane).scrollTop = scrolled[at]));
  dress(Boolean(sent) && !answer.redirected);
  settleFocus();
}

function settleFocus() {
  const card = one("#card");
  const alert = all("#bench [role=alert]").find((each) => !each.hidden);
  const place = alert ?? card;
  place.tabIndex = -1;
  const scrolls = getComputedStyle(card).overflowY === "auto";
  place.focus({ preventScroll: true });
  if (alert || !scrolls) place.scrollIntoView({ block: alert ? "nearest" : "start" });
}

/** Scroll the pane, never the page, until the element shows. */
function bring(element) {
  let pane = element?.parentElement;
  while (pane && pane !== document.body && getComputedStyle(pane).overflowY !== "auto") pane = pane.parentElement;
  if (!pane || pane === document.body) return;
  const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (inner.top < outer.top) pane.scrollTop -= outer.top - inner.top + 12;
  else if (inner.bottom > outer.bottom) pane.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top) + 12;
}

/** After each swap: what the script adds to the page. */
function dress(sameTyping) {
  readSentences();
  resting = sentences.find((each) => each.element.matches(".here"))?.start ?? cursor?.head ?? resting;
  chosen = cursor = null;
  seen = "";
  dirty = sameTyping && dirty;
  paused = false;
  savedAt = 0;
  const { place, version } = bench().dataset;
  if (!sameTyping && Number(version)) versions.set(place, Number(version));
  paint("chosen", [], 1);
  paint("claims", all("#text mark").map((mark) => {
    const range = document.createRange();
    range.selectNodeContents(mark);
    return range;
  }), 0);
  showPlace();
  nameKeys();
}

function showPlace() {
  bring(one(".offers [aria-current]"));
  bring(one("#text .here"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#bench")) return;
  event.preventDefault();
  const sent = new URLSearchParams(new FormData(form, event.submitter));
  clearTimeout(timer);
  load(form.action, sent).then(() => dirty && later(SETTLE));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#bench a[href]");
  const plain = !event.defaultPrevented && !event.button && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (link && plain && link.pathname === bench().dataset.page) {
    event.preventDefault();
    load(link.pathname + link.search);
  }
  const act = event.target.closest?.("button[data-do]")?.dataset.do;
  if (act === "help") openKeys();
  if (act === "claim") openPassage(chosen);
});
addEventListener("popstate", () => load(location.pathname + location.search, null, "stay"));

// --- What is typed is kept, outside history -------------------------------------------------------------------------

const versions = new Map(); // of each passage: the version of what was kept that this window knows
let timer = 0;
let dirty = false;
let paused = false; // while two windows differ
let savedAt = 0;
let keeping = Promise.resolve();

const typed = (form) => {
  const found = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "act"]) found.delete(name);
  return found;
};

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(keep, milliseconds);
}

function keep() {
  clearTimeout(timer);
  const form = one("#card-form");
  if (!form || !dirty || paused) return keeping;
  keeping = keeping.then(() => sendTyping(form, bench().dataset.place));
  return keeping;
}

function typingRequest(form, place, more = {}) {
  const content = { at: place, form: typed(form).toString(), version: versions.get(place) ?? 0 };
  const headers = { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  return fetch(bench().dataset.typing, { method: "POST", headers, body: JSON.stringify(content), ...more });
}

async function sendTyping(form, place) {
  dirty = false;
  try {
    const answer = await typingRequest(form, place);
    const told = await answer.json();
    if (answer.ok) {
      versions.set(place, told.version);
      savedAt = Date.now();
      tellSaved();
    } else if (answer.status === 409 && form.isConnected) {
      differ(form, place, told);
    } else if (form.isConnected) {
      one("#saved").textContent = told.error ?? say.unsaved;
    }
  } catch {
    dirty = true;
    if (one("#saved")) one("#saved").textContent = say.unsaved;
    later(AGAIN);
  }
}

function tellSaved() {
  const place = one("#saved");
  if (!place || !savedAt) return;
  const seconds = Math.round((Date.now() - savedAt) / 1000);
  const clock = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { style: "narrow", numeric: "always" });
  const when = seconds < 60 ? clock.format(-seconds, "second") : clock.format(-Math.round(seconds / 60), "minute");
  place.textContent = seconds < 3 ? say.now : say.saved.replace("{when}", when);
}
setInterval(tellSaved, 3000);

/** Both texts, where two windows typed; nothing is overwritten before the editor says so. */
function differ(form, place, told) {
  const [mine, theirs] = [typed(form), new URLSearchParams(told.form)];
  const names = [...new Set([...mine.keys(), ...theirs.keys()])].filter((name) => !/^(at|version)$|_FORMS$/.test(name));
  const different = names.filter((name) => (mine.get(name) ?? "") !== (theirs.get(name) ?? ""));
  const keepMine = () => {
    versions.set(place, told.version);
    paused = false;
    dirty = true;
    one("#window").hidden = true;
    return keep();
  };
  if (!different.length) return void versions.set(place, told.version);
  paused = dirty = true;
  const box = one("#window");
  const make = (tag, text = "", ...inside) => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.append(...inside);
    return element;
  };
  const cell = (values, name) => Object.assign(make("td", shownValue(form, name, values.get(name)) || `(${say.empty})`), { dir: "auto" });
  const rows = different.map((name) => make("tr", "", make("th", labelOf(form, name)), cell(mine, name), cell(theirs, name)));
  for (const row of rows) row.firstChild.scope = "row";
  const head = make("tr", "", make("td"), make("th", say.here), make("th", say.there));
  const buttons = make("p", "", make("button", say.take), make("button", say.keep));
  buttons.className = "answers-two";
  const [take, stay] = buttons.children;
  for (const button of [take, stay]) Object.assign(button, { type: "button", className: "button small" });
  take.addEventListener("click", () => {
    dirty = paused = false;
    versions.set(place, told.version);
    load(`${bench().dataset.page}?at=${place}`, null, "stay");
  });
  stay.addEventListener("click", () => keepMine().then(() => one("#id_text")?.focus()));
  box.replaceChildren(make("h3", told.error), make("table", "", make("thead", "", head), make("tbody", "", ...rows)), buttons);
  box.hidden = false;
  bring(box);
}

/** The words beside a field; rows that only the other window has are called as the first row is. */
function labelOf(form, name) {
  const label = (id) => one(`label[for="id_${CSS.escape(id)}"]`, form)?.textContent;
  return label(name) ?? label(name.replace(/-\d+-/, "-0-")) ?? name;
}

function shownValue(form, name, value) {
  const field = form.elements[name] ?? form.elements[name.replace(/-\d+-/, "-0-")];
  const option = field?.options && [...field.options].find((each) => each.value === value);
  return option ? option.textContent : (value ?? "");
}

document.addEventListener("input", (event) => {
  if (!event.target.closest?.("#card-form")) return;
  dirty = true;
  if (!paused) later(SETTLE);
});
addEventListener("pagehide", () => {
  const form = one("#card-form");
  if (form && dirty && !paused) typingRequest(form, bench().dataset.place, { keepalive: true }).catch(() => {});
});

// --- Keys -----------------------------------------------------------------------------------------------------------

const dialog = one("#keys");
let settings = readSettings();

function readSettings() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE)) ?? {};
    const keys = Object.keys(FIRST_KEYS).map((name) => [name, Array.isArray(kept.keys?.[name]) ? kept.keys[name] : FIRST_KEYS[name]]);
    return { off: kept.off === true, keys: Object.fromEntries(keys) };
  } catch {
    return { off: false, keys: { ...FIRST_KEYS } };
  }
}

function keepSettings() {
  try {
    localStorage.setItem(STORE, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing: they hold until the page is left.
  }
  nameKeys();
}

const SIGNS = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Slash: "?" };
const keyName = (code) => SIGNS[code] ?? code.replace(/^(Key|Digit)/, "").toLowerCase();

function nameKeys() {
  document.documentElement.classList.add("with-script");
  document.documentElement.classList.toggle("with-keys", !settings.off);
  for (const sign of all("[data-do] kbd")) sign.textContent = keyName(settings.keys[sign.closest("[data-do]").dataset.do]?.[0] ?? "");
  for (const box of all("[data-key]", dialog)) box.value = settings.keys[box.dataset.key].map(keyName).join("  ");
  one("#keys-on").checked = !settings.off;
}

function openKeys() {
  one("#keys-said").textContent = "";
  dialog.showModal();
}

function remap(name, code) {
  const other = Object.keys(settings.keys).find((each) => each !== name && settings.keys[each].includes(code));
  const keys = { ...settings.keys, [name]: [code] };
  if (other) keys[other] = [settings.keys[name][0]];
  settings = { ...settings, keys };
  one("#keys-said").textContent = other ? say.taken : "";
  keepSettings();
}

dialog.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-key]");
  if (!box || /^(Tab|Escape|Shift|Control|Alt|Meta)/.test(event.code) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (!["Enter", "Space", ""].includes(event.code)) remap(box.dataset.key, event.code);
});
one("#keys-on").addEventListener("change", (event) => {
  settings = { ...settings, off: !event.target.checked };
  keepSettings();
});
one("#keys-reset").addEventListener("click", () => {
  settings = { off: false, keys: { ...FIRST_KEYS } };
  one("#keys-said").textContent = "";
  keepSettings();
});

const press = (name) => one(`#bench [data-do="${name}"]`)?.click();

const ACTS = {
  accept: () => press("accept"),
  merge: () => press("merge"),
  next: () => press("next"),
  before: () => press("before"),
  undo: () => press("undo"),
  claim: () => openPassage(chosen ?? underCursor()),
  open: () => cursor && openPassage(underCursor()),
  help: openKeys,
  down: (event) => moveCursor(1, event.shiftKey),
  up: (event) => moveCursor(-1, event.shiftKey),
  reject() {
    const reasons = one("#reject");
    if (!reasons) return;
    reasons.open = true;
    one("[data-first]", reasons)?.focus();
  },
  edit() {
    const field = one("#id_text");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  },
};
const WITH_SHIFT = ["down", "up", "help"];
const ONCE = ["accept", "reject", "merge", "undo", "claim", "open"]; // held down, they act once

function actOf(event) {
  if (event.key === "?" || event.key === "؟") return "help";
  const name = Object.keys(settings.keys).find((each) => settings.keys[each].includes(event.code));
  return event.shiftKey && !WITH_SHIFT.includes(name) ? undefined : name;
}

/** Keys inside the open list of reasons: a number or Enter chooses, arrows move. */
function chooseReason(event) {
  const list = one("#reject[open] .why-not");
  if (!list) return false;
  const buttons = all("button", list);
  const number = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.code];
  if (number && buttons[number - 1]) buttons[number - 1].click();
  else if (step && at >= 0) buttons.at((at + step) % buttons.length).focus();
  else return false;
  return true;
}

function leave(field) {
  const reasons = one("#reject[open]");
  if (reasons && (!field || reasons.contains(field))) reasons.open = false;
  if (chosen && !field) {
    getSelection().removeAllRanges();
    choose(null);
  } else if (field || reasons) {
    one("#card").focus({ preventScroll: true });
  }
}

document.addEventListener("keydown", (event) => {
  if (dialog.open || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const field = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.code === "Escape") return leave(field);
  if (field || settings.off) return;
  const control = event.target.closest?.("a, button, summary");
  const native = control && (event.code === "Enter" || event.code === "Space" || (event.code.startsWith("Arrow") && control.closest("#card")));
  if (chooseReason(event)) return event.preventDefault();
  const name = native ? undefined : actOf(event);
  if (!name || (event.repeat && ONCE.includes(name))) return;
  event.preventDefault();
  ACTS[name](event);
});

dress(false);
document.fonts?.ready.then(showPlace); // letters of another face have other heights
