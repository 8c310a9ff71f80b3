// Nodes on a ring, joined by arrows; names stand outside, each in the direction of its node.
const network = {
  room(chart, look, width) {
    return Math.min(width < 480 ? 104 : 200, Math.ceil(widest(look, chart.nodes.map((node) => node.name))) + 22);
  },
  height(chart, width) {
    const room = this.room(chart, palette(), width);
    return Math.round(Math.max(160, Math.min(480, chart.nodes.length * 20, width - 2 * room)) + 2 * room);
  },
  options(chart, look, width) {
    const room = this.room(chart, look, width);
    const side = this.height(chart, width) - 2 * room;
    const left = Math.max(room, (width - side) / 2);
    const scale = Math.min(1, 0.4 + side / 600);
    return {
      tooltip: tooltip(look, { formatter: (item) => this.tip(chart, item) }),
      series: [{
        type: "graph", layout: "circular", circular: { rotateLabel: true }, roam: false,
        left, right: left, top: room, bottom: room, emphasis: { focus: "adjacency", label: { color: look.ink } },
        edgeSymbol: ["none", "arrow"], edgeSymbolSize: [0, 9 * scale], cursor: "default",
        data: chart.nodes.map((node, index) => ({
          id: String(index), name: node.name, symbolSize: scale * (8 + 16 * Math.sqrt(node.weight)),
          itemStyle: { color: look.main, borderColor: look.surface, borderWidth: 1.5 },
          label: label(look, {
            show: true, position: "right", distance: 6, color: look.ink, formatter: () => node.name,
            width: room - 18, overflow: "truncate",
          }),
        })),
        links: chart.links.map((link) => ({
          source: String(link.from), target: String(link.to), detail: link.detail,
          lineStyle: {
            width: scale * (0.75 + 3 * link.weight), color: look.accent, opacity: 0.35 + 0.5 * link.weight, curveness: 0.22,
          },
        })),
      }],
    };
  },
  tip(chart, item) {
    if (item.dataType === "edge") {
      const link = chart.links[item.dataIndex];
      return tip(chart.nodes[link.from].name + " → " + chart.nodes[link.to].name, [link.detail]);
    }
    const near = chart.links.filter((link) => link.from === item.dataIndex || link.to === item.dataIndex);
    const strongest = near.slice(0, 8).map((link) => chart.nodes[link.from].name + " → " + chart.nodes[link.to].name);
    return tip(chart.nodes[item.dataIndex].name, strongest);
  },
};
