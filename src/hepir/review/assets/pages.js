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
  if (key === "d0") data.every.forEach((each) => each.boxes.filter((box) => box[0] === Number(page)).forEach((box) => frame.append(sentenceBox(frame, each, box))));
}

function sentenceBox(frame, sentence, box) {
  return make("button", { type: "button", class: "box", tabindex: "-1", style: boxStyle("d0", box), title: `Make a statement of ${sentence.id}`,
    "aria-label": `Sentence ${sentence.id}`, onclick: () => claimSentence(sentence.id) });
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
      each.id ? make("span", { class: "sentence", id: `sentence-${each.id}`, onclick: () => claimSentence(each.id) }, visible(each.text)) : visible(each.text), " "]));
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
function highlight(item) {
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
}
