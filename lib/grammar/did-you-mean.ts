/** A name of 10,000 letters is no typo, and comparing it would take long. */
const LONGEST_COMPARED = 100;

/**
 * The names that a mistyped word probably stands for, the closest first: those that differ in at most a third of its
 * letters. None where nothing is close.
 */
export function didYouMean(word: string, names: Iterable<string>, most = 3): readonly string[] {
  const wanted = word.toLowerCase();
  if (wanted === '' || wanted.length > LONGEST_COMPARED) return [];
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const close: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > allowed) continue;
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance <= allowed) close.push({ name, distance });
  }
  close.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return close.slice(0, most).map(({ name }) => name);
}

/**
 * Letters to insert, remove, replace or swap with their neighbour, to make one word of the other.
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row: number[] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const at = (numbers: readonly number[], index: number): number =>
        numbers[index] ?? Number.POSITIVE_INFINITY;
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
