// Decisions: to the server where there is one, else to the memory of this browser, from where they can be saved.

const MEMORY = `hepir-review:${data.name}:${data.state.sha256}`;
const POLL = 2000;

async function ask(path, body) {
  const answer = await fetch(path, body === undefined ? { cache: "no-store" }
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (answer.status === 409) {
    const refused = (await answer.json()).refused;
    throw new Error(refused.map((each) => [`${each.message} [${each.code}]`, ...each.hints].join("\n")).join("\n"));
  }
  if (!answer.ok) throw new Error(`The review does not answer (${answer.status}). Is \`hepir review --serve\` still running?`);
  return answer.json();
}

async function decide(decision) {
  tell("");
  if (!data.served) return decideHere(decision);
  try {
    take(await ask("decide", decision));
    return true;
  } catch (error) {
    tell(error.message);
    take(await ask("state").catch(() => state));
    return false;
  }
}

async function checked(statement, text, block, source) {
  return data.served ? (await ask("check", { statement, text, block, source })).diagnostics : [];
}

// Where the program is the same, the rows whose decision is another are drawn anew, and nothing else.
function take(answer) {
  let found = answer;
  if (found.same) {
    const { marks } = found;
    found = { ...state, ...found, items: state.items.map((each) => ({ ...each, decision: marks[each.id] || "" })) };
  }
  const before = new Map(state.items.map((each) => [each.id, each.decision]));
  const same = found.sha256 === state.sha256 && found.items.length === before.size && !["open", "rejected"].includes(filter);
  state = found;
  if (!same) { showAll(); return; }
  shownItems = itemsOf(filter);
  shownItems.forEach((each) => { const row_ = byId(`item-${each.id}`); if (row_ && row_.dataset.decision !== each.decision) row_.replaceWith(row(each)); });
  showFilters();
  showProgress();
  if (!editing) showDetail();
}

// Other reviews of the same program may decide, too.
async function follow() {
  if (document.visibilityState === "visible") {
    try {
      const { count } = await ask("count");
      if (count !== state.count) take(await ask("state"));
    } catch (error) { /* the next round tries again */ }
  }
  window.setTimeout(follow, POLL);
}

// ---- without a server ----

let kept = [];

function decideHere(decision) {
  kept.push({ ...decision, time: new Date().toISOString() });
  const own = state.items.find((each) => each.id === decision.statement);
  try { localStorage.setItem(MEMORY, JSON.stringify(kept)); } catch (error) { tell("This browser keeps nothing for this page: save the decisions before you close it."); }
  if (decision.action !== "accept" || !own || ["open", "rejected"].includes(filter)) { replay(); return true; }
  own.decision = "accept";
  state.undoable.push(kept.length);
  state.count = kept.length;
  showFilters();
  showRow(own);
  return true;
}

function replay() {
  state = JSON.parse(JSON.stringify(data.state));
  state.undoable = [];
  const undone = new Set(kept.filter((each) => each.action === "undo").map((each) => each.undoes));
  kept.forEach((each, place) => {
    const number = place + 1;
    if (each.action === "undo" || undone.has(number)) return;
    state.undoable.push(number);
    const own = state.items.find((item) => item.id === each.statement);
    if (each.action === "claim") {
      state.items.push({ ...goneItem({ id: `c${number}`, text: each.text, block: each.block }), decision: "claim" });
    } else if (own && each.action === "reject") {
      state.gone.push({ id: own.id, text: own.text, block: own.block, number, who: "" });
      state.items = state.items.filter((item) => item !== own);
    } else if (own) {
      own.decision = each.action;
      if (each.action === "edit") own.text = each.text;
    }
  });
  state.count = kept.length;
  showAll();
}

function restore() {
  try { kept = JSON.parse(localStorage.getItem(MEMORY) || "[]"); } catch (error) { kept = []; }
  if (kept.length) replay();
}

function saveDecisions() {
  const lines = kept.map((each) => JSON.stringify(each)).join("\n");
  const link = make("a", { href: `data:application/json;charset=utf-8,${encodeURIComponent(`${lines}\n`)}`, download: `${data.name}.saved.jsonl` });
  link.click();
}
