// Histograms.

const SVG = "http://www.w3.org/2000/svg";

function shape(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Data beside simulation: a point with the root of its count, as a guide for the eye.
function dataPoint(place, value, y) {
  if (!value) return [];
  return [shape("line", { class: "point", x1: place, x2: place, y1: y(value - Math.sqrt(value)), y2: y(value + Math.sqrt(value)) }),
    shape("circle", { class: "point", cx: place, cy: y(value), r: 1.8 })];
}

function histogram(found) {
  const [width, height, left, bottom] = [400, 190, 44, 34];
  const [low, high] = [found.edges[0], found.edges[found.edges.length - 1]];
  const observed = found.data || [];
  const top = Math.max(...found.values, ...observed, 1e-9);
  const x = (value) => left + (width - left - 6) * (value - low) / (high - low);
  const y = (value) => height - bottom - (height - bottom - 12) * Math.max(value, 0) / top;
  const bars = found.values.map((value, place) => shape("rect", {
    class: "bar-fill", x: x(found.edges[place]), y: y(value),
    width: Math.max(x(found.edges[place + 1]) - x(found.edges[place]), 0.5), height: height - bottom - y(value),
  }));
  const words = (text, place, anchor) => shape("text", { ...place, "text-anchor": anchor }, text);
  return shape("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${found.label}, events that pass all other steps of ${found.region}` },
    ...bars,
    ...observed.flatMap((value, place) => dataPoint((x(found.edges[place]) + x(found.edges[place + 1])) / 2, value, y)),
    shape("line", { class: "axis", x1: left, x2: width - 6, y1: height - bottom, y2: height - bottom }),
    words(String(Number(low.toPrecision(4))), { x: left, y: height - bottom + 13 }, "start"),
    words(String(Number(high.toPrecision(4))), { x: width - 6, y: height - bottom + 13 }, "end"),
    words(String(Number(top.toPrecision(3))), { x: left - 4, y: 18 }, "end"),
    words(visible(found.data ? `${found.label} (bars: simulation, points: data)` : found.label, 60), { x: width - 6, y: height - 6 }, "end"));
}
