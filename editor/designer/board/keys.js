// The board by keyboard: arrows go from card to card, Alt+arrows carry the card along.
import { phaseOrder, placeOf } from "etapes-board/flow.js";

export function keyboard(board) {
  const { state, ground } = board;
  const card = (id) => ground.value.querySelector(`[data-step="${CSS.escape(id)}"] .open`);
  const phase = (id) => ground.value.querySelector(`[data-phase="${CSS.escape(id)}"]`);

  function down(event) {
    if (event.defaultPrevented || event.target.closest(".palette")) return;
    const on = event.target.closest(".card");
    if (on && !event.target.matches("input")) return onCard(event, on.dataset.step);
    const column = event.target.closest(".phase");
    if (column) onPhase(event, column);
    else if (event.target.matches(".add-phase")) offPhase(event);
  }

  function onCard(event, id) {
    const { phase: here, at } = placeOf(board.shown, id);
    const column = board.shown.phases.indexOf(here);
    const deeds = {
      ArrowUp: () => (at > 0 ? board.focus(here.steps[at - 1]) : phase(here.id).querySelector(".phase-name").focus()),
      ArrowDown: () => (at < here.steps.length - 1 ? board.focus(here.steps[at + 1]) : phase(here.id).querySelector(".add-step")?.focus()),
      ArrowLeft: () => beside(column, -1, at),
      ArrowRight: () => beside(column, 1, at),
      Home: () => board.focus(here.steps[0]),
      End: () => board.focus(here.steps.at(-1)),
      Delete: () => state.editable && board.deleteStep(id),
      Backspace: () => state.editable && board.deleteStep(id),
      F2: () => state.editable && board.mark("naming", id),
      a: () => board.openPalette(here.id, at + 1, card(id)),
      Insert: () => board.openPalette(here.id, at + 1, card(id)),
      Escape: () => board.select(null),
    };
    const carried = {
      ArrowUp: () => at > 0 && board.moveStep(id, here.id, at - 1),
      ArrowDown: () => at < here.steps.length - 1 && board.moveStep(id, here.id, at + 1),
      ArrowLeft: () => carry(id, column - 1, at),
      ArrowRight: () => carry(id, column + 1, at),
    };
    if (event.ctrlKey || event.metaKey) return;
    act(event, (event.altKey ? carried : deeds)[event.key]);
  }

  function carry(id, column, at) {
    const to = board.shown.phases[column];
    if (to) board.moveStep(id, to.id, Math.min(at, to.steps.length));
  }

  // The card beside, or the nearest phase's head where that phase has no card.
  function beside(column, step, at) {
    const to = board.shown.phases[column + step];
    if (!to) return step > 0 ? ground.value.querySelector(".add-phase")?.focus() : undefined;
    if (to.steps.length) board.focus(to.steps[Math.min(at, to.steps.length - 1)]);
    else phase(to.id).querySelector(".add-step, .phase-name").focus();
  }

  function onPhase(event, element) {
    const id = element.dataset.phase, column = board.shown.phases.findIndex((one) => one.id === id);
    const here = board.shown.phases[column];
    const typing = event.target.matches("input"), adding = event.target.matches(".add-step");
    if (event.altKey && ["ArrowLeft", "ArrowRight"].includes(event.key)) return act(event, () => swap(id, column + (event.key === "ArrowLeft" ? -1 : 1)));
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing && event.key === "ArrowDown") return act(event, () => (here.steps.length ? board.focus(here.steps[0]) : element.querySelector(".add-step")?.focus()));
    if (!adding) return;
    act(event, {
      ArrowUp: () => (here.steps.length ? board.focus(here.steps.at(-1)) : element.querySelector(".phase-name").focus()),
      ArrowLeft: () => besideAdd(column - 1),
      ArrowRight: () => besideAdd(column + 1),
      a: () => event.target.click(),
      Insert: () => event.target.click(),
    }[event.key]);
  }

  function besideAdd(column) {
    const to = board.shown.phases[column];
    if (to) phase(to.id).querySelector(".add-step").focus();
    else if (column > 0) ground.value.querySelector(".add-phase")?.focus();
  }

  function offPhase(event) {
    const last = board.shown.phases.at(-1);
    if (event.key === "ArrowLeft" && last) act(event, () => beside(board.shown.phases.length, -1, 0));
  }

  function swap(id, to) {
    if (!state.editable || to < 0 || to >= board.shown.phases.length) return;
    const focused = document.activeElement;
    board.intend("move_phase", { phase: id, at: to }, (flow) => phaseOrder(flow, id, to));
    requestAnimationFrame(() => focused?.focus());
  }

  // Undo and redo wherever the focus is, except in a text that has its own.
  function anywhere(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const own = event.target.closest?.("input:not(.phase-name), textarea, [contenteditable=true], .cm-editor");
    if (own || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    board.intend(key === "y" || event.shiftKey ? "redo" : "undo", {});
  }

  function act(event, deed) {
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  // The card that gets the focus when this one goes.
  function after(id) {
    const place = placeOf(board.shown, id);
    return place.phase.steps[place.at + 1] ?? place.phase.steps[place.at - 1] ?? null;
  }

  // The step right before a place, in reading order.
  function before(phaseId, at) {
    const column = board.shown.phases.findIndex((one) => one.id === phaseId);
    const earlier = board.shown.phases.slice(0, column).flatMap((one) => one.steps);
    return [...earlier, ...(board.shown.phases[column]?.steps.slice(0, at) ?? [])].at(-1) ?? null;
  }

  return { down, anywhere, after, before };
}
