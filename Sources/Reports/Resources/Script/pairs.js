// Two shares of each category, joined by a bar.
const pairs = {
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
      // No share is above one; an axis that goes there would promise it.
      xAxis: valueAxis(look, formats.share.short, { min: 0, max: (range) => (range.max > 0.8 ? 1 : null) }),
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
};
