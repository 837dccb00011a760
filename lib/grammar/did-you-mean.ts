import { editDistance } from './edit-distance.ts';

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
