// Bars over time, beside or on top of each other.
const bars = {
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
};
