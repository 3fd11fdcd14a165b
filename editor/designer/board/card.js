// A card: what the step is called, what it is, and one line of what matters now.
import { nextTick, ref, watch } from "vue";
import { fill } from "etapes-board/flow.js";

const SIGNS = { problem: "warning", warning: "info", ok: "check", running: "schedule", failed: "error", waiting: "hourglass_empty", note: "chat_bubble" };

export default {
  props: { card: Object, labels: Object, editable: Boolean, selected: Boolean, focused: Boolean, naming: Boolean, dragged: Boolean, board: Object },
  template: `
    <li class="card" :class="[card.group, { chosen: selected, off: !card.on, dragged }]" :data-step="card.id" :data-testid="'step-' + card.id" @dblclick="begin">
      <span class="chip" :class="card.group" aria-hidden="true"><i class="material-symbols-outlined">{{ card.icon }}</i></span>
      <span v-if="naming" class="naming"><input ref="field" v-model="name" :data-testid="'step-name-' + card.id" :aria-label="labels.step_name" maxlength="120"
        @keydown.stop="key" @blur="naming && board.renameStep(card.id, name.trim())" /><small>{{ card.type }}</small></span>
      <button v-else type="button" class="open" :tabindex="focused ? 0 : -1" :aria-current="selected ? 'true' : null"
        :aria-describedby="card.foot ? 'foot-' + card.id : null" @click="board.select(card.id)" @focus="board.state.focused = card.id">
        <strong :title="card.title">{{ card.title }}</strong><small>{{ card.type }}</small>
        <span class="unseen">{{ card.on ? '' : labels.off }}</span><span class="told">{{ card.told }}</span></button>
      <span class="tools">
        <button type="button" class="x eye" :data-testid="'step-eye-' + card.id" :tabindex="focused ? 0 : -1" :disabled="!editable" :aria-pressed="card.on ? 'true' : 'false'"
          :aria-label="fill(labels.eye, { name: card.title })" :title="fill(card.on ? labels.switch_off : labels.switch_on, { name: card.title })" @click.stop="board.toggle(card.id)">
          <i class="material-symbols-outlined" aria-hidden="true">{{ card.on ? 'visibility' : 'visibility_off' }}</i></button>
        <button v-if="editable" type="button" class="x" :data-testid="'step-delete-' + card.id" :tabindex="focused ? 0 : -1"
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
    watch(() => props.naming, (on) => {
      if (!on) return;
      name.value = props.card.title;
      nextTick(() => field.value?.select());
    });
    const begin = () => props.editable && (props.board.state.naming = props.card.id);
    const key = (event) => {
      if (event.key === "Enter") props.board.renameStep(props.card.id, name.value.trim());
      if (event.key === "Escape") {
        props.board.state.naming = null;
        props.board.focus(props.card.id);
      }
    };
    return { name, field, begin, key, fill, signs: SIGNS };
  },
};
