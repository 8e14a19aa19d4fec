/* The quick path with fewer presses: the text is read when it is pasted, a sentence or selected words become the quote
   at once, and what is typed is kept. Everything here asks the same page that answers without it. */

import { passageOf, readSentences, snapped } from "./workbench-text.js";

const READ = 500; // milliseconds without typing, after which the text is read
const KEEP = 1500; // milliseconds without typing, after which what is typed is kept
const AGAIN = 5000; // milliseconds until keeping is tried again

const form = document.querySelector("#quick");
const saved = document.querySelector("#saved");
const PARTS = ["#reading", "#claim-part", "#chain-part"];
let version = Number(form.dataset.version);
let [reading, keeping] = [0, 0];
let asked = 0; // pages asked for; only the last one is shown
let stopped = false; // another window has typed

const typed = () => {
  const found = new URLSearchParams(new FormData(form));
  found.delete("csrfmiddlewaretoken");
  return found;
};
const values = (part) => JSON.stringify([...part.querySelectorAll("input, textarea, select")].map((each) => each.value));
const busy = (so) => form.setAttribute("aria-busy", String(so));

/** Ask for the page with what the text or a passage proposes, and show its parts that nobody has typed in since. */
async function ask(name, value = "1") {
  clearTimeout(reading);
  const turn = ++asked;
  const before = PARTS.map((part) => values(document.querySelector(part)));
  const body = typed();
  body.set(name, value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  busy(true);
  try {
    const answer = await fetch(location.pathname, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn === asked) show(page, before);
  } catch {
    saved.textContent = form.dataset.lost;
  } finally {
    if (turn === asked) busy(false);
  }
}

function show(page, before) {
  const { activeElement } = document;
  PARTS.forEach((part, place) => {
    const [now, then] = [document.querySelector(part), page.querySelector(part)];
    if (!then || values(now) !== before[place]) return;
    if (now.open !== undefined) then.open = now.open;
    now.replaceWith(then);
  });
  if (activeElement?.id && !activeElement.isConnected) document.getElementById(activeElement.id)?.focus();
  readSentences();
  later();
}

function later(milliseconds = KEEP) {
  clearTimeout(keeping);
  if (!stopped) keeping = setTimeout(keep, milliseconds);
}

async function keep() {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const body = JSON.stringify({ form: typed().toString(), version });
  try {
    const answer = await fetch(form.dataset.typing, { method: "POST", headers, body });
    const told = await answer.json();
    stopped = answer.status === 409;
    if (answer.ok) version = told.version;
    saved.textContent = answer.ok ? form.dataset.saved : told.error;
  } catch {
    saved.textContent = form.dataset.unsaved;
    later(AGAIN);
  }
}

/** What is selected in the text, with whole words; a mere click takes the sentence that it falls on. */
function pick(event) {
  const selection = getSelection();
  const passage = selection.rangeCount && !selection.isCollapsed ? passageOf(selection.getRangeAt(0)) : null;
  const sentence = event.target.closest(".s");
  if (passage) {
    const { start, end } = snapped(passage);
    if (start < end) ask("_quote", `${start}-${end}`);
  } else if (sentence) {
    ask("_quote", `${sentence.dataset.start}-${sentence.dataset.end}`);
  }
}

form.addEventListener("input", (event) => {
  later();
  if (event.target.name !== "pasted") return;
  clearTimeout(reading);
  reading = setTimeout(() => ask("_read"), READ);
});
form.addEventListener("change", (event) => {
  if (["quote", "title", "outlet"].includes(event.target.name)) ask("_read");
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=_quote], button[name=_read]");
  if (!button) return;
  event.preventDefault();
  ask(button.name, button.value);
});
document.addEventListener("mouseup", (event) => {
  if (event.target.closest?.("#text") && !event.target.closest("button")) pick(event);
});
form.addEventListener("submit", () => {
  clearTimeout(keeping);
  stopped = true;
});

readSentences();
document.documentElement.classList.add("with-script");
