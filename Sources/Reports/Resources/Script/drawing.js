// Draws the charts, and draws them again when the window or the colours change. Each kind of chart gives its height for
// a width, and its options.
const kinds = { bars, heat, pairs, waterfall, curve, lines, plot, groups, network };
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map();

function draw(box) {
  const chart = data.charts[box.dataset.chart];
  const kind = kinds[chart.kind];
  const width = box.clientWidth;
  if (width === 0) return;
  try {
    const height = kind.height(chart, width);
    box.style.height = height + "px";
    const known = drawn.get(box);
    const picture = known ? known.picture : echarts.init(box, null, { renderer: "svg", width, height });
    if (known) picture.resize({ width, height, silent: true });
    const look = palette();
    picture.setOption({ animation: false, textStyle: { fontFamily: look.sans }, ...kind.options(chart, look, width) },
      { notMerge: true });
    picture.getZr().flush();
    drawn.set(box, { picture, width });
    box.dataset.rendered = "true";
  } catch (error) {
    box.textContent = data.failed;
    fail(box.dataset.chart + ": " + error.message);
  }
}

function drawAll() {
  boxes().forEach(draw);
  report();
}

drawAll();
dark.addEventListener("change", drawAll);

let waiting = false;
const watcher = new ResizeObserver(() => {
  if (waiting || root.classList.contains("printing")) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    boxes().filter((box) => drawn.get(box)?.width !== box.clientWidth).forEach(draw);
    report();
  });
});
boxes().forEach((box) => watcher.observe(box));
