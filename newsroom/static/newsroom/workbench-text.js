/* The words of the workbench: what is selected on the page, as a passage of the stored text, and back.

   Offsets are code points of the stored text, as everywhere in Isnad; a browser counts UTF-16 units. Both are turned
   into each other here and nowhere else. Text stands in spans .s, each with the offsets of its sentence. */

const NEAR = 3; // pixels by which a pointer may miss the edge of a word
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

export let sentences = []; // of the page as it stands: element, start, end, its characters, and (asked for) its words

export function readSentences() {
  sentences = [...document.querySelectorAll("#text .s")].map((element) => {
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

export function wordsIn(start, end) {
  const within = sentences.filter((each) => each.start < end && start < each.end);
  return within.map((each) => each.chars.slice(Math.max(start - each.start, 0), end - each.start).join("")).join(" ");
}

/** The passage with whole words: what was cut in two is taken in, blanks at the ends are not. */
export function snapped({ start, end }) {
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
export function passageOf(range) {
  const touched = sentences.filter((each) => range.intersectsNode(each.element));
  if (!touched.length || !document.querySelector("#text").contains(range.commonAncestorContainer)) return null;
  const [first, last] = [touched[0], touched.at(-1)];
  const inside = (each, node) => each.element.contains(node);
  const { startContainer, endContainer } = range;
  return {
    start: first.start + (inside(first, startContainer) ? offsetIn(first.element, startContainer, range.startOffset) : 0),
    end: inside(last, endContainer) ? last.start + offsetIn(last.element, endContainer, range.endOffset) : last.end,
  };
}

/** Ranges of the page over a passage, one for each sentence. */
export function rangesOf({ start, end }) {
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

export function withTouched(passage, points) {
  for (const word of points.map(wordUnder).filter(Boolean)) {
    const beside = word.start <= passage.end + 1 && word.end >= passage.start - 1;
    if (beside) passage = { start: Math.min(word.start, passage.start), end: Math.max(word.end, passage.end) };
  }
  return passage;
}

/** The range between two points of the screen. Browsers select nothing where a drag begins just between two signs. */
export function rangeBetween(from, to) {
  const [start, end] = [from, to].map(({ x, y }) => document.caretPositionFromPoint?.(x, y));
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(start.offsetNode, start.offset);
  const turned = range.comparePoint(end.offsetNode, end.offset) < 0;
  if (turned) range.setStart(end.offsetNode, end.offset);
  else range.setEnd(end.offsetNode, end.offset);
  return range.collapsed ? null : range;
}
