/* What is typed at the workbench is kept while it is typed, outside history; two windows are shown both texts. */

const SETTLE = 1500; // milliseconds without typing, after which it is kept
const AGAIN = 5000; // milliseconds until keeping is tried again

const one = (selector, root = document) => root.querySelector(selector);
const say = one("#words").dataset;
const language = document.documentElement.lang;
let timer = 0;
let show; // a page in place of this one: given by the workbench

/** `dirty`: something is typed that is not kept; `paused`: two windows differ, and the editor has not decided;
    `keeping`: what is under way; `versions`: of each passage, that of what was kept which this window knows. */
export const typing = { dirty: false, paused: false, savedAt: 0, keeping: Promise.resolve(), versions: new Map() };
const { versions } = typing;

const typed = (form) => {
  const found = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "act"]) found.delete(name);
  return found;
};

export function later(milliseconds = SETTLE) {
  clearTimeout(timer);
  timer = setTimeout(keep, milliseconds);
}

/** Wait no longer: it is about to be sent. */
export const hold = () => clearTimeout(timer);

export function keep() {
  clearTimeout(timer);
  const form = one("#card-form");
  if (!form || !typing.dirty || typing.paused) return typing.keeping;
  const { place } = one("#bench").dataset; // now: by then another may be shown
  typing.keeping = typing.keeping.then(() => sendTyping(form, place));
  return typing.keeping;
}

function typingRequest(form, place, more = {}) {
  const content = { at: place, form: typed(form).toString(), version: versions.get(place) ?? 0 };
  const headers = { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  return fetch(one("#bench").dataset.typing, { method: "POST", headers, body: JSON.stringify(content), ...more });
}

async function sendTyping(form, place) {
  typing.dirty = false;
  try {
    const answer = await typingRequest(form, place);
    const told = await answer.json();
    if (answer.ok) {
      versions.set(place, told.version);
      typing.savedAt = Date.now();
      tellSaved();
    } else if (answer.status === 409 && form.isConnected) {
      differ(form, place, told);
    } else if (form.isConnected) {
      one("#saved").textContent = told.error ?? say.unsaved;
    }
  } catch {
    typing.dirty = true;
    if (one("#saved")) one("#saved").textContent = say.unsaved;
    later(AGAIN);
  }
}

function tellSaved() {
  const place = one("#saved");
  if (!place || !typing.savedAt) return;
  const seconds = Math.round((Date.now() - typing.savedAt) / 1000);
  const clock = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { style: "narrow", numeric: "always" });
  const when = seconds < 60 ? clock.format(-seconds, "second") : clock.format(-Math.round(seconds / 60), "minute");
  place.textContent = seconds < 3 ? say.now : say.saved.replace("{when}", when);
}

/** Both texts, where two windows typed; nothing is overwritten before the editor says so. */
function differ(form, place, told) {
  const [mine, theirs] = [typed(form), new URLSearchParams(told.form)];
  const names = [...new Set([...mine.keys(), ...theirs.keys()])].filter((name) => !/^(at|version)$|_FORMS$/.test(name));
  const different = names.filter((name) => (mine.get(name) ?? "") !== (theirs.get(name) ?? ""));
  const keepMine = () => {
    versions.set(place, told.version);
    typing.paused = false;
    typing.dirty = true;
    one("#window").hidden = true;
    return keep();
  };
  if (!different.length) return void versions.set(place, told.version);
  typing.paused = typing.dirty = true;
  typing.savedAt = 0;
  one("#saved").textContent = "";
  const box = one("#window");
  const make = (tag, text = "", ...inside) => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.append(...inside);
    return element;
  };
  const said = (words, values, name) => {
    const text = make("dd", shownValue(form, name, values.get(name)) || `(${say.empty})`);
    text.dir = "auto";
    return [make("dt", words), text];
  };
  const fields = different.flatMap((name) => [
    make("h4", labelOf(form, name)),
    make("dl", "", ...said(say.here, mine, name), ...said(say.there, theirs, name)),
  ]);
  const buttons = make("p", "", make("button", say.take), make("button", say.keep));
  buttons.className = "answers-two";
  const [take, stay] = buttons.children;
  for (const button of [take, stay]) Object.assign(button, { type: "button", className: "button small" });
  take.addEventListener("click", () => {
    typing.dirty = typing.paused = false;
    versions.set(place, told.version);
    show(`${one("#bench").dataset.page}?at=${place}`, null, "stay");
  });
  stay.addEventListener("click", () => keepMine().then(() => one("#id_text")?.focus()));
  box.replaceChildren(make("h3", told.error), ...fields, buttons);
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
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

/** Begin to listen; `load(url, null, "stay")` shows a page in place of this one. */
export function begin(load) {
  show = load;
  document.addEventListener("input", (event) => {
    if (!event.target.closest?.("#card-form")) return;
    typing.dirty = true;
    if (!typing.paused) later();
  });
  addEventListener("pagehide", () => {
    const form = one("#card-form");
    if (form && typing.dirty && !typing.paused) typingRequest(form, one("#bench").dataset.place, { keepalive: true }).catch(() => {});
  });
  setInterval(tellSaved, 3000);
}
