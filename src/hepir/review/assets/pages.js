// The publication: pages as pictures that are fetched when they come into view, or its text; highlights over them.

let shownDocument = "";
let watcher = null;

function showDocument(key) {
  const found = documentOf(key) || data.documents[0];
  if (!found || found.key === shownDocument) return;
  shownDocument = found.key;
  byId("document").value = found.key;
  const place = byId("pages");
  place.replaceChildren(...(found.pages.length ? found.pages.map((page) => pageFrame(found, page)) : [textFrame(found)]));
  if (watcher) watcher.disconnect();
  watcher = new IntersectionObserver(fillSeen, { root: place, rootMargin: "600px 0px" });
  place.querySelectorAll(".page").forEach((page) => watcher.observe(page));
  showSections(found);
  setZoom(...fitText(found));
}

// Pages begin as wide as makes their text, without its margins, fill the pane.
let zoom = 1;

function fitText(found) {
  const [page] = found.pages;
  const lines = data.every.flatMap((each) => each.boxes).filter((box) => page && box[1] > 0 && box[1] + box[3] < page.w);
  if (!lines.length || found.key !== "d0") return [1, 0];
  const edge = (values, part) => [...values].sort((one, other) => one - other)[Math.floor(part * (values.length - 1))];
  const [left, right] = [edge(lines.map((box) => box[1]), 0.02), edge(lines.map((box) => box[1] + box[3]), 0.98)];
  return [Math.min(Math.max(page.w / (right - left + 24), 1), 1.6), Math.max(left - 12, 0) / page.w];
}

function setZoom(wanted_, from = null) {
  const pane = byId("pages");
  const left = from === null ? (pane.scrollLeft + pane.clientWidth / 2) / (pane.scrollWidth || 1) : null;
  const height = pane.scrollTop / (pane.scrollHeight || 1);
  zoom = Math.min(Math.max(wanted_, 0.6), 4);
  pane.style.setProperty("--zoom", zoom.toFixed(3));
  pane.scrollLeft = left === null ? from * pane.scrollWidth : left * pane.scrollWidth - pane.clientWidth / 2;
  pane.scrollTop = height * pane.scrollHeight;
}

function pageFrame(found, page) {
  return make("div", { class: "page", id: `page-${found.key}-${page.n}`, "data-key": found.key, "data-page": page.n,
    style: `aspect-ratio: ${page.w} / ${page.h}` }, make("span", { class: "number" }, `page ${page.n}`));
}

function fillSeen(entries) {
  for (const entry of entries) {
    if (entry.isIntersecting) { fillPage(entry.target); watcher.unobserve(entry.target); }
  }
}

function fillPage(frame) {
  const { key, page } = frame.dataset;
  const inside = byId(`picture-${key}-${page}`);
  const address = inside ? `data:image/png;base64,${inside.textContent}` : data.served ? `picture/${key}/${page}` : "";
  if (address) frame.prepend(make("img", { src: address, alt: `Page ${page}`, decoding: "async" }));
  if (key === "d0") frame.addEventListener("pointerenter", () => frame.append(wordsOf(Number(page))), { once: true });
}

const linesOn = new Map();

// The words of a page over its picture, invisible, for selecting: each line of a sentence as long as it is there. They are made
// when a pointer comes: laying them out takes as long as everything else that a key does.
function wordsOf(number) {
  const page = documentOf("d0").pages.find((each) => each.n === number);
  if (!linesOn.size) data.every.forEach((each) => each.boxes.forEach((box) => linesOn.set(box[0], [...(linesOn.get(box[0]) || []), [each, box]])));
  const lines = (linesOn.get(number) || []).map(([sentence, box]) => lineOf(sentence, box));
  return shape("svg", { class: "words", viewBox: `0 0 ${page.w} ${page.h}`, "aria-hidden": "true" }, ...lines);
}

function lineOf(sentence, [, left, top, width, height, start, end]) {
  const text = shape("text", { x: left, y: top + 0.78 * height, "font-size": 0.85 * height, textLength: width, lengthAdjust: "spacingAndGlyphs",
    "data-sentence": sentence.id, "data-start": start }, sentence.text.slice(start, end));
  const group = shape("g", { class: "line" }, shape("rect", { x: left, y: top, width, height }), text);
  group.addEventListener("click", () => { if (getSelection().isCollapsed) claimSentence(sentence.id); });
  return group;
}

// Where a selection begins or ends: a sentence and a character of it.
function placeIn(node, offset) {
  const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
  const line = element && element.closest("[data-sentence]");
  return line ? { sentence: line.dataset.sentence, offset: Number(line.dataset.start) + (node.nodeType === Node.TEXT_NODE ? offset : 0) } : null;
}

