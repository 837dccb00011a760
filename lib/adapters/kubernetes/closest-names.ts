/** Names sorted by how few letters must change to make them the wanted one; equals keep the alphabet's order. */
export function closestFirst(wanted: string, names: readonly string[]): readonly string[] {
  const ranked = names.map((name) => ({
    name,
    distance: distance(wanted.toLowerCase(), name.toLowerCase()),
  }));
  ranked.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return ranked.map(({ name }) => name);
}

/** Levenshtein's distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
