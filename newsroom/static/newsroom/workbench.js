/* The workbench. Everything works without this script; it saves keys and mouse ways, and keeps what is typed. */

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

const MOVED = 8; // pixels from which a press is a drag

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const bench = () => one("#bench");
const say = one("#words").dataset;
// By the addresses that the page gives: those of released files hold their digest, which no script knows.
const [words, { typing, keep, later, hold, begin }] = await Promise.all([import(say.text), import(say.typing)]);

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
  const ranges = passage ? words.rangesOf(passage) : [];
  paint("chosen", ranges, 1);
  const bar = one("#grab");
  if (!bar) return;
  bar.hidden = !ranges.length;
  if (!ranges.length) return;
  const text = words.wordsIn(passage.start, passage.end);
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
  const selected = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const drawn = points && Math.hypot(points[0].x - points[1].x, points[0].y - points[1].y) > MOVED;
  const range = selected ?? (drawn ? words.rangeBetween(...points) : null);
  const native = range && words.passageOf(range);
  if (!native) return false;
  if (!points && keyOf(native) === seen) return true;
  seen = keyOf(native);
  const passage = words.snapped(words.withTouched(native, points ?? []));
  if (passage.start >= passage.end) return false;
  setCursor(null);
  choose(passage);
  return true;
}

function setCursor(next) {
  cursor = next;
  const [low, high] = next ? [Math.min(next.anchor, next.head), Math.max(next.anchor, next.head)] : [1, 0];
  for (const { element, start } of words.sentences) element.classList.toggle("cursor", low <= start && start <= high);
}

function moveCursor(step, extend) {
  const here = words.sentences.findIndex((each) => each.start === (cursor ? cursor.head : resting));
  const at = Math.max(0, Math.min(here < 0 ? 0 : here + step, words.sentences.length - 1));
  const next = words.sentences[at];
  if (!next) return;
  getSelection().removeAllRanges();
  setCursor({ anchor: extend ? (cursor?.anchor ?? words.sentences[Math.max(here, 0)].start) : next.start, head: next.start });
  choose(extend ? underCursor() : null);
  next.element.tabIndex = -1;
  next.element.focus({ preventScroll: true });
  next.element.scrollIntoView({ block: "nearest" });
}

function underCursor() {
  if (!cursor) return null;
  const ends = [cursor.anchor, cursor.head].map((start) => words.sentences.find((each) => each.start === start));
  return { start: Math.min(...ends.map((each) => each.start)), end: Math.max(...ends.map((each) => each.end)) };
}

function openPassage(passage) {
  if (passage) load(`${bench().dataset.page}?at=${keyOf(passage)}`);
  else announce(say.nothing);
}

document.addEventListener("pointerdown", (event) => {
  pressed = event.target.closest?.("#text .paper") && !event.target.closest("#grab") ? { x: event.clientX, y: event.clientY } : null;
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
  if (typing.paused && !sent) return one("#window").focus();
  busy = true;
  bench().setAttribute("aria-busy", "true");
  try {
    await (sent?.has("at") ? typing.keeping : keep());
    if (typing.paused && !sent) return one("#window").focus();
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
  if (sent && answer.redirected) typing.versions.delete(sent.get("at"));
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
  words.readSentences();
  resting = words.sentences.find((each) => each.element.matches(".here"))?.start ?? cursor?.head ?? resting;
  chosen = cursor = null;
  seen = "";
  typing.dirty = sameTyping && typing.dirty;
  typing.paused = false;
  typing.savedAt = 0;
  const { place, version } = bench().dataset;
  if (!sameTyping && Number(version)) typing.versions.set(place, Number(version));
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
  hold();
  load(form.action, sent).then(() => typing.dirty && later());
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

begin(load);
dress(false);
document.fonts?.ready.then(showPlace); // letters of another face have other heights
