import * as z from 'zod';
import type { NodeName } from '../../evidence/cluster-reader.ts';
import { collected, type Reading } from '../../evidence/reading.ts';
import { listMeta } from './object-list.ts';
import type { Page } from './read-pages.ts';

/**
 * Nodes as the lines that `kubectl get nodes -o wide` prints: some 200 bytes each instead of some 20 KiB.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
 */
export const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';
/** The name is a column, so the rows need not bring their objects along. */
export const TABLE_QUERY: Readonly<Record<string, string>> = { includeObject: 'None' };

const ADDRESS_COLUMNS: readonly string[] = ['Internal-IP', 'External-IP'];

const table = z.object({
  kind: z.literal('Table'),
  metadata: listMeta,
  columnDefinitions: z.array(z.object({ name: z.string() })),
  rows: z.array(z.object({ cells: z.array(z.unknown()) })).nullish(),
});

export function readNodeTable(json: unknown): Reading<Page<NodeName>> {
  const parsed = table.safeParse(json);
  const columns = parsed.data?.columnDefinitions.map(({ name }) => name) ?? [];
  const nameColumn = columns.indexOf('Name');
  if (!parsed.success || nameColumn < 0) {
    return { status: 'failed', httpStatus: 200, detail: 'the answer is no Table of nodes' };
  }
  const addressColumns = ADDRESS_COLUMNS.map((name) => columns.indexOf(name)).filter((index) => index >= 0);
  const rows = parsed.data.rows ?? [];
  const items = rows.flatMap(({ cells }): NodeName[] => {
    const name = cells[nameColumn];
    if (typeof name !== 'string' || name === '') return [];
    const addresses = addressColumns.map((index) => cells[index]);
    // `<none>` stands where a node has no such address.
    return [
      {
        name,
        addresses: addresses.filter(
          (cell): cell is string => typeof cell === 'string' && !cell.startsWith('<'),
        ),
      },
    ];
  });
  return collected({ items, hasUnreadable: items.length < rows.length, ...parsed.data.metadata });
}
