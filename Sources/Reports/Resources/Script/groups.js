// Bars side by side, a group for each category: upright where the names have room, else lying.
const groups = {
  lies(chart, width) {
    const room = (width - 60) / chart.categories.length;
    return room < 14 * chart.series.length || widest({ sans: "sans-serif" }, chart.categories) * 1.1 > room - 6;
  },
  height(chart, width) {
    const head = legendHeight(chart.series, width);
    if (!this.lies(chart, width)) return 262 + head;
    return chart.categories.length * Math.max(24, chart.series.length * 13 + 8) + head + 40;
  },
  options(chart, look, width) {
    const lying = this.lies(chart, width);
    const names = categoryAxis(look, chart.categories, lying ? {
      inverse: true, axisLabel: label(look, {
        interval: 0, hideOverlap: false, color: look.ink, fontSize: 12, width: Math.min(240, width * 0.38), overflow: "truncate",
      }),
    } : {
      name: chart.categoryName, nameLocation: "middle", nameGap: 30, nameTextStyle: label(look),
      axisLabel: label(look, { interval: 0, hideOverlap: false }),
    });
    const values = valueAxis(look, brief, {
      ...(lying ? { name: chart.valueName, nameLocation: "middle", nameGap: 26, nameTextStyle: label(look) } : {}),
    });
    const head = legendHeight(chart.series, width);
    return {
      title: lying ? undefined : axisTitle(look, chart.valueName, head, width),
      legend: chart.series.length > 1 ? legend(look, chart.series.map((series) => series.name)) : undefined,
      grid: {
        left: 4, right: lying ? 52 : 8, top: head + (lying ? 4 : 28), bottom: lying || chart.categoryName ? 24 : 4, containLabel: true,
      },
      tooltip: tooltip(look, {
        trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: look.line, opacity: 0.35 } },
        formatter: (items) => tip(chart.categories[items[0].dataIndex], chart.series.map((series) =>
          (series.name || chart.valueName) + ": " + numberOrNone(series.values[items[0].dataIndex]))),
      }),
      xAxis: lying ? values : names,
      yAxis: lying ? names : values,
      series: chart.series.map((series, order) => this.bar(chart, series, look, order, lying, width)),
    };
  },
  bar(chart, series, look, order, lying, width) {
    const room = (width - 60) / chart.categories.length / chart.series.length;
    return {
      name: series.name, type: "bar", data: series.values, barMaxWidth: lying ? 16 : 44, barGap: "8%", barCategoryGap: "26%",
      itemStyle: { color: look.hues[order % look.hues.length], borderRadius: 2 },
      label: label(look, {
        show: lying || room > 34, formatter: (item) => brief(item.value),
        position: lying ? "right" : "top",
      }),
    };
  },
};
