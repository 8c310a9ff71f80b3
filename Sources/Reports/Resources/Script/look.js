// What all charts look alike in: colours, letters, bubbles, axes. Colours come from the style sheet.
function palette() {
  const style = getComputedStyle(root);
  const take = (name) => style.getPropertyValue("--" + name).trim();
  const names = ["surface", "ink", "muted", "faint", "line", "main", "soft", "accent", "sans"];
  const colours = Object.fromEntries(names.map((name) => [name, take(name)]));
  colours.heat = [0, 1, 2, 3, 4].map((step) => take("heat-" + step));
  // From the strongest below zero through nothing to the strongest above it.
  colours.signed = [4, 3, 2, 1].map((step) => take("warm-" + step)).concat(colours.heat);
  colours.hues = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => take("hue-" + step));
  return colours;
}

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => String(text).replace(/[&<>"']/g, (mark) => escapes[mark]);

/** A bubble's content: a title and lines below it, all of them plain text. */
function tip(title, lines) {
  return '<div class="tip"><b>' + escaped(title) + "</b>"
    + lines.map((line) => "<span>" + escaped(line) + "</span>").join("") + "</div>";
}

function tooltip(look, more) {
  return {
    confine: true, backgroundColor: look.surface, borderColor: look.line, borderWidth: 1, padding: [8, 12],
    textStyle: { color: look.ink, fontSize: 12, fontFamily: look.sans },
    extraCssText: "box-shadow:0 4px 16px rgba(0,0,0,.12);border-radius:8px;max-width:280px;white-space:normal;",
    ...more,
  };
}

const ruler = document.createElement("canvas").getContext("2d");
/** The width of the widest of these texts at the size of axis labels. */
function widest(look, texts) {
  ruler.font = "11px " + look.sans;
  return Math.max(0, ...texts.map((text) => ruler.measureText(text).width));
}

const label = (look, more) => ({ color: look.muted, fontSize: 11, fontFamily: look.sans, ...more });

const legend = (look, names) => ({
  data: names, left: 0, top: 0, itemWidth: 12, itemHeight: 8, itemGap: 18, icon: "roundRect",
  textStyle: label(look, { fontSize: 12 }),
});

const valueAxis = (look, short, more) => ({
  type: "value", splitNumber: 4, axisLabel: label(look, { formatter: short }),
  splitLine: { lineStyle: { color: look.line } }, axisLine: { show: false }, axisTick: { show: false }, ...more,
});

const categoryAxis = (look, names, more) => ({
  type: "category", data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } },
  axisLabel: label(look, { hideOverlap: true, lineHeight: 14 }), ...more,
});
