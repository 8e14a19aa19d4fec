/* What is typed is kept a moment later, outside history; two windows of one editor are shown both texts. */

const SETTLE = 3000; // milliseconds after a change, after which it is kept
const AGAIN = 5000; // milliseconds until keeping is tried again
const one = (selector, root = document) => root.querySelector(selector);
const make = (tag, text = "", ...inside) => {
  const element = document.createElement(tag);
  element.textContent = text;
  element.append(...inside);
  return element;
};
const OWN = ["csrfmiddlewaretoken", "version", "language"];

/** `changed()`: something was typed. `sending(event)`: the form is being sent, and what is under way must end first. */
export function keeping({ form, page, post, words }) {
  const box = one("#window");
  const saved = one("#saved");
  let version = Number(page.version) || 0;
  let timer = 0;
  let dirty = false;
  let paused = false; // two windows differ, and the editor has not decided
  let sent = false;
  let savedAt = 0;
  let under = null; // what is under way

  const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !OWN.includes(name)));
  const request = (more = {}) => post(page.typing, JSON.stringify({ language: page.language, version, fields: fields() }), more);

  function later(milliseconds = SETTLE) {
    if (timer) return; // at most so long after the first change, however fast somebody types
    timer = setTimeout(keep, milliseconds);
  }

  function keep() {
    clearTimeout(timer);
    timer = 0;
    if (!dirty || paused || sent || under) return under;
    under = send().finally(() => {
      under = null;
      if (dirty && !paused && !sent) later();
    });
    return under;
  }

  async function send() {
    dirty = false;
    try {
      const answer = await request();
      const told = await answer.json();
      if (answer.ok) {
        version = told.version;
        savedAt = Date.now();
        tell();
      } else if (answer.status === 409) {
        differ(told);
      } else {
        saved.textContent = told.error ?? words.unsaved;
      }
    } catch {
      dirty = true;
      saved.textContent = words.unsaved;
      later(AGAIN);
    }
  }

  function tell() {
    if (!savedAt) return;
    const seconds = Math.round((Date.now() - savedAt) / 1000);
    const clock = new Intl.RelativeTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { style: "narrow", numeric: "always" });
    const when = seconds < 60 ? clock.format(-seconds, "second") : clock.format(-Math.round(seconds / 60), "minute");
    saved.textContent = seconds < 4 ? words.now : words.saved.replace("{when}", when);
  }

  const labelOf = (name) => one(`label[for="id_${CSS.escape(name)}"]`, form)?.textContent ?? name;
  const shownValue = (name, value) => {
    const option = [...(form.elements[name]?.options ?? [])].find((each) => each.value === value);
    return option ? option.textContent : (value ?? "");
  };

  /** Both texts, where two windows typed; nothing is overwritten before the editor says so. */
  function differ(told) {
    const [mine, theirs] = [fields(), told.fields ?? {}];
    const names = Object.keys({ ...mine, ...theirs }).filter((name) => (mine[name] ?? "") !== (theirs[name] ?? "") && name !== "base");
    if (!names.length) {
      version = told.version;
      return;
    }
    paused = dirty = true;
    one("#kept")?.remove(); // it is shown here, beside what was typed since
    savedAt = 0;
    saved.textContent = "";
    const said = (term, name, value) => {
      const text = make("dd", shownValue(name, value) || `(${words.empty})`);
      text.dir = "auto";
      return [make("dt", term), text];
    };
    const rows = names.flatMap((name) => [
      make("h3", labelOf(name)),
      make("dl", "", ...said(words.here, name, mine[name]), ...said(words.there, name, theirs[name])),
    ]);
    const [take, stay] = [make("button", words.take), make("button", words.keep)];
    for (const button of [take, stay]) Object.assign(button, { type: "button", className: "button small" });
    const settle = () => {
      version = told.version;
      paused = false;
      box.hidden = true;
      dirty = true;
      form.elements.text.focus();
      return keep();
    };
    stay.addEventListener("click", settle);
    take.addEventListener("click", () => {
      for (const [name, value] of Object.entries(theirs)) if (form.elements[name] && !OWN.includes(name)) form.elements[name].value = value;
      form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
      settle();
    });
    const buttons = make("p", "", take, stay);
    buttons.className = "answers-two";
    box.replaceChildren(make("h2", told.error), ...rows, buttons);
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" });
  }

  addEventListener("pagehide", () => {
    if (dirty && !paused && !sent) request({ keepalive: true }).catch(() => {});
  });
  setInterval(tell, 3000);

  return {
    changed() {
      dirty = true;
      if (!paused) later();
    },
    sending(event) {
      clearTimeout(timer);
      sent = true;
      if (!under) return;
      event.preventDefault(); // what is on its way must not arrive after the text was sent
      under.then(() => form.requestSubmit(event.submitter));
    },
  };
}
