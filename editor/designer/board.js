// The board: phases side by side, cards below each other, curves between who reads whom.
// The server says what is there (`flow`, then patches); the browser sends intents and paints ahead of the answer.
import { nextTick, onBeforeUnmount, onMounted, ref, shallowReactive, toRaw } from "vue";
import BoardPhase from "etapes-board/phase.js";
import StepPalette from "etapes-board/palette.js";
import { drawCurves } from "etapes-board/curves.js";
import { dragging } from "etapes-board/drag.js";
import { keyboard } from "etapes-board/keys.js";
import { patched, moved, without, changed } from "etapes-board/flow.js";

export default {
  components: { BoardPhase, StepPalette },
  props: { told: Array, editable: Boolean },
  emits: ["intent"],
  template: `
    <div ref="root" class="board" :class="{ outline: state.outline, fixed: !state.editable }" data-testid="board" :data-asked="state.asked" :data-answered="state.answered"
         role="region" :aria-label="state.labels.board" @keydown="keys.down" @pointerdown="drag.start" @click.capture="drag.click">
      <div ref="ground" class="board-ground">
        <svg class="curves" aria-hidden="true"><g ref="curves"></g></svg>
        <ol class="phases">
          <board-phase v-for="(phase, index) in state.phases" :key="phase.id" :phase="phase" :number="index + 1"
            :labels="state.labels" :editable="state.editable" :dragged="state.dragged === phase.id" :board="board" />
          <li v-if="state.editable" class="phase-new">
            <button type="button" class="add-phase" data-once data-testid="phase-add" :aria-label="state.labels.add_phase"
                    :title="state.labels.add_phase" @click="board.intend('add_phase', {})">
              <i class="material-symbols-outlined" aria-hidden="true">add</i></button>
            <p v-if="!state.phases.length" class="board-empty">{{ state.labels.empty }}</p>
          </li>
        </ol>
        <div v-if="state.line" class="drop-line" :class="state.line.kind" :style="state.line.style"></div>
      </div>
      <step-palette v-if="state.palette" :key="state.palette.phase + state.palette.at" :place="state.palette" :offer="state.offer"
        :labels="state.labels" @choose="board.choose" @close="board.closePalette" />
    </div>`,
  setup(props, { emit, expose }) {
    const root = ref(null), ground = ref(null), curves = ref(null);
    const [flow, offer, labels] = toRaw(props.told);
    let truth = flow, pending = [], count = 0, frame = 0;
    const state = shallowReactive({
      phases: truth.phases, labels, offer, editable: props.editable, selected: null,
      focused: null, naming: null, dragged: null, line: null, palette: null, outline: false, asked: 0, answered: 0,
    });

    // Each card watches its own entry here and its own marks, so that a change of one draws one.
    const cards = shallowReactive({ ...truth.cards }), marks = shallowReactive({});
    let shown = truth;
    const paint = () => {
      shown = pending.reduce((flow, one) => one.local(flow), truth);
      for (const id in shown.cards) if (cards[id] !== shown.cards[id]) cards[id] = shown.cards[id];
      state.phases = shown.phases;
      for (const id in cards) if (!(id in shown.cards)) nextTick(() => id in shown.cards || delete cards[id]);
      redraw();
    };
    // One card at a time is selected, focused, being named, or dragged.
    const mark = (kind, id) => {
      const before = state[kind];
      if (before === id) return;
      state[kind] = id;
      for (const one of [before, id]) if (one) marks[one] = { ...marks[one], [kind]: one === id };
    };
    const redraw = () => {
      if (frame) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        if (ground.value) drawCurves(curves.value, ground.value, shown, state.selected, state.outline);
      });
    };

    const board = {
      state, root, ground, redraw, cards, marks, mark,
      get shown() {
        return shown;
      },
      // An intent with what it will probably look like, until the server says.
      intend(what, rest, local) {
        if (!state.editable) return;
        count += 1;
        state.asked = count;
        if (local) pending = [...pending, { n: count, local }];
        window.dispatchEvent(new CustomEvent("etapes-intent", { detail: { do: what, ...rest } }));
        emit("intent", { n: count, do: what, ...rest });
        if (local) paint();
      },
      select(id) {
        mark("selected", id);
        if (id) mark("focused", id);
        redraw();
        emit("intent", { n: 0, do: "select", step: id });
      },
      moveStep(id, phase, at) {
        board.intend("move_step", { step: id, phase, at }, (flow) => moved(flow, id, phase, at));
        board.focus(id);
      },
      deleteStep(id) {
        board.focus(keys.after(id));
        board.intend("delete_step", { step: id }, (flow) => without(flow, id));
      },
      toggle(id) {
        const on = !shown.cards[id].on;
        board.intend("set_enabled", { step: id, enabled: on }, (flow) => changed(flow, id, { on }));
      },
      renameStep(id, name) {
        mark("naming", null);
        if (name !== shown.cards[id].title) board.intend("rename_step", { step: id, name }, (flow) => (name ? changed(flow, id, { title: name }) : flow));
        board.focus(id);
      },
      openPalette(phase, at, from) {
        if (!state.editable) return;
        const box = from.getBoundingClientRect();
        const steps = shown.phases.find((one) => one.id === phase)?.steps ?? [];
        const before = keys.before(phase, at ?? steps.length);
        state.palette = { phase, at, from, box, after: before && shown.cards[before] };
      },
      closePalette(back = true) {
        const from = state.palette?.from;
        state.palette = null;
        if (back) from?.focus();
      },
      choose(type) {
        const { phase, at } = state.palette;
        board.closePalette(false);
        board.intend("add_step", { phase, type, at: at ?? null });
      },
      // Focus lands after the next painting: the card may not be there yet, or move between phases.
      focus(id) {
        mark("focused", id);
        nextTick(() => {
          const card = id && ground.value?.querySelector(`[data-step="${CSS.escape(id)}"] .open`);
          if (card) card.focus({ preventScroll: false });
        });
      },
    };
    const keys = keyboard(board);
    const drag = dragging(board);

    const calls = {
      // { revision, answered, order, phases, cards, gone, selected, focused }
      patch(patch) {
        truth = patched(truth, patch);
        state.answered = Math.max(state.answered, patch.answered ?? 0);
        pending = pending.filter((one) => one.n > state.answered);
        if ("selected" in patch) mark("selected", patch.selected);
        paint();
        if (patch.focused) board.focus(patch.focused);
        if (patch.phase) nextTick(() => ground.value?.querySelector(`[data-phase="${CSS.escape(patch.phase)}"] .phase-name`)?.select());
      },
      load(flow) {
        truth = flow;
        pending = [];
        paint();
      },
      relabel(labels, offer) {
        Object.assign(state, { labels, offer });
        nextTick(redraw);
      },
      allow(editable) {
        state.editable = editable;
      },
      outline(on) {
        state.outline = on;
        nextTick(redraw);
      },
      reveal(id) {
        mark("selected", id);
        mark("focused", id);
        redraw();
        nextTick(() => ground.value?.querySelector(`[data-step="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" }));
      },
    };
    expose(calls);

    const sizes = new ResizeObserver(redraw);
    onMounted(() => {
      sizes.observe(ground.value);
      window.addEventListener("keydown", keys.anywhere);
      document.fonts?.ready.then(redraw);
      redraw();
    });
    onBeforeUnmount(() => {
      sizes.disconnect();
      window.removeEventListener("keydown", keys.anywhere);
    });
    return { root, ground, curves, state, board, keys, drag, sizes, ...calls };
  },
};
