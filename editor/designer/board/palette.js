// The palette: a search box with what usually comes next, and the four groups below.
import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch } from "vue";
import { fill } from "etapes-board/flow.js";
import { find, lit } from "etapes-board/search.js";

const WIDTH = 360, HEIGHT = 440, GAP = 6;

export default {
  props: { place: Object, offer: Object, labels: Object },
  emits: ["choose", "close"],
  template: `
    <div ref="box" class="palette" data-testid="palette" role="dialog" :aria-label="labels.palette" :style="position" @keydown.stop="key" @pointerdown.stop>
      <div class="palette-top"><i class="material-symbols-outlined" aria-hidden="true">search</i>
        <input ref="field" v-model="query" data-testid="palette-search" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
          :aria-activedescendant="current ? 'palette-' + current.type : null" :aria-label="labels.search" :placeholder="labels.search" autocomplete="off" spellcheck="false" />
        <span class="palette-keys" aria-hidden="true">↑↓ ⏎</span></div>
      <div id="palette-list" class="palette-list" role="listbox" :aria-label="labels.palette">
        <div v-for="section in sections" :key="section.title" role="group" :aria-label="section.title">
          <div class="palette-title" aria-hidden="true">{{ section.title }}</div>
          <div v-for="one in section.types" :key="one.type" :id="'palette-' + one.type" class="option" :class="{ on: one === current }" role="option"
            :aria-selected="one === current ? 'true' : 'false'" :data-testid="'palette-item-' + one.type" @pointermove="point(one)" @click="$emit('choose', one.type)">
            <span class="chip" :class="one.group" aria-hidden="true"><i class="material-symbols-outlined">{{ one.icon }}</i></span>
            <strong><template v-for="(part, i) in cut(one.label)" :key="i"><mark v-if="i === 1 && part">{{ part }}</mark><template v-else>{{ part }}</template></template></strong>
            <small>{{ one.summary }}</small></div>
        </div>
      </div>
      <p v-if="!all.length" class="palette-word" role="status">{{ fill(labels.nothing, { query }) }}</p>
      <p v-if="!query.trim() && emptyGroups" class="palette-word">{{ fill(labels.later, { groups: emptyGroups }) }}</p>
    </div>`,
  setup(props, { emit }) {
    const query = ref(""), active = ref(0), field = ref(null), box = ref(null);
    const byName = computed(() => new Map(props.offer.types.map((one) => [one.type, one])));
    const suggested = computed(() => {
      const after = props.place.after;
      const names = after ? props.offer.next[typeOf(after)] ?? [] : props.offer.starts;
      return names.map((name) => byName.value.get(name)).filter(Boolean);
    });
    const typeOf = (card) => card.kind;
    const sections = computed(() => {
      const typed = query.value.trim();
      if (typed) {
        const found = find(props.offer.types, typed);
        return found.length ? [{ title: props.labels.found, types: found }] : [];
      }
      const after = props.place.after;
      const first = { title: after ? fill(props.labels.suggested_after, { name: after.title }) : props.labels.suggested_first, types: suggested.value };
      const groups = props.offer.groups.map((group) => ({
        title: group.label, types: props.offer.types.filter((one) => one.group === group.id && !suggested.value.includes(one)),
      }));
      return [first, ...groups].filter((section) => section.types.length);
    });
    const emptyGroups = computed(() => props.offer.groups.filter((group) => !props.offer.types.some((one) => one.group === group.id)).map((group) => group.label).join(", "));
    const all = computed(() => sections.value.flatMap((section) => section.types));
    const current = computed(() => all.value[active.value] ?? null);
    watch(query, () => (active.value = 0));

    const position = computed(() => {
      const { left, top, bottom, width } = props.place.box;
      const below = window.innerHeight - bottom - GAP - 12, above = top - GAP - 12;
      const x = Math.max(12, Math.min(left, window.innerWidth - WIDTH - 12));
      const height = Math.min(HEIGHT, Math.max(below, above, 240));
      const side = below >= Math.min(HEIGHT, 320) || below >= above ? { top: `${Math.min(bottom + GAP, window.innerHeight - height - 12)}px` } : { bottom: `${window.innerHeight - top + GAP}px` };
      return { left: `${x}px`, width: `${Math.max(WIDTH, Math.min(width, WIDTH))}px`, maxHeight: `${height}px`, ...side };
    });

    const go = (to) => {
      active.value = (to + all.value.length) % Math.max(all.value.length, 1);
      nextTick(() => box.value?.querySelector(".option.on")?.scrollIntoView({ block: "nearest" }));
    };
    const deeds = {
      ArrowDown: () => go(active.value + 1),
      ArrowUp: () => go(active.value - 1),
      PageDown: () => go(Math.min(active.value + 8, all.value.length - 1)),
      PageUp: () => go(Math.max(active.value - 8, 0)),
      Enter: () => current.value && emit("choose", current.value.type),
      Escape: () => emit("close"),
      Tab: () => emit("close"),
    };
    const key = (event) => {
      if (!deeds[event.key] || event.isComposing) return;
      event.preventDefault();
      deeds[event.key]();
    };
    const outside = (event) => box.value?.contains(event.target) || emit("close", false);
    const point = (one) => (active.value = all.value.indexOf(one));
    const cut = (label) => lit(label, query.value);
    onMounted(() => {
      field.value.focus();
      window.addEventListener("pointerdown", outside, true);
    });
    onBeforeUnmount(() => window.removeEventListener("pointerdown", outside, true));
    return { query, field, box, sections, all, current, position, emptyGroups, key, point, cut, fill };
  },
};
