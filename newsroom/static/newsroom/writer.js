/* Writing a summary. Everything works without this script; it finds claims, keeps what is typed, and looks while you type. */

const LOOK = 700; // milliseconds without typing, after which the sentences are looked at
const SHOW = 1500; // and after which the preview is drawn anew
const PING = 20000; // milliseconds between two words that somebody is here

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const page = one("#writer").dataset;
const form = one("#writing-form");
// By the addresses that the page gives: those of released files hold their digest, which no script knows.
const [{ citing }, { keeping }] = await Promise.all([import(page.finder), import(page.keeping)]);

const typed = () => new URLSearchParams(new FormData(form));
const post = (address, body, more = {}) => {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  if (typeof body === "string") headers["Content-Type"] = "application/json";
  return fetch(address, { method: "POST", headers, body, ...more });
};

// --- What the sentences rest on -------------------------------------------------------------------------------------

let looking = 0;
let looked = null;

async function look() {
  looked?.abort();
  looked = new AbortController();
  try {
    const answer = await post(page.check, typed(), { signal: looked.signal });
    if (!answer.ok) return;
    const fresh = one("#checked", new DOMParser().parseFromString(await answer.text(), "text/html"));
    // The line that is read out stays the same element, or nobody would hear that it changed.
    const sum = one("#checked-sum");
    const said = one("#checked-sum", fresh).textContent.trim().replace(/\s+/g, " ");
    if (sum.textContent.trim().replace(/\s+/g, " ") !== said) sum.textContent = said;
    for (const part of [".marked", ".before"]) {
      const [here, there] = [one(`#checked > ${part}`), one(`:scope > ${part}`, fresh)];
      if (here && there) here.replaceWith(document.adoptNode(there));
      else if (there) sum.after(document.adoptNode(there));
      else here?.remove();
    }
  } catch {
    // Typed on meanwhile, or the desk did not answer: the next change asks again.
  }
}

// --- The page that readers would see --------------------------------------------------------------------------------

const frame = one("#preview-frame");
let showing = 0;
let drawn = false;
let scrolled = 0;

one("#show").addEventListener("click", () => {
  drawn = true;
  one(".framed").classList.add("drawn");
  scrolled = frame.contentWindow?.scrollY ?? 0;
});
frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, scrolled));

// --- Who is here ----------------------------------------------------------------------------------------------------

async function ping() {
  if (document.hidden) return;
  try {
    const answer = await post(page.here, new URLSearchParams({ language: page.language }));
    if (!answer.ok) return;
    const { people, newest, said } = await answer.json();
    const list = one("#people");
    if (all("p", list).map((each) => each.textContent).join() !== people.join()) {
      list.replaceChildren(...people.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
    }
    const newer = one("#newer");
    newer.hidden = newest <= Number(form.elements.base.value);
    newer.textContent = newer.hidden ? "" : said;
  } catch {
    // Tried again in a while.
  }
}

// --- What is typed --------------------------------------------------------------------------------------------------

const kept = keeping({ form, page, post, words: one("#words").dataset });
citing({ page, words: one("#words").dataset, areas: () => all("textarea[data-cites]") });

form.addEventListener("input", () => {
  kept.changed();
  clearTimeout(looking);
  looking = setTimeout(look, LOOK);
  if (!drawn) return;
  clearTimeout(showing);
  showing = setTimeout(() => form.requestSubmit(one("#show")), SHOW);
});
form.addEventListener("change", () => kept.changed());
form.addEventListener("submit", (event) => {
  if (event.submitter?.id === "show") return;
  clearTimeout(looking);
  clearTimeout(showing);
  kept.sending(event);
});
document.addEventListener("click", (event) => {
  const take = event.target.closest?.("[data-take]");
  if (!take) return;
  form.elements.text.value = one(`#${take.dataset.take}`).value;
  form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
  form.elements.text.focus();
});
document.addEventListener("visibilitychange", () => document.hidden || ping());

setInterval(ping, PING);
document.documentElement.classList.add("with-script", "with-keys");
one("#met")?.focus();
