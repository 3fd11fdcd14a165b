// A phase: its number, its name that is renamed in place, X, its cards and ADD STEP.
import { ref, watch } from "vue";
import StepCard from "etapes-board/card.js";
import { fill, phaseNamed } from "etapes-board/flow.js";

export default {
  components: { StepCard },
  props: { phase: Object, number: Number, labels: Object, editable: Boolean, dragged: Boolean, board: Object },
  template: `
    <li class="phase" :class="{ dragged }" :data-phase="phase.id" :data-testid="'phase-' + phase.id">
      <header>
        <span class="phase-number" aria-hidden="true">{{ number }}</span>
        <input class="phase-name" :data-testid="'phase-name-' + phase.id" :value="name" :readonly="!editable" :placeholder="fill(labels.phase, { number })"
          :aria-label="fill(labels.phase_name, { number })" :size="Math.max(6, name.length + 1)" maxlength="120" autocomplete="off" spellcheck="false"
          @input="name = $event.target.value" @change="rename" @keydown="key" />
        <span class="unseen">{{ fill(labels.phase_steps, { count: phase.steps.length }) }}</span>
        <button v-if="editable" type="button" class="x" data-once :data-testid="'phase-delete-' + phase.id" :aria-label="fill(labels.delete_phase, { name: phase.name || fill(labels.phase, { number }) })"
          :title="fill(labels.delete_phase, { name: phase.name || fill(labels.phase, { number }) })" @click="board.intend('delete_phase', { phase: phase.id })">
          <i class="material-symbols-outlined" aria-hidden="true">close</i></button>
      </header>
      <ol class="cards" :aria-label="phase.name || fill(labels.phase, { number })">
        <step-card v-for="(id, index) in phase.steps" :key="id" :id="id" :first="number === 1 && index === 0" :labels="labels" :editable="editable" :board="board" />
      </ol>
      <button v-if="editable" type="button" class="add-step" :data-testid="'step-add-' + phase.id"
        :aria-label="fill(labels.add_step_to, { name: phase.name || fill(labels.phase, { number }) })" @click="board.openPalette(phase.id, null, $event.currentTarget)">
        <i class="material-symbols-outlined" aria-hidden="true">add</i><span aria-hidden="true">{{ labels.add_step }}</span></button>
    </li>`,
  setup(props) {
    const name = ref(props.phase.name);
    watch(() => props.phase.name, (value) => (name.value = value));
    const rename = () => {
      const id = props.phase.id, wanted = name.value.trim();
      if (wanted !== props.phase.name) props.board.intend("rename_phase", { phase: id, name: wanted }, (flow) => phaseNamed(flow, id, wanted));
    };
    const key = (event) => {
      if (event.key === "Enter") event.target.blur();
      if (event.key === "Escape") {
        name.value = props.phase.name;
        event.target.value = props.phase.name;
        event.target.blur();
      }
    };
    return { name, rename, key, fill };
  },
};
