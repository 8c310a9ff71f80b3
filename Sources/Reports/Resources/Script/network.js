// Nodes on a ring, joined by arrows; names stand outside, each in the direction of its node.
const network = {
  /** The room for names around the ring, and the ring's diameter. */
  size(chart, look, width) {
    const names = Math.ceil(widest(look, chart.nodes.map((node) => node.name))) + 22;
    const room = Math.min(width * 0.27, 200, names);
    return { room, ring: Math.max(100, Math.min(480, chart.nodes.length * 20, width - 2 * room)) };
  },
  height(chart, width) {
    const { room, ring } = this.size(chart, palette(), width);
    return Math.round(ring + 2 * room);
  },
  /** As many names as have room beside each other, those of the heaviest nodes; the bubbles have them all. */
  named(chart, ring) {
    const count = Math.floor((Math.PI * (ring + 30)) / 13);
    const order = chart.nodes.map((node, index) => index).sort((a, b) => chart.nodes[b].weight - chart.nodes[a].weight || a - b);
    return new Set(order.slice(0, count));
  },
  options(chart, look, width) {
    const { room, ring } = this.size(chart, look, width);
    const named = this.named(chart, ring);
    const left = (width - ring) / 2;
    const scale = Math.min(1, 0.4 + ring / 600);
    const widestNode = (0.9 * Math.PI * ring) / chart.nodes.length;
    return {
      tooltip: tooltip(look, { formatter: (item) => this.tip(chart, item) }),
      series: [{
        type: "graph", layout: "circular", circular: { rotateLabel: true }, roam: false,
        left, right: left, top: room, bottom: room, emphasis: { focus: "adjacency", label: { color: look.ink } },
        edgeSymbol: ["none", "arrow"], edgeSymbolSize: [0, 9 * scale], cursor: "default",
        data: chart.nodes.map((node, index) => ({
          id: String(index), name: node.name, symbolSize: Math.min(widestNode, scale * (8 + 16 * Math.sqrt(node.weight))),
          itemStyle: { color: look.main, borderColor: look.surface, borderWidth: 1.5 },
          label: label(look, {
            show: named.has(index), position: "right", distance: 6, color: look.ink, formatter: () => node.name,
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
