/* Two brackets open a list of claims; the one chosen is cited where they stand. */

const WAIT = 150; // milliseconds without typing, after which claims are looked for
const one = (selector, root = document) => root.querySelector(selector);
const make = (tag, given = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...inside);
  return element;
};

/** Begin to listen; `areas()` are the fields that cite. */
export function citing({ page, words, areas }) {
  const [dialog, input, list, said] = ["#finder", "#finder-typed", "#finder-list", "#finder-said"].map((id) => one(id));
  let area = areas()[0]; // where a citation goes
  let caret = 0;
  let waiting = 0;
  let asked = null;
  let at = -1;

  const options = () => [...list.children];

  function open(field) {
    area = field;
    caret = field.selectionStart;
    input.value = "";
    dialog.showModal();
    input.focus();
    find();
  }

  async function find() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(`${page.find}?${new URLSearchParams({ q: input.value })}`, { signal });
      if (!answer.ok) throw new Error(answer.status);
      show((await answer.json()).claims);
    } catch {
      if (!signal.aborted) said.textContent = words.failed;
    }
  }

  function show(claims) {
    list.replaceChildren(...claims.map(option));
    said.textContent = claims.length ? words.found.replace("{count}", claims.length) : words.none;
    input.setAttribute("aria-expanded", String(claims.length > 0));
    move(claims.length ? 0 : -1);
  }

  function option(claim, place) {
    const name = make("bdi", { textContent: claim.name });
    const rating = make("span", { textContent: claim.rating, className: `tone tone-${claim.tone}` });
    const where = make("small", { textContent: claim.where });
    const made = make("li", { id: `finder-${place}` }, name, " ", rating, " ", where);
    made.setAttribute("role", "option");
    made.dataset.id = claim.id;
    return made;
  }

  function move(to) {
    at = to;
    options().forEach((each, place) => each.setAttribute("aria-selected", String(place === at)));
    const here = options()[at];
    if (here) input.setAttribute("aria-activedescendant", here.id);
    else input.removeAttribute("aria-activedescendant");
    here?.scrollIntoView({ block: "nearest" });
  }

  function choose(id) {
    dialog.close();
    cite(id, caret);
    caret = area.selectionStart; // where the closing dialog puts the cursor
  }

  /** Put a citation at a place; brackets that stand before it are the ones that were typed for it. */
  function cite(id, place) {
    const opened = area.value.slice(0, place).endsWith("[[");
    const from = opened ? place - 2 : place;
    const blank = from > 0 && !/\s$/.test(area.value.slice(0, from)) ? " " : "";
    area.focus();
    area.setSelectionRange(from, place);
    const text = `${blank}[[${id}]]`;
    // Like typing, so that it can be undone like typing.
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, from, place, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  const endOfLine = (field) => {
    const end = field.value.indexOf("\n", field.selectionStart);
    return end < 0 ? field.value.length : end;
  };

  for (const field of areas()) {
    field.addEventListener("focus", () => (area = field));
    field.addEventListener("input", (event) => {
      if (event.isComposing || event.data !== "[" || field.selectionStart !== field.selectionEnd) return;
      if (field.value.slice(0, field.selectionStart).endsWith("[[")) open(field);
    });
  }
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = options().length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) move((at + step + count) % count);
    else if (event.key === "Enter" && options()[at]) choose(options()[at].dataset.id);
    else if (event.key !== "Enter" && !step) return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) choose(chosen.dataset.id);
  });
  one("#finder-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    area.focus();
    area.setSelectionRange(caret, caret);
  });
  one("#cite").addEventListener("click", () => open(area));
  document.addEventListener("click", (event) => {
    const id = event.target.closest?.("button[data-cite]")?.dataset.cite;
    if (id) cite(id, endOfLine(area));
  });
}
