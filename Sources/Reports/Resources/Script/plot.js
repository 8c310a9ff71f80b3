// Lines or steps over numbers, with their intervals and a line to compare with.
const plot = {
  height: (chart, width) => (chart.diagonal && width < 640 ? Math.round(Math.min(400, Math.max(260, width * 0.74))) : 262)
    + legendHeight(chart.series, width),
  options(chart, look, width) {
    const many = chart.series.length > 1;
    const xs = chart.series.flatMap((series) => series.points.map((point) => point[0]));
    const ys = chart.series.flatMap((series) =>
      series.points.map((point) => point[1]).concat(series.band.flatMap((point) => [point[1], point[2]])));
    const ends = chart.diagonal || [];
    const head = legendHeight(chart.series, width);
    return {
      title: axisTitle(look, chart.yName, head, width),
      legend: many ? legend(look, chart.series.map((series) => series.name)) : undefined,
      grid: { left: 4, right: 18, top: head + (chart.yName ? 26 : 10), bottom: chart.xName ? 24 : 4, containLabel: true },
      tooltip: tooltip(look, {
        trigger: "axis", axisPointer: { type: "line", lineStyle: { color: look.faint, type: "dashed" } },
        formatter: (items) => this.tip(chart, items),
      }),
      xAxis: numberAxis(look, xs.concat(ends.map((point) => point[0])), {
        name: chart.xName, nameLocation: "middle", nameGap: 28, nameTextStyle: label(look),
        splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: look.line } },
        ...this.span(xs),
      }),
      yAxis: numberAxis(look, ys.concat(ends.map((point) => point[1]))),
      series: [
        ...chart.series.flatMap((series, order) => series.band.length ? [this.band(chart, series, look.hues[order % look.hues.length])] : []),
        ...chart.series.map((series, order) => this.line(chart, series, look, order)),
        ...(chart.diagonal ? [this.comparison(chart.diagonal, look)] : []),
      ],
    };
  },
  /** From the first x to the last; from zero where that is near. */
  span(xs) {
    const [low, high] = [Math.min(...xs), Math.max(...xs)];
    if (low >= 0 && high <= 1 && high > 0.6) return {};
    if (low === high) return { min: low - 1, max: high + 1 };
    const from = low > 0 && low <= 0.1 * high ? 0 : low;
    return { min: from, max: high, interval: xs.every(Number.isInteger) && high - from <= 12 ? 1 : undefined };
  },
  tip(chart, items) {
    const lines = items.filter((item) => item.seriesId.startsWith("line-")).map((item) => {
      const series = chart.series[Number(item.seriesId.slice(5))];
      const band = series.band[item.dataIndex];
      const range = band ? " (" + chart.bandName + " " + number(band[1]) + " – " + number(band[2]) + ")" : "";
      return (series.name || chart.yName) + ": " + number(item.value[1]) + range;
    });
    return lines.length ? tip(chart.xName + ": " + number(items[0].value[0]), lines) : "";
  },
  /** Few points are marked, so that a value can be told from what lies between two. */
  line(chart, series, look, order) {
    const colour = look.hues[order % look.hues.length];
    const few = !chart.isStepped && series.points.length <= 24;
    return {
      id: "line-" + order, name: series.name, type: "line", data: series.points, step: chart.isStepped ? "end" : false,
      symbol: series.points.length === 1 || few ? "circle" : "none", symbolSize: 6, z: 4, sampling: "lttb",
      lineStyle: { color: colour, width: 2.25, type: dash(order, look) }, itemStyle: { color: colour },
      emphasis: { disabled: true },
    };
  },
  /** One shape for the whole interval; the points are given so that the axes make room for it. */
  band(chart, series, colour) {
    return {
      type: "custom", silent: true, z: 2, data: series.band, encode: { x: 0, y: [1, 2] }, itemStyle: { color: colour },
      tooltip: { show: false }, clip: true,
      renderItem: (parameters, api) => {
        if (parameters.dataIndex > 0) return undefined;
        const edge = (side) => series.band.flatMap((point, index) => {
          const at = [api.coord([point[0], point[side]])];
          const next = series.band[index + 1];
          if (chart.isStepped && next) at.push(api.coord([next[0], point[side]]));
          return at;
        });
        return { type: "polygon", shape: { points: edge(1).concat(edge(2).reverse()) }, style: { fill: colour, opacity: 0.16 } };
      },
    };
  },
  comparison: (ends, look) => ({
    id: "comparison", type: "line", data: ends, symbol: "none", silent: true, z: 1, tooltip: { show: false },
    lineStyle: { color: look.faint, width: 1, type: "dashed" },
  }),
};

// Lines differ in their dashes too, for grey print and colour-blind readers.
const dashes = ["solid", "solid", [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], "solid", [1, 2]];
/** Where the colours begin anew, the dashes do not. */
const dash = (order, look) => dashes[(order + 2 * Math.floor(order / look.hues.length)) % dashes.length];

/** The name of the upright axis, above it. */
const axisTitle = (look, name, top, width) => ({
  text: name, left: 0, top, padding: [2, 0],
  textStyle: label(look, { fontWeight: "normal", width: width - 8, overflow: "truncate" }),
});

/** The height of a legend, which one series alone does not need; its rows are as far apart as its entries. */
function legendHeight(series, width) {
  if (series.length < 2) return 0;
  let [rows, used] = [1, 0];
  for (const { name } of series) {
    const room = widest({ sans: "sans-serif" }, [name]) * 1.1 + 36;
    if (used > 0 && used + room > width) [rows, used] = [rows + 1, 0];
    used += room;
  }
  return 26 + (rows - 1) * 30;
}

/** An axis that begins at zero unless its values are far from it. */
function numberAxis(look, values, more) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const fromZero = low >= 0 && low <= 0.35 * high;
  const shares = low >= 0 && high <= 1 && high > 0.6;
  const wholes = values.every(Number.isInteger);
  return valueAxis(look, brief, {
    min: fromZero ? 0 : undefined, max: shares ? 1 : undefined, interval: shares && fromZero ? 0.2 : undefined, scale: !fromZero, minInterval: wholes ? 1 : 0,
    axisLabel: label(look, { formatter: brief, hideOverlap: true }), ...more,
  });
}
