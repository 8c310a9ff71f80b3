// A table whose cells are coloured by their value.
const heat = {
  /** How high the columns' names stand: aslant where they are wider than their columns. */
  head(chart, width) {
    const widestName = widest({ sans: "sans-serif" }, chart.columns);
    const room = (width - 90) / chart.columns.length;
    return widestName <= Math.max(room, 24) ? 0 : Math.min(118, Math.ceil(widestName * 0.72) + 20);
  },
  cell: (chart, width) => Math.max(chart.rowName ? 34 : 22, Math.min(46, ((width - 90) / chart.columns.length) * 0.62)),
  height(chart, width) {
    return Math.round(chart.rows.length * this.cell(chart, width) + 50 + this.head(chart, width));
  },
  options(chart, look, width) {
    const isSigned = chart.scale === "signed";
    const sizes = chart.cells.map((cell) => (isSigned ? Math.abs(cell.value) : cell.value));
    const top = Math.max(...sizes, chart.fullColourAt);
    const strength = (value) => {
      const part = top > 0 ? (isSigned ? value : Math.max(0, value)) / top : 0;
      return chart.scale === "root" ? Math.sqrt(part) : part;
    };
    const names = chart.rows.map((name, row) =>
      width >= 560 && chart.rowNotes[row] ? name + "  " + chart.rowNotes[row] : name);
    const room = Math.min(width * 0.34, 200, Math.ceil(widest(look, names)) + 2);
    const cellWidth = (width - room - (chart.rowName ? 38 : 18)) / chart.columns.length;
    const size = cellWidth < 26 ? 9 : cellWidth < 34 ? 10 : 12;
    const fits = widest(look, chart.cells.map((cell) => cell.label)) * (size / 11) < cellWidth - 1;
    const head = this.head(chart, width);
    return {
      grid: { left: chart.rowName ? 22 : 4, right: head ? 12 : 4, top: head ? 32 : chart.columnName ? 22 : 6, bottom: 2, containLabel: true },
      tooltip: tooltip(look, {
        formatter: (item) => tip(item.data.detail[0], item.data.detail.slice(1)),
      }),
      xAxis: categoryAxis(look, chart.columns, {
        position: "top", axisLine: { show: false }, name: chart.columnName, nameLocation: "middle", nameGap: head ? head : 24,
        nameTextStyle: label(look), axisLabel: label(look, {
          interval: cellWidth < 11 ? "auto" : 0, margin: 6, hideOverlap: cellWidth < 11, ...(head ? { rotate: 45, width: 130, overflow: "truncate" } : {}),
        }),
      }),
      yAxis: categoryAxis(look, names, {
        inverse: true, axisLine: { show: false }, name: chart.rowName, nameLocation: "middle", nameRotate: 90,
        nameGap: chart.rowName ? 22 : 0, nameTextStyle: label(look),
        axisLabel: label(look, { interval: 0, width: room, overflow: "truncate", hideOverlap: false }),
      }),
      visualMap: {
        show: false, min: isSigned ? -1 : 0, max: 1, dimension: 2, inRange: { color: isSigned ? look.signed : look.heat },
      },
      series: [{
        type: "heatmap",
        itemStyle: { borderColor: look.surface, borderWidth: 2, borderRadius: 4 },
        emphasis: { itemStyle: { borderColor: look.ink, borderWidth: 1.5 } },
        data: chart.cells.map((cell) => ({
          value: [cell.x, cell.y, strength(cell.value)],
          detail: cell.detail,
          itemStyle: cell.isPartial ? { opacity: 0.55 } : undefined,
          label: {
            show: cellWidth >= 15 && fits, formatter: () => cell.label, fontSize: size, fontFamily: look.sans,
            color: Math.abs(strength(cell.value)) > 0.68 && !cell.isPartial ? look.surface : look.ink,
          },
        })),
      }],
    };
  },
};
