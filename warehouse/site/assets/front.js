"use strict";
// The switch of the map between totals and per million inhabitants, and the lists sorted by a click on a heading.

document.querySelectorAll("[data-map-switch]").forEach((group) => {
  const figure = group.closest("figure");
  const map = figure.querySelector("svg.map");
  const buttons = [...group.querySelectorAll("button")];
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    map.classList.remove("total", "share");
    map.classList.add(pressed.dataset.shade);
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === pressed)));
    figure.querySelectorAll("[data-legend]").forEach((legend) => {
      legend.hidden = legend.dataset.legend !== pressed.dataset.shade;
    });
  });
});

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
const number = (text) => (/^-?[\d,]+(\.\d+)?/.test(text) ? parseFloat(text.replaceAll(",", "")) : NaN);

function compare(one, other) {
  const [left, right] = [number(one), number(other)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return collator.compare(one, other);
}

// Where rows are cards (style.css, under 40rem) there are no headings to click on.
const asTable = window.matchMedia("(min-width: 40.01rem)").matches;
(asTable ? document.querySelectorAll("table[data-sortable]") : []).forEach((table) => {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((heading, position) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      // Numbers are asked for from the greatest down, names from A on.
      const first = heading.classList.contains("number") ? "descending" : "ascending";
      const second = first === "ascending" ? "descending" : "ascending";
      const order = heading.getAttribute("aria-sort") === first ? second : first;
      [...table.tHead.rows[0].cells].forEach((one) => one.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", order);
      const text = (row) => row.cells[position].textContent.trim();
      const sign = order === "ascending" ? 1 : -1;
      body.append(...[...body.rows].sort((one, other) => sign * compare(text(one), text(other))));
    });
  });
});
