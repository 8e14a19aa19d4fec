/* Notes: take the words that are selected in the page, and complete names after "@". Without this script the words
   are typed or pasted, and names are written out. */

const AROUND = 32; // characters kept on either side of the words
const MOST_WORDS = 600;
const MOST_NAMES = 6;
const panel = document.querySelector("#talk");
const form = panel?.querySelector(".new-note");

// --- Selected words --------------------------------------------------------------------------------------------------

const take = panel?.querySelector(".take-words");
let taken = null;

function selected() {
  const chosen = document.getSelection();
  const words = chosen?.toString().trim() ?? "";
  if (!words || words.length > MOST_WORDS || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  const place = range.commonAncestorContainer;
  const element = place.nodeType === Node.ELEMENT_NODE ? place : place.parentElement;
  if (!element?.closest("main .panels") || element.closest("#talk, form, .trail")) return null;
  return {
    exact: words,
    prefix: range.startContainer.textContent.slice(0, range.startOffset).slice(-AROUND),
    suffix: range.endContainer.textContent.slice(range.endOffset, range.endOffset + AROUND),
  };
}

if (form && take) {
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (found) taken = found;
    take.hidden = !found && document.activeElement !== take;
  });
  // The selection must outlive the press of the button.
  take.addEventListener("pointerdown", (event) => event.preventDefault());
  take.addEventListener("click", () => {
    if (!taken) return;
    for (const [name, value] of Object.entries(taken)) form.elements[name].value = value;
    form.elements.part.value = "";
    form.querySelector("details").open = true;
    take.hidden = true;
    form.elements.text.focus();
  });
}

// --- Names -----------------------------------------------------------------------------------------------------------

const SAME = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و" };
const fold = (text) =>
  text
    .normalize("NFKC")
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g, "")
    .replace(/[أإآٱىئةؤ]/g, (letter) => SAME[letter])
    .toLowerCase()
    .trim();

let people = null;
async function everyone() {
  people ??= fetch(panel.dataset.names, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.json() : { people: [] }))
    .then((found) => found.people)
    .catch(() => []);
  return people;
}

/* What is typed after the last "@" before the caret: up to three words, so that names of several words are found. */
function typedName(area) {
  const before = area.value.slice(0, area.selectionStart);
  const found = /(?:^|[^\p{L}\p{N}_@.][وفبلك]?|^[وفبلك])@([^\s@]{0,40}(?: [^\s@]{1,40}){0,2})$/u.exec(before);
  return found ? found[1] : null;
}

function completes(area, number) {
  const status = panel.querySelector(".talk-status");
  const list = document.createElement("ul");
  list.className = "names";
  list.id = `names-${number}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "@");
  list.hidden = true;
  area.after(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  let at = 0;

  const close = () => {
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    const options = [...list.children];
    at = (place + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    area.setAttribute("aria-activedescendant", options[at].id);
  };
  const choose = (name) => {
    const typed = typedName(area);
    if (typed === null) return close();
    area.setRangeText(`${name} `, area.selectionStart - typed.length, area.selectionStart, "end");
    close();
    area.focus();
  };
  const offer = async () => {
    const typed = typedName(area);
    if (typed === null) return close();
    const wanted = fold(typed);
    const found = (await everyone()).filter((one) => fold(one.names).includes(wanted)).slice(0, MOST_NAMES);
    if (!found.length || typedName(area) !== typed || found.some((one) => fold(one.name) === wanted)) return close();
    list.replaceChildren(
      ...found.map((one, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.dir = "auto";
        option.textContent = one.name;
        option.dataset.name = one.name;
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          choose(one.name);
        });
        return option;
      }),
    );
    list.hidden = false;
    status.textContent = status.dataset.found;
    mark(0);
  };

  area.addEventListener("input", offer);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(at + step);
    else if (event.key === "Enter" || event.key === "Tab") choose(list.children[at].dataset.name);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

panel?.querySelectorAll("[data-mentions]").forEach(completes);