// What is selected in the publication, word by word, becomes the quote of a statement; over several sentences up to the end of the last.
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const first = placeIn(range.startContainer, range.startOffset);
  const last = placeIn(range.endContainer, range.endOffset) || first;
  if (!first) return;
  const order = data.every.map((each) => each.id);
  const [from, to] = [order.indexOf(first.sentence), order.indexOf(last.sentence)];
  const quote = data.every.slice(from, Math.max(from, to) + 1).map((each, place, all) => wholeWords(each.text,
    place === 0 ? first.offset : 0, place === all.length - 1 && to >= from ? last.offset : each.text.length)).filter(Boolean).join(" ");
  if (quote) claim(first.sentence, null, null, quote);
}

function wholeWords(text, start, end) {
  let [from, to] = [start, Math.max(start, end)];
  while (/\s/.test(text[from] || "")) from += 1;
  while (from > 0 && /\S/.test(text[from - 1])) from -= 1;
  while (to > from && /\s/.test(text[to - 1])) to -= 1;
  const selectedTo = to;
  while (to < text.length && /\S/.test(text[to])) to += 1;
  while (to > selectedTo && /[.,;:!?]/.test(text[to - 1])) to -= 1; // the end of a sentence is no part of its last word
  return text.slice(from, to).trim();
}

function boxStyle(key, [number, left, top, width, height]) {
  const page = documentOf(key).pages.find((each) => each.n === number);
  const percent = (value, whole) => `${(100 * value / whole).toFixed(3)}%`;
  return `left:${percent(left, page.w)};top:${percent(top, page.h)};width:${percent(width, page.w)};height:${percent(height, page.h)}`;
}

function textFrame(found) {
  return make("div", { class: "text" }, found.text.map((block) => {
    const heading = ["section", "title"].includes(block.label);
    return make(heading ? "h3" : "p", { id: `block-${block.id}` }, block.sentences.flatMap((each) => [
      each.id ? make("span", { class: "sentence", id: `sentence-${each.id}`, "data-sentence": each.id, "data-start": "0",
        onclick: () => { if (getSelection().isCollapsed) claimSentence(each.id); } }, visible(each.text)) : visible(each.text), " "]));
  }));
}

function showSections(found) {
  const box = byId("section");
  box.replaceChildren(make("option", { value: "" }, "…"), ...found.sections.map((each, place) =>
    make("option", { value: place }, `${"\u00a0\u00a0".repeat(each.depth)}${visible(each.title, 80)}`)));
}

function goToSection(place) {
  const section = (documentOf(shownDocument) || { sections: [] }).sections[place];
  const target = section && (byId(`page-${shownDocument}-${section.page}`) || byId(`block-${section.block}`));
  if (target) target.scrollIntoView({ block: "start" });
}

// Marks the quotes of an item, and brings the first into view.
let marked = "";

function highlight(item) {
  const looks = item ? JSON.stringify([item.id, item.quotes || item.boxes]) : "";
  if (looks === marked) return;
  marked = looks;
  document.querySelectorAll(".mark").forEach((each) => { each.classList.contains("box") ? each.remove() : each.classList.remove("mark"); });
  if (!item) return;
  const marks = item.type === "sentence" ? [{ document: item.document, boxes: item.boxes, sentence: item.sentence }] : item.quotes;
  const first = marks.find((each) => each.document);
  if (!first) return;
  showDocument(first.document);
  const drawn = marks.filter((each) => each.document === first.document).flatMap(drawMarks);
  if (drawn.length) bringIntoView(drawn[0]);
}

function drawMarks(quote) {
  if (!quote.boxes.length) {
    const text = byId(`sentence-${quote.sentence}`);
    if (text) text.classList.add("mark");
    return text ? [text] : [];
  }
  return quote.boxes.map((box) => {
    const frame = byId(`page-${quote.document}-${box[0]}`);
    const mark = make("div", { class: "box mark", style: boxStyle(quote.document, box) });
    if (frame) frame.append(mark);
    return mark;
  });
}

function bringIntoView(mark) {
  const pane = byId("pages");
  const [outer, inner] = [pane.getBoundingClientRect(), mark.getBoundingClientRect()];
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40) pane.scrollTop += inner.top - outer.top - outer.height / 3;
  if (inner.left < outer.left || inner.right > outer.right) pane.scrollLeft += Math.min(inner.left - outer.left - 12, inner.right - outer.right + 12);
}
