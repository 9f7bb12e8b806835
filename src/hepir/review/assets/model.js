// What is shown: statements and sentences, filters, the choice, decisions.

const data = JSON.parse(byId("review-data").textContent);
let state = data.state;
let suggestions = data.suggestions || { sha256: "", by_sentence: {} };
const MOST_FOUND = 200;
let filter = "all";
let chosen = "";
let shownItems = [];
let wanted = "";

// A sign and a word for each state: colour alone says nothing.
const STATES = {
  grounded: ["●", "grounded"], ungrounded: ["○", "not grounded"], conflict: ["⇄", "conflict"], hole: ["?", "hole"],
  assumed: ["≈", "assumed"], delegated: ["↗", "delegated"], unresolved: ["!", "unresolved"], dismissed: ["–", "dismissed"],
  error: ["✕", "error"], unclaimed: ["◌", "unclaimed"], possible: ["·", "possibly a selection"],
  claimed: ["●", "claimed"], noted: ["!", "noted"],
  fewer: ["≠", "in few drafts"], dropped: ["⌫", "dropped"],
  accept: ["✓", "accepted"], edit: ["✎", "edited"], reject: ["⌫", "rejected"], claim: ["＋", "added"],
};
const FILTERS = [
  ["all", "All"], ["open", "Undecided"], ["ungrounded", "Not grounded"], ["conflict", "Conflict"], ["hole", "Hole"],
  ["assumed", "Assumed"], ["delegated", "Delegated"], ["error", "Errors"], ["unclaimed", "Unclaimed sentences"],
  ["fewer", "Other drafts"], ["rejected", "Rejected"], ["found", "Found"],
];

function isDecided(item) {
  return ["accept", "edit", "claim"].includes(item.decision);
}

function isAsked(item) {
  return item.type === "statement" && item.keyword !== "analysis";
}

function itemsOf(name) {
  if (name === "unclaimed") return state.sentences.filter((each) => each.states.includes("unclaimed") || each.states.includes("possible"));
  if (name === "rejected") return state.gone.map(goneItem);
  if (name === "fewer") return data.alternatives;
  if (name === "found") return foundSentences();
  if (name === "open") return state.items.filter((each) => isAsked(each) && !isDecided(each));
  if (name === "all") return state.items;
  return state.items.filter((each) => each.states.includes(name));
}

// Sentences with all the words that were looked for, whether they look like selections or not.
function foundSentences() {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return data.every.filter((each) => words.every((word) => each.text.toLowerCase().includes(word))).slice(0, MOST_FOUND).map(sentenceItem);
}

function sentenceItem(each) {
  const known = state.sentences.find((other) => other.sentence === each.id);
  return known || { id: `t:${each.id}`, type: "sentence", sentence: each.id, text: each.text, page: each.page, section: "", document: "d0",
    states: [], uses: [], unsaid: [], boxes: each.boxes };
}

function suggestionsOf(sentence) {
  return suggestions.by_sentence[sentence] || [];
}

function goneItem(each) {
  return { ...each, type: "statement", states: [], quotes: [], numbers: [], diagnostics: [], assumed: [], events: [], without: [],
    decision: "reject", keyword: "", header: false, line: 0, english: "" };
}

function current() {
  return shownItems.find((each) => each.id === chosen) || null;
}

function progress() {
  const asked = state.items.filter(isAsked);
  const done = asked.filter(isDecided).length + state.gone.length;
  return [done, asked.length + state.gone.length];
}

function documentOf(key) {
  return data.documents.find((each) => each.key === key) || null;
}

function tag(name) {
  const [sign, word] = STATES[name] || ["", name];
  return make("span", { class: `state ${name}` }, make("span", { "aria-hidden": "true" }, `${sign} `), word);
}
