// Finding step types by the words people use, in any language, without minding accents or case.

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, " ");

// The types that match every word of the query, best first.
export function find(types, query) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return types
    .map((type, index) => ({ type, index, worth: worth(type, words) }))
    .filter((one) => one.worth > 0)
    .sort((one, other) => other.worth - one.worth || one.index - other.index)
    .map((one) => one.type);
}

function worth(type, words) {
  let sum = 0;
  for (const word of words) {
    const best = Math.max(at(type.label, word) * 8, at(type.words, word) * 4, at(type.summary, word) * 2, at(type.type, word));
    if (!best) return 0;
    sum += best;
  }
  return sum;
}

// 2 where a word begins with it, 1 where it stands inside one.
function at(text, word) {
  const place = (" " + plain(text).replace(/[^\p{L}\p{N}]+/gu, " ")).indexOf(" " + word);
  return place >= 0 ? 2 : word.length > 2 && plain(text).includes(word) ? 1 : 0;
}

// The label cut around what was typed: [before, match, after].
export function lit(label, query) {
  const word = plain(query).trim();
  const place = word ? plain(label).indexOf(word) : -1;
  return place < 0 || plain(label).length !== label.length ? [label, "", ""] : [label.slice(0, place), label.slice(place, place + word.length), label.slice(place + word.length)];
}
