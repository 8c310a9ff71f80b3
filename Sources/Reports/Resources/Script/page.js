// The page that the script runs on: its data, the places of its charts, and what became of them.
const errors = [];
addEventListener("error", (event) => fail(event.message));
addEventListener("securitypolicyviolation", (event) => fail("policy: " + event.violatedDirective));

const data = JSON.parse(document.getElementById("report-data").textContent);
const root = document.documentElement;
const boxes = () => [...document.querySelectorAll("[data-chart]")];

function fail(message) {
  errors.push(message);
  report();
}

/** What was drawn and what went wrong, for checks and for whoever looks into a fault. */
function report() {
  const charts = boxes().map((box) => ({
    name: box.dataset.chart,
    rendered: box.dataset.rendered === "true",
    marks: box.querySelectorAll("svg path, svg circle, svg rect, svg polyline").length,
    texts: box.querySelectorAll("svg text").length,
    width: box.clientWidth,
    height: box.clientHeight,
  }));
  const status = { charts, errors, overflow: root.scrollWidth - root.clientWidth };
  document.getElementById("report-status").textContent = JSON.stringify(status);
}
