import { badRequest, json, type Reply, statusReply } from './replies.ts';
import type { Resource } from './resources.ts';
import { fieldSelector, labelSelector, metaOf, type RawObject } from './selectors.ts';

const VERSION = '4711';
const LIST_PARAMETERS = [
  'labelSelector',
  'fieldSelector',
  'limit',
  'continue',
  'resourceVersion',
  'includeObject',
];

export interface ListRequest {
  readonly resource: Resource;
  readonly query: URLSearchParams;
  readonly accept: string;
}

/** One page of a list, as the real server cuts it: with resourceVersion 0 the limit is not heeded. */
export function replyWithList(all: readonly RawObject[], { resource, query, accept }: ListRequest): Reply {
  const asTable = /;as=Table;v=v1;g=meta\.k8s\.io/.test(accept);
  for (const name of query.keys()) {
    if (!LIST_PARAMETERS.includes(name)) return badRequest(`unknown parameter: ${name}`);
  }
  if (query.has('includeObject') && !asTable) return badRequest('includeObject without a Table');
  const fields = query.get('fieldSelector');
  const labels = query.get('labelSelector');
  const selectors = [
    ...(fields === null ? [] : [fieldSelector(fields, resource)]),
    ...(labels === null ? [] : [labelSelector(labels)]),
  ];
  for (const selector of selectors) if ('badRequest' in selector) return badRequest(selector.badRequest);
  const matching = all.filter((object) =>
    selectors.every((item) => 'matches' in item && item.matches(object)),
  );

  const token = query.get('continue');
  const version = query.get('resourceVersion');
  if (token !== null && version)
    return badRequest('specifying resource version is not allowed when using continue');
  if (version && version !== '0') return statusReply(410, 'Expired', 'too old resource version');
  const start = token === null ? 0 : readToken(token);
  if (start === undefined) return badRequest('continue key is not valid');
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0) return badRequest('limit is not valid');
  const end = limit === 0 || version === '0' ? matching.length : start + limit;
  const page = matching.slice(start, end);
  const remaining = matching.length - end;
  const metadata = {
    resourceVersion: VERSION,
    ...(remaining > 0 ? { continue: makeToken(end), remainingItemCount: remaining } : {}),
  };
  return asTable ? tableReply(page, metadata, resource) : listReply(page, metadata, resource);
}

const makeToken = (start: number): string =>
  Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: VERSION, start })).toString('base64url');

function readToken(token: string): number | undefined {
  try {
    const { start } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { start: unknown }; // checked next
    return typeof start === 'number' ? start : undefined;
  } catch {
    return undefined;
  }
}

function listReply(page: readonly RawObject[], metadata: object, { kind, group, version }: Resource): Reply {
  // The items of a typed list do not say their kind.
  const items = page.map(({ kind: _kind, apiVersion: _apiVersion, ...rest }) => rest);
  return json({ kind: `${kind}List`, apiVersion: group ? `${group}/${version}` : version, metadata, items });
}

/** The columns of `kubectl get nodes -o wide`, some of them. */
function tableReply(page: readonly RawObject[], metadata: object, { kind }: Resource): Reply {
  if (kind !== 'Node') return statusReply(406, 'NotAcceptable', 'only nodes are tables here');
  const columns = ['Name', 'Status', 'Roles', 'Age', 'Version', 'Internal-IP', 'External-IP', 'OS-Image'];
  const rows = page.map((node) => {
    const status = node['status'] as { addresses?: { type: string; address: string }[] } | undefined; // as nodes are
    const address = (type: string) =>
      status?.addresses?.find((item) => item.type === type)?.address ?? '<none>';
    const { name } = metaOf(node);
    return {
      cells: [
        name,
        'Ready',
        '<none>',
        '3d',
        'v1.31.0',
        address('InternalIP'),
        address('ExternalIP'),
        'Debian',
      ],
    };
  });
  const columnDefinitions = columns.map((name) => ({
    name,
    type: 'string',
    format: name === 'Name' ? 'name' : '',
  }));
  return json({ kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata, columnDefinitions, rows });
}
