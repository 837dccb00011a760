/** Where a problem is mended. Lines and columns count from 1. */
export type Place =
  | { readonly in: 'file'; readonly path: string; readonly line: number; readonly column: number }
  | { readonly in: 'variable'; readonly name: string }
  | { readonly in: 'compiled' };

/** The way to a value: keys of maps and indexes of lists. */
export type Path = readonly (string | number)[];

/** Says where a value is mended; `key` asks for the place of the field's name rather than of its value. */
export type FindPlace = (path: Path, of: 'key' | 'value') => Place;

/** What stands at a path, or undefined. Own fields only, so that no name reaches into a prototype. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value as unknown; // `any` in the library's types
  }
  return value;
}
