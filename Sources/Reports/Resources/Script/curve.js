// A share of one thing against the share of another, with the line of equal shares.
const curve = {
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
};
