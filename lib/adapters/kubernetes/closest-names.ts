import { editDistance } from '../../grammar/edit-distance.ts';

/** Names sorted by how few letters must change to make them the wanted one; equals keep the alphabet's order. */
export function closestFirst(wanted: string, names: readonly string[]): readonly string[] {
  const ranked = names.map((name) => ({
    name,
    distance: editDistance(wanted.toLowerCase(), name.toLowerCase()),
  }));
  ranked.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return ranked.map(({ name }) => name);
}
