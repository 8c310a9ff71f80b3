// One share over time.
const lines = {
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
};
