// What is left after each step, from top to bottom.
const waterfall = {
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
};
