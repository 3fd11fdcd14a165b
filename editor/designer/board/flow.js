// What the board shows, never changed in place: { phases: [{id, name, steps: [ids]}], cards: {id: card} }.

// The flow after a patch of the server.
export function patched(flow, patch) {
  let { phases, cards } = flow;
  if (patch.order) {
    const known = new Map([...phases, ...(patch.phases ?? [])].map((phase) => [phase.id, phase]));
    phases = patch.order.map((id) => known.get(id));
  }
  if (patch.cards || patch.gone) {
    cards = { ...cards, ...patch.cards };
    for (const id of patch.gone ?? []) delete cards[id];
  }
  return { phases, cards };
}

export function moved(flow, id, phase, at) {
  const phases = flow.phases.map((one) => {
    let steps = one.steps.includes(id) ? one.steps.filter((step) => step !== id) : one.steps;
    if (one.id === phase) steps = [...steps.slice(0, at), id, ...steps.slice(at)];
    return steps === one.steps ? one : { ...one, steps };
  });
  return { ...flow, phases };
}

export function without(flow, id) {
  const phases = flow.phases.map((one) => (one.steps.includes(id) ? { ...one, steps: one.steps.filter((step) => step !== id) } : one));
  return { ...flow, phases };
}

export function changed(flow, id, values) {
  return { ...flow, cards: { ...flow.cards, [id]: { ...flow.cards[id], ...values } } };
}

export function phaseOrder(flow, id, at) {
  const one = flow.phases.find((phase) => phase.id === id);
  const others = flow.phases.filter((phase) => phase !== one);
  return { ...flow, phases: [...others.slice(0, at), one, ...others.slice(at)] };
}

export function phaseNamed(flow, id, name) {
  return { ...flow, phases: flow.phases.map((phase) => (phase.id === id ? { ...phase, name } : phase)) };
}

// Where a step is: { phase, at } or null.
export function placeOf(flow, id) {
  for (const phase of flow.phases) {
    const at = phase.steps.indexOf(id);
    if (at >= 0) return { phase, at };
  }
  return null;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
