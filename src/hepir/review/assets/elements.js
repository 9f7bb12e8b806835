// Elements of the page. Every text enters as text, never as HTML.

const LONGEST = 4000;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) element.append(child);
  }
  return element;
}

// What is the same already makes no work for the browser.
function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function byId(name) {
  return document.getElementById(name);
}

// Signs that turn the direction of text, or hide it, are shown as what they are; very long texts are cut.
function visible(text, most = LONGEST) {
  const shown = text.length > most ? `${text.slice(0, most)} … (${text.length - most} more characters)` : text;
  return shown.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");
}

function tell(text) {
  const place = byId("message");
  place.textContent = visible(text);
  place.hidden = !text;
}
