// Dragging cards within and between phases, and phases by their heads. The pointer's own events, so that a line shows
// where the thing will land and nothing else moves until it is dropped. Esc takes it back.
import { phaseOrder, placeOf } from "etapes-board/flow.js";

const FAR = 5, EDGE = 48;

export function dragging(board) {
  const { state, root, ground } = board;
  let held = null, swallow = false;

  function start(event) {
    if (!state.editable || event.button !== 0 || event.pointerType === "touch") return;
    swallow = false;
    if (event.target.closest(".x, .add-step, input, .palette")) return;
    const card = event.target.closest(".card"), head = event.target.closest(".phase > header");
    if (!card && !head) return;
    const phase = (card ?? head).closest(".phase").dataset.phase;
    held = { id: card ? card.dataset.step : phase, kind: card ? "step" : "phase", element: card ?? head.parentElement, x: event.clientX, y: event.clientY, begun: false };
    listen("addEventListener");
  }

  function move(event) {
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR;
    if (!held.begun && !far) return;
    if (!held.begun) begin();
    Object.assign(held, { nowX: event.clientX, nowY: event.clientY });
    held.ghost.style.transform = `translate(${event.clientX - held.x}px, ${event.clientY - held.y}px)`;
    aim();
  }

  function begin() {
    held.begun = true;
    const box = held.element.getBoundingClientRect();
    held.ghost = held.element.cloneNode(true);
    held.ghost.querySelectorAll("[data-testid], [id]").forEach((one) => (one.removeAttribute("data-testid"), one.removeAttribute("id")));
    held.ghost.removeAttribute("data-testid");
    held.ghost.classList.add("carried");
    held.ghost.setAttribute("aria-hidden", "true");
    Object.assign(held.ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` });
    root.value.append(held.ghost);
    board.mark("dragged", held.id);
    held.scroll = setInterval(scroll, 16);
  }

  function aim() {
    held.drop = held.kind === "step" ? stepPlace() : phasePlace();
    state.line = held.drop && { kind: held.kind, style: held.drop.style };
  }

  function stepPlace() {
    const origin = ground.value.getBoundingClientRect();
    const columns = [...ground.value.querySelectorAll(".phase")];
    const column = columns.find((one) => held.nowX < one.getBoundingClientRect().right + 22) ?? columns.at(-1);
    const from = placeOf(board.shown, held.id);
    const cards = [...column.querySelectorAll(".card")];
    const mine = cards.findIndex((card) => card.dataset.step === held.id);
    let at = 0;
    cards.forEach((card, index) => {
      const box = card.getBoundingClientRect();
      const passed = mine >= 0 && index > mine ? 0.35 : 0.65;
      if (card.dataset.step !== held.id && held.nowY > box.top + box.height * passed) at += 1;
    });
    const others = cards.filter((card) => card.dataset.step !== held.id);
    const y = at < others.length && at > 0 ? between(others[at - 1], others[at]) : at > 0 ? others[at - 1].getBoundingClientRect().bottom + 6 : column.querySelector(".cards").getBoundingClientRect().top - 6;
    const box = column.getBoundingClientRect();
    const same = from.phase.id === column.dataset.phase && from.at === at;
    return { phase: column.dataset.phase, at, same, style: { left: `${box.left - origin.left}px`, top: `${y - origin.top - 1}px`, width: `${box.width}px` } };
  }

  function phasePlace() {
    const origin = ground.value.getBoundingClientRect();
    const others = [...ground.value.querySelectorAll(".phase")].filter((one) => one.dataset.phase !== held.id);
    if (!others.length) return null;
    const at = others.filter((one) => held.nowX > one.getBoundingClientRect().left + one.offsetWidth / 2).length;
    const x = at < others.length ? others[at].getBoundingClientRect().left - 22 : others.at(-1).getBoundingClientRect().right + 22;
    const same = board.shown.phases.findIndex((phase) => phase.id === held.id) === at;
    return { at, same, style: { left: `${x - origin.left - 1}px`, top: "12px", height: `${Math.max(80, held.element.offsetHeight)}px` } };
  }

  function scroll() {
    if (held?.nowX === undefined) return;
    const box = root.value.getBoundingClientRect();
    const pull = (at, low, high) => (at < low + EDGE ? -12 : at > high - EDGE ? 12 : 0);
    const x = pull(held.nowX, box.left, box.right), y = pull(held.nowY, box.top, box.bottom);
    if (!x && !y) return;
    root.value.scrollBy(x, y);
    aim();
  }

  function drop() {
    const { begun, drop: place, id, kind } = held;
    end();
    if (!begun) return;
    swallow = true;
    setTimeout(() => (swallow = false));
    if (!place || place.same) return;
    if (kind === "step") board.moveStep(id, place.phase, place.at);
    else board.intend("move_phase", { phase: id, at: place.at }, (flow) => phaseOrder(flow, id, place.at));
  }

  function end() {
    listen("removeEventListener");
    clearInterval(held.scroll);
    held.ghost?.remove();
    held = null;
    board.mark("dragged", null);
    state.line = null;
  }

  function escape(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
  }

  function listen(how) {
    window[how]("pointermove", move);
    window[how]("pointerup", drop);
    window[how]("pointercancel", end);
    window[how]("keydown", escape, true);
  }

  // A drop is no click on the card.
  function click(event) {
    if (!swallow) return;
    swallow = false;
    event.stopPropagation();
    event.preventDefault();
  }

  return { start, click };
}

const between = (above, below) => (above.getBoundingClientRect().bottom + below.getBoundingClientRect().top) / 2;
