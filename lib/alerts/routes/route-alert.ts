import type { Alert } from '../../jobs/job.ts';
import { stableHash } from '../label-hash.ts';
import { type Finder, findObject } from './finders.ts';
import { type Labels, ownLabels } from './labels.ts';
import type { RoutedObject } from './routed.ts';
import { neverDiagnosed, routes } from './routes.ts';

export type RoutedAlert =
  | { readonly kind: 'diagnosed'; readonly object: string; readonly target: string | undefined }
  | { readonly kind: 'never-diagnosed' };

/** For alerts that nobody knows: what their labels name, the most certain first. */
const byLabels: readonly Finder[] = ['node', 'service', 'owner', 'node-instance'];

const findersOf: ReadonlyMap<string, readonly Finder[]> = new Map(
  routes.flatMap(({ alerts, find }) => alerts.map((alert) => [alert, find] as const)),
);

/** What an alert is about, by its name where it is a known one, else by its labels alone. */
export function routeAlert({ name, labels }: Pick<Alert, 'name' | 'labels'>): RoutedAlert {
  if (neverDiagnosed.includes(name)) return { kind: 'never-diagnosed' };
  const own: Labels = ownLabels(labels);
  const known = findersOf.get(name);
  const found = (known && findObject(own, known)) ?? findObject(own, byLabels) ?? unplaced(name);
  return { kind: 'diagnosed', ...found };
}

/** Keys are parts of keys in a table: beyond this a hash takes the place of the rest. */
const LONGEST_NAME = 100;

/** An alert that names nothing: all of its name share a thread that says so. */
function unplaced(name: string): RoutedObject {
  const short = name.length > LONGEST_NAME ? `${name.slice(0, 60)}#${stableHash([name])}` : name;
  return { object: `alert/${short}`, target: undefined };
}
