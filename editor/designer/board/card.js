// A card: what the step is called, what it is, and one line of what matters now.
import { computed, nextTick, ref, watch } from "vue";
import { fill } from "etapes-board/flow.js";

const NONE = {};
const SIGNS = { problem: "warning", warning: "info", ok: "check", running: "schedule", failed: "error", waiting: "hourglass_empty", note: "chat_bubble" };

export default {
  props: { id: String, first: Boolean, labels: Object, editable: Boolean, board: Object },
  template: `
    <li class="card" :class="[card.group, { chosen: marks.selected, off: !card.on, dragged: marks.dragged }]" :data-step="card.id" :data-testid="'step-' + card.id" @dblclick="begin">
      <span class="chip" :class="card.group" aria-hidden="true"><i class="material-symbols-outlined">{{ card.icon }}</i></span>
      <span v-if="marks.naming" class="naming"><input ref="field" v-model="name" :data-testid="'step-name-' + card.id" :aria-label="labels.step_name" maxlength="120"
        @keydown.stop="key" @blur="marks.naming && board.renameStep(card.id, name.trim())" /><small>{{ card.type }}</small></span>
      <button v-else type="button" class="open" :tabindex="focused ? 0 : -1" :aria-current="marks.selected ? 'true' : null"
        :aria-describedby="card.foot ? 'foot-' + card.id : null" @click="board.select(card.id)" @focus="board.mark('focused', id)">
        <strong :title="card.title">{{ card.title }}</strong><small>{{ card.type }}</small>
        <span class="unseen">{{ card.on ? '' : labels.off }}</span><span class="told">{{ card.told }}</span></button>
      <span class="tools">
        <button type="button" class="x eye" :data-testid="'step-eye-' + card.id" :tabindex="focused ? 0 : -1" :disabled="!editable" :aria-pressed="card.on ? 'true' : 'false'"
          :aria-label="fill(labels.eye, { name: card.title })" :title="fill(card.on ? labels.switch_off : labels.switch_on, { name: card.title })" @click.stop="board.toggle(card.id)">
          <i class="material-symbols-outlined" aria-hidden="true">{{ card.on ? 'visibility' : 'visibility_off' }}</i></button>
        <button v-if="editable" type="button" class="x" data-once :data-testid="'step-delete-' + card.id" :tabindex="focused ? 0 : -1"
          :aria-label="fill(labels.delete_step, { name: card.title })" :title="fill(labels.delete_step, { name: card.title })" @click.stop="board.deleteStep(card.id)">
          <i class="material-symbols-outlined" aria-hidden="true">close</i></button>
      </span>
      <span v-if="card.foot" class="foot" :class="card.foot.kind" :id="'foot-' + card.id" :title="card.foot.text">
        <i class="material-symbols-outlined" aria-hidden="true">{{ signs[card.foot.kind] }}</i><span class="foot-text">{{ card.foot.text }}</span>
        <span v-if="card.foot.right" class="foot-right">{{ card.foot.right }}</span></span>
      <i v-if="card.foot && card.foot.progress != null" class="bar" :style="{ width: card.foot.progress * 100 + '%' }"></i>
    </li>`,
  setup(props) {
    const name = ref(""), field = ref(null);
    const card = computed(() => props.board.cards[props.id]), marks = computed(() => props.board.marks[props.id] ?? NONE);
    // Without any focus the first card is the way in by Tab.
    const focused = computed(() => Boolean(marks.value.focused || (props.first && !props.board.state.focused)));
    watch(() => marks.value.naming, (on) => {
      if (!on) return;
      name.value = card.value.title;
      nextTick(() => field.value?.select());
    });
    const begin = () => props.editable && props.board.mark("naming", props.id);
    const key = (event) => {
      if (event.key === "Enter") props.board.renameStep(props.id, name.value.trim());
      if (event.key === "Escape") {
        props.board.mark("naming", null);
        props.board.focus(props.id);
      }
    };
    return { card, marks, focused, name, field, begin, key, fill, signs: SIGNS };
  },
};
