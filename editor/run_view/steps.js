// The steps of a run, one line each: sign, name, count, time, and a bar while a total is known.
const SIGNS = { waiting: "radio_button_unchecked", running: "progress_activity", succeeded: "check", skipped: "redo", failed: "error", not_run: "remove" };

export default {
  template: `
    <ol class="run-steps" :aria-label="label">
      <li v-for="row in rows" :key="row.id" :class="['run-step', row.status]" :data-testid="'run-step-' + row.id">
        <span :class="['chip', row.group]" aria-hidden="true"><i class="q-icon material-symbols-outlined notranslate">{{ row.icon }}</i></span>
        <span class="run-step-name"><strong class="cut">{{ row.name }}</strong><small class="cut">{{ row.kind }}</small></span>
        <span class="run-step-figures"><span>{{ row.items }}</span><small :title="row.together">{{ row.time }}</small></span>
        <span class="run-step-sign"><i :class="['q-icon material-symbols-outlined notranslate', { turning: row.status === 'running' }]" aria-hidden="true">{{ sign(row) }}</i><span class="unseen">{{ row.word }}</span></span>
        <small v-if="row.note" class="run-step-note">{{ row.note }}</small>
        <i v-if="row.status === 'running'" class="run-step-bar" :style="{ width: (row.share === null ? 30 : row.share * 100) + '%' }" :class="{ unknown: row.share === null }"></i>
      </li>
    </ol>`,
  props: { label: String, first: Array },
  data() {
    return { rows: this.first };
  },
  methods: {
    sign: (row) => SIGNS[row.status] || "circle",
    show(rows) {
      this.rows = rows;
    },
  },
};
