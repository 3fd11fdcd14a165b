// Who reads whom, drawn below the cards: a short thread from the card right above, one curve from another phase.
// All curves of a kind are one path, written only when it is different: a board of hundreds of steps stays quick.

export function drawCurves(group, ground, flow, selected, hidden) {
  if (hidden) return void (group.innerHTML = "");
  const boxes = measured(ground);
  const lines = { plain: "", lit: "", plainUnwritten: "", litUnwritten: "", plainLater: "", litLater: "" };
  const ends = { plain: "", lit: "" };
  for (const phase of flow.phases)
    for (const id of phase.steps)
      for (const [source, written] of flow.cards[id]?.reads ?? []) {
        const from = boxes.get(source), to = boxes.get(id);
        if (!from || !to) continue;
        const shade = source === selected || id === selected ? "lit" : "plain";
        const below = from.list === to.list && to.at === from.at + 1;
        lines[shade + kind(from, to, written)] += below ? thread(from, to) : curve(from, to);
        if (!below) ends[shade] += dot(to.left, to.top + HEART);
      }
  write(group, "plain", lines.plain, lines.plainUnwritten, lines.plainLater, ends.plain);
  write(group, "lit", lines.lit, lines.litUnwritten, lines.litLater, ends.lit);
}

function write(group, shade, ...drawn) {
  let part = group.querySelector(`.${shade}`);
  if (!part) {
    group.insertAdjacentHTML("beforeend", `<g class="${shade}"><path/><path class="unwritten"/><path class="later"/><path class="ends"/></g>`);
    part = group.lastElementChild;
  }
  drawn.forEach((line, at) => part.children[at].getAttribute("d") !== line && part.children[at].setAttribute("d", line));
}

// Every card's box in the ground's own coordinates, with its place in its phase. All is read before anything is written.
function measured(ground) {
  const origin = ground.getBoundingClientRect(), boxes = new Map();
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

const kind = (from, to, written) => (from.left > to.left ? "Later" : written ? "" : "Unwritten");
const thread = (from, to) => `M${from.left + 29} ${from.bottom}V${to.top}`;
const dot = (x, y) => `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`;

function curve(from, to) {
  const y1 = from.top + HEART, y2 = to.top + HEART;
  if (from.list === to.list) {
    const x = to.left - 16;
    return `M${from.left} ${y1}C${x} ${y1} ${x} ${y2} ${to.left} ${y2}`;
  }
  const reach = from.left > to.left ? 60 : Math.min(40, (to.left - from.right) / 2 + 8);
  return `M${from.right} ${y1}C${from.right + reach} ${y1} ${to.left - reach} ${y2} ${to.left} ${y2}`;
}
