// Who reads whom, drawn below the cards: a short thread from the card right above, one curve from another phase.

export function drawCurves(group, ground, flow, selected, hidden) {
  if (hidden) return void (group.innerHTML = "");
  const origin = ground.getBoundingClientRect();
  const boxes = measured(ground, origin);
  const plain = [], lit = [];
  for (const phase of flow.phases)
    for (const id of phase.steps)
      for (const [source, written] of flow.cards[id]?.reads ?? []) {
        const from = boxes.get(source), to = boxes.get(id);
        if (!from || !to) continue;
        (source === selected || id === selected ? lit : plain).push(curve(from, to, written));
      }
  group.innerHTML = `<g class="plain">${plain.join("")}</g><g class="lit">${lit.join("")}</g>`;
}

// Every card's box in the ground's own coordinates, with its place in its phase.
function measured(ground, origin) {
  const boxes = new Map();
  for (const list of ground.querySelectorAll(".cards"))
    [...list.children].forEach((card, at) => {
      const box = card.getBoundingClientRect();
      boxes.set(card.dataset.step, {
        left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top, list, at,
      });
    });
  return boxes;
}

const HEART = 28; // the middle of the chip below a card's upper edge

function curve(from, to, written) {
  const style = written ? "" : ' class="unwritten"';
  if (from.list === to.list && to.at === from.at + 1) return `<path${style} d="M${from.left + 29} ${from.bottom} V${to.top}"/>`;
  const y1 = from.top + HEART, y2 = to.top + HEART;
  const end = `<circle cx="${to.left}" cy="${y2}" r="3"/>`;
  if (from.list === to.list) {
    const x = to.left - 16;
    return `<path${style} d="M${from.left} ${y1} C${x} ${y1} ${x} ${y2} ${to.left} ${y2}"/>${end}`;
  }
  const later = from.left > to.left;
  const reach = later ? 60 : Math.min(40, (to.left - from.right) / 2 + 8);
  return `<path class="${later ? "later" : written ? "" : "unwritten"}" d="M${from.right} ${y1} C${from.right + reach} ${y1} ${to.left - reach} ${y2} ${to.left} ${y2}"/>${end}`;
}
