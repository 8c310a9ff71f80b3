// Draws the report's charts. All texts and numbers come from the page's own data; colours come from its style sheet.
(() => {
  "use strict";

  const errors = [];
  addEventListener("error", (event) => fail(event.message));
  addEventListener("securitypolicyviolation", (event) => fail("policy: " + event.violatedDirective));

  const data = JSON.parse(document.getElementById("report-data").textContent);
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawn = new Map();

  // ---- Numbers -------------------------------------------------------------------------------------------------

  const units = data.language === "zh"
    ? [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]]
    : [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]];

  const grouped = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const signed = (number, text) => (number < 0 ? "\u2212" : "") + text;
  const whole = (number) => signed(number, grouped(Math.round(Math.abs(number)).toFixed(0)));

  function compact(number) {
    const size = Math.abs(number);
    const unit = size >= 1e4 ? units.find((each) => size >= each[0]) : null;
    if (!unit) return signed(number, grouped(String(Number(size.toFixed(size < 10 ? 2 : 0)))));
    return signed(number, grouped(String(Number((size / unit[0]).toFixed(size >= 100 * unit[0] ? 0 : 1)))) + unit[1]);
  }

  const money = (number) => signed(number, data.symbol + whole(Math.abs(number)));
  const compactMoney = (number) => signed(number, data.symbol + compact(Math.abs(number)));

  function share(fraction) {
    if (fraction > 0 && fraction < 0.0005) return "<0.1%";
    if (fraction < 1 && fraction > 0.9995) return ">99.9%";
    return fraction === 0 || fraction === 1 ? fraction * 100 + "%" : (fraction * 100).toFixed(1) + "%";
  }

  const formats = {
    integer: { full: whole, short: compact },
    money: { full: money, short: compactMoney },
    share: { full: share, short: (fraction) => Number((fraction * 100).toFixed(1)) + "%" },
  };

  // ---- Look ----------------------------------------------------------------------------------------------------

  function palette() {
    const style = getComputedStyle(root);
    const take = (name) => style.getPropertyValue("--" + name).trim();
    const names = ["surface", "ink", "muted", "faint", "line", "main", "soft", "accent", "sans"];
    const colours = Object.fromEntries(names.map((name) => [name, take(name)]));
    colours.heat = [0, 1, 2, 3, 4].map((step) => take("heat-" + step));
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

  // ---- Charts: each gives its height for a width, and its options -------------------------------------------------

  const kinds = {
    bars: {
      height: (chart, width) => (width < 420 ? 210 : chart.series.length > 1 ? 290 : 260),
      options(chart, look) {
        const format = formats[chart.format];
        const many = chart.series.length > 1;
        const last = chart.categories.length - 1;
        const lowest = Math.min(0, ...chart.series.flatMap((series) => series.values));
        return {
          legend: many ? legend(look, chart.series.map((series) => series.name)) : undefined,
          grid: { left: 4, right: many ? 6 : 16, top: many ? 40 : 14, bottom: 2, containLabel: true },
          tooltip: tooltip(look, {
            trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: look.line, opacity: 0.35 } },
            formatter(items) {
              const index = items[0].dataIndex;
              const partial = chart.partial && index === last ? " (" + chart.partial + ")" : "";
              return tip(chart.titles[index] + partial,
                chart.series.map((series) => series.name + ": " + format.full(series.values[index])));
            },
          }),
          xAxis: categoryAxis(look, chart.categories),
          yAxis: valueAxis(look, format.short, {
            minInterval: chart.format === "integer" ? 1 : 0,
            min: lowest < 0 ? lowest * 1.15 : 0, axisLabel: label(look, { formatter: format.short, showMinLabel: lowest >= 0 }),
          }),
          series: chart.series.map((series, order) => ({
            name: series.name, type: "bar", stack: many ? "all" : undefined, barMaxWidth: 38, barCategoryGap: "28%",
            itemStyle: {
              color: look[series.tone],
              borderRadius: series.values.some((value) => value < 0) ? [0, 0, 2, 2]
                : !many || order === chart.series.length - 1 || chart.format === "money" ? [2, 2, 0, 0] : 0,
            },
            data: series.values.map((value, index) =>
              chart.partial && index === last ? { value, itemStyle: { opacity: 0.45 } } : value),
          })),
        };
      },
    },

    heat: {
      cell: (chart, width) => Math.max(chart.rowName ? 34 : 22, Math.min(46, ((width - 90) / chart.columns.length) * 0.62)),
      height(chart, width) {
        return Math.round(chart.rows.length * this.cell(chart, width) + 50);
      },
      options(chart, look, width) {
        const top = Math.max(...chart.cells.map((cell) => cell.value), chart.fullColourAt);
        const strength = (value) => {
          const part = top > 0 ? Math.max(0, value) / top : 0;
          return chart.scale === "root" ? Math.sqrt(part) : part;
        };
        const names = chart.rows.map((name, row) =>
          width >= 560 && chart.rowNotes[row] ? name + "  " + chart.rowNotes[row] : name);
        const room = Math.min(width * 0.34, 200, Math.ceil(widest(look, names)) + 2);
        const cellWidth = (width - room - (chart.rowName ? 38 : 18)) / chart.columns.length;
        const size = cellWidth < 26 ? 9 : cellWidth < 34 ? 10 : 12;
        return {
          grid: { left: chart.rowName ? 22 : 4, right: 4, top: 22, bottom: 2, containLabel: true },
          tooltip: tooltip(look, {
            formatter: (item) => tip(item.data.detail[0], item.data.detail.slice(1)),
          }),
          xAxis: categoryAxis(look, chart.columns, {
            position: "top", axisLine: { show: false }, name: chart.columnName, nameLocation: "middle", nameGap: 24,
            nameTextStyle: label(look), axisLabel: label(look, { interval: 0, margin: 6, hideOverlap: false }),
          }),
          yAxis: categoryAxis(look, names, {
            inverse: true, axisLine: { show: false }, name: chart.rowName, nameLocation: "middle", nameRotate: 90,
            nameGap: chart.rowName ? 22 : 0, nameTextStyle: label(look),
            axisLabel: label(look, { interval: 0, width: room, overflow: "truncate", hideOverlap: false }),
          }),
          visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: look.heat } },
          series: [{
            type: "heatmap",
            itemStyle: { borderColor: look.surface, borderWidth: 2, borderRadius: 4 },
            emphasis: { itemStyle: { borderColor: look.ink, borderWidth: 1.5 } },
            data: chart.cells.map((cell) => ({
              value: [cell.x, cell.y, strength(cell.value)],
              detail: cell.detail,
              itemStyle: cell.isPartial ? { opacity: 0.55 } : undefined,
              label: {
                show: cellWidth >= 15, formatter: () => cell.label, fontSize: size, fontFamily: look.sans,
                color: strength(cell.value) > 0.68 && !cell.isPartial ? look.surface : look.ink,
              },
            })),
          }],
        };
      },
    },

    pairs: {
      height: (chart) => chart.categories.length * 28 + 66,
      options(chart, look, width) {
        const hasSecond = chart.second.length > 0;
        const other = hasSecond ? chart.second : chart.first.map(() => 0);
        const low = chart.first.map((value, index) => Math.min(value, other[index]));
        const gap = chart.first.map((value, index) => Math.abs(value - other[index]));
        const dots = (name, values, colour, symbol) => ({
          name, type: "scatter", data: values, symbolSize: 11, symbol, z: 4,
          itemStyle: { color: colour, borderColor: look.surface, borderWidth: 1.5, opacity: 1 },
        });
        const bar = { type: "bar", stack: "range", barWidth: 3, silent: true, tooltip: { show: false } };
        const beside = chart.first.map((value, index) =>
          hasSecond ? share(value) + " → " + share(other[index]) : share(value));
        return {
          legend: { ...legend(look, hasSecond ? [chart.firstName, chart.secondName] : [chart.firstName]), icon: undefined, itemHeight: 10 },
          grid: { left: 4, right: width >= 460 ? 8 : 20, top: 36, bottom: 2, containLabel: true },
          tooltip: tooltip(look, {
            trigger: "axis", axisPointer: { type: "none" },
            formatter(items) {
              const index = items[0].dataIndex;
              const lines = [chart.firstName + ": " + share(chart.first[index])];
              if (hasSecond) lines.push(chart.secondName + ": " + share(other[index]));
              return tip(chart.categories[index], lines);
            },
          }),
          xAxis: valueAxis(look, formats.share.short, { min: 0 }),
          yAxis: [
            categoryAxis(look, chart.categories, {
              inverse: true, axisLine: { show: false },
              axisLabel: label(look, {
                interval: 0, hideOverlap: false, color: look.ink, fontSize: 12,
                width: Math.min(220, width * 0.34), overflow: "truncate",
              }),
            }),
            categoryAxis(look, beside, {
              inverse: true, position: "right", axisLine: { show: false },
              axisLabel: label(look, { interval: 0, hideOverlap: false, show: width >= 460 }),
            }),
          ],
          series: [
            { ...bar, data: low, itemStyle: { color: "transparent" } },
            { ...bar, data: gap, itemStyle: { color: look.line } },
            dots(chart.firstName, chart.first, look.faint, "circle"),
            ...(hasSecond ? [dots(chart.secondName, chart.second, look.main, "diamond")] : []),
          ],
        };
      },
    },

    waterfall: {
      height: (chart) => chart.steps.length * 34 + 16,
      options(chart, look, width) {
        const bar = { type: "bar", stack: "all", barWidth: 18 };
        return {
          grid: { left: 4, right: 84, top: 4, bottom: 4, containLabel: true },
          tooltip: tooltip(look, {
            formatter: (item) => tip(chart.steps[item.dataIndex].title, [chart.steps[item.dataIndex].label]),
          }),
          xAxis: valueAxis(look, compact, { axisLabel: { show: false }, splitLine: { show: false }, min: 0, max: chart.steps[0].rows }),
          yAxis: categoryAxis(look, chart.steps.map((step) => step.title), {
            inverse: true, axisLine: { show: false },
            axisLabel: label(look, {
              interval: 0, hideOverlap: false, color: look.ink, fontSize: 12,
              width: Math.min(260, width * 0.4), overflow: "truncate",
            }),
          }),
          series: [
            {
              ...bar, silent: true, itemStyle: { color: "transparent" }, tooltip: { show: false },
              data: chart.steps.map((step) => (step.isTotal ? 0 : step.left)),
            },
            {
              ...bar, barMinHeight: 2,
              data: chart.steps.map((step) => ({
                value: step.rows,
                itemStyle: { color: step.isTotal ? look.main : look.accent, borderRadius: 2 },
              })),
              label: label(look, {
                show: true, position: "right", color: look.ink,
                formatter: (item) => chart.steps[item.dataIndex].label,
              }),
            },
          ],
        };
      },
    },

    curve: {
      height: (chart, width) => Math.round(Math.max(230, Math.min(340, width * 0.72))),
      options(chart, look) {
        const axis = (name, more) => valueAxis(look, formats.share.short, {
          min: 0, max: 1, interval: 0.2, name, nameLocation: "middle", nameTextStyle: label(look), ...more,
        });
        const mark = chart.marker;
        const dashed = (colour) => ({ color: colour, width: 1, type: "dashed" });
        return {
          grid: { left: 22, right: 22, top: 14, bottom: 22, containLabel: true },
          tooltip: tooltip(look, {
            trigger: "axis", axisPointer: { type: "line", lineStyle: dashed(look.faint) },
            formatter: (items) => tip(share(items[0].value[0]) + " → " + share(items[0].value[1]),
              [chart.xName, chart.yName]),
          }),
          xAxis: axis(chart.xName, { nameGap: 26 }),
          yAxis: axis(chart.yName, { nameGap: 40, nameRotate: 90 }),
          series: [
            {
              type: "line", data: chart.points, symbol: "none", lineStyle: { color: look.main, width: 2.5 },
              itemStyle: { color: look.main }, areaStyle: { color: look.main, opacity: 0.1 },
              markLine: mark ? {
                silent: true, symbol: "none", label: { show: false }, lineStyle: dashed(look.accent),
                data: [
                  [{ coord: [mark[0], 0] }, { coord: mark }], [{ coord: [0, mark[1]] }, { coord: mark }],
                ],
              } : undefined,
              markPoint: mark ? {
                silent: true, symbol: "circle", symbolSize: 10,
                itemStyle: { color: look.accent, borderColor: look.surface, borderWidth: 2 },
                data: [{ coord: mark }],
                label: label(look, {
                  show: true, formatter: chart.markerLabel || "", position: mark[0] > 0.6 ? [-8, 12] : [18, 8], align: mark[0] > 0.6 ? "right" : "left",
                  color: look.ink, fontSize: 13, fontWeight: 600,
                }),
              } : undefined,
            },
            {
              type: "line", data: [[0, 0], [1, 1]], symbol: "none", silent: true, tooltip: { show: false },
              lineStyle: dashed(look.faint), itemStyle: { color: look.faint },
              markPoint: {
                silent: true, symbol: "circle", symbolSize: 0.1, data: [{ coord: [0.62, 0.62] }],
                label: label(look, { show: true, formatter: chart.equalName, position: [8, 12], align: "left" }),
              },
            },
          ],
        };
      },
    },

    lines: {
      height: (chart, width) => (width < 420 ? 200 : 230),
      options(chart, look, width) {
        return {
          grid: { left: 4, right: 16, top: 24, bottom: 2, containLabel: true },
          tooltip: tooltip(look, {
            trigger: "axis", axisPointer: { type: "line", lineStyle: { color: look.faint, type: "dashed" } },
            formatter: (items) => tip(chart.titles[items[0].dataIndex],
              [chart.name + ": " + share(chart.values[items[0].dataIndex])]),
          }),
          xAxis: categoryAxis(look, chart.categories, { boundaryGap: true }),
          yAxis: valueAxis(look, formats.share.short, { min: 0, splitNumber: 3 }),
          series: [{
            name: chart.name, type: "line", data: chart.values, symbol: "circle", symbolSize: 7,
            lineStyle: { color: look.main, width: 2.5 }, itemStyle: { color: look.main },
            label: label(look, {
              show: width / chart.values.length > 40, position: "top",
              formatter: (item) => share(item.value),
            }),
          }],
        };
      },
    },
  };

  // ---- Drawing ---------------------------------------------------------------------------------------------------

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

  const boxes = () => [...document.querySelectorAll("[data-chart]")];

  function drawAll() {
    boxes().forEach(draw);
    report();
  }

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

  // ---- Paper -----------------------------------------------------------------------------------------------------

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((details) => { details.open = true; });
    root.classList.add("printing");
    drawAll();
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    opened.forEach((details) => { details.open = false; });
    drawAll();
  });

  // ---- Contents and files ------------------------------------------------------------------------------------------

  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const strip = document.querySelector(".contents ol");
  function point(id) {
    links.forEach((link, target) => {
      if (target === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    const link = links.get(id);
    if (link && strip.scrollWidth > strip.clientWidth) {
      strip.scrollTo({ left: link.offsetLeft - strip.clientWidth / 3, behavior: "smooth" });
    }
  }
  const seen = new IntersectionObserver((entries) => {
    const entry = entries.filter((each) => each.isIntersecting).pop();
    if (entry) point(entry.target.id);
  }, { rootMargin: "-15% 0px -75% 0px" });
  links.forEach((link, id) => {
    const section = document.getElementById(id);
    if (section) seen.observe(section);
  });

  const files = JSON.parse(document.getElementById("report-csv").textContent);
  document.querySelectorAll("[data-csv]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const address = URL.createObjectURL(new Blob([files[button.dataset.csv]], { type: "text/csv;charset=utf-8" }));
      const link = document.createElement("a");
      link.href = address;
      link.download = button.dataset.csv + ".csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    });
  });
})();
