// A table whose cells are coloured by their value.
const heat = {
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
};
