import type { ClusterReader, Cost, ListQuery, LogQuery, NodeName } from '../../evidence/cluster-reader.ts';
import { kinds, type ObjectKind, type ObjectOf } from '../../evidence/objects/kinds.ts';
import { type Listing, type Missing, nameOf, type Permission, type Reading } from '../../evidence/reading.ts';
import type { Access } from './access.ts';
import { type Question, readJson } from './answer-reading.ts';
import type { ApiClient, ApiRequest } from './api-client.ts';
import type { MaskSecrets } from './mask-secrets.ts';
import { readNodeTable, TABLE, TABLE_QUERY } from './node-table.ts';
import { readObject, readObjectList } from './object-list.ts';
import { readPodLog } from './pod-log.ts';
import { type PageRequest, readPages } from './read-pages.ts';
import { apiName, isPossibleName, permissionFor, resourcePath, selectorsOf } from './resource-path.ts';

const JSON_ONLY = 'application/json';
const OF_SERVICE = /^kubernetes\.io\/service-name=([^,\s]+)$/;

export interface LiveReaderOptions {
  readonly client: ApiClient;
  readonly from: Access['from'];
  readonly server: string;
  readonly pageSize: number;
  readonly mask: MaskSecrets;
  readonly now: () => number;
}

/** Reads from an API server. What it lacks, refuses or cannot say is a reading, never an exception. */
export class LiveReader implements ClusterReader {
  readonly origin = 'live';
  /** Which way in was taken, for people. */
  readonly from: Access['from'];
  /** The API server's address, without credentials. */
  readonly server: string;
  readonly #options: LiveReaderOptions;

  constructor(options: LiveReaderOptions) {
    this.#options = options;
    this.from = options.from;
    this.server = options.server;
  }

  async get<K extends ObjectKind>(kind: K, name: string, namespace?: string): Promise<Reading<ObjectOf<K>>> {
    const what = kind === 'ServerVersion' ? '/version' : nameOf(kind, name, namespace);
    if (!isPossibleName(name, namespace)) return { status: 'absent', what };
    const request = { path: resourcePath(kind, namespace, name), accept: JSON_ONLY, retryServerErrors: true };
    const question = this.#question(permissionFor('get', kind, namespace, name), what);
    const json = await this.#json(request, question);
    return json.status === 'collected' ? readObject(kind, json.value) : json;
  }

  async list<K extends ObjectKind>(kind: K, query: ListQuery): Promise<Reading<Listing<ObjectOf<K>>>> {
    const listing = await this.#list(kind, query);
    if (kind !== 'EndpointSlice' || listing.status !== 'absent') return listing;
    // Endpoints are read into the form of slices, and `kind` is the slices' here.
    return (await this.#olderEndpoints(query, listing)) as Reading<Listing<ObjectOf<K>>>;
  }

  async log(query: LogQuery): Promise<Reading<string>> {
    if (!isPossibleName(query.pod, query.namespace)) {
      return { status: 'absent', what: nameOf('Pod', query.pod, query.namespace) };
    }
    return readPodLog(this.#options.client, query, (permission, what) => this.#question(permission, what));
  }

  async nodeNames(limit: number): Promise<Reading<Listing<NodeName>>> {
    const question = this.#question(permissionFor('list', 'Node'), apiName('Node'));
    return readPages(
      async (page) => {
        const query = { ...TABLE_QUERY, ...pageQuery(page) };
        const request = { path: resourcePath('Node'), query, accept: TABLE, retryServerErrors: true };
        const json = await this.#json(request, question);
        return json.status === 'collected' ? readNodeTable(json.value) : json;
      },
      { limit, pageSize: this.#options.pageSize },
    );
  }

  cost(): Cost {
    return this.#options.client.cost();
  }

  /** Ends the connections. */
  close(): void {
    this.#options.client.close();
  }

  async #list<K extends ObjectKind>(kind: K, query: ListQuery): Promise<Reading<Listing<ObjectOf<K>>>> {
    const path = resourcePath(kind, query.namespace);
    const selectors = selectorsOf(kind, query);
    const permission = permissionFor('list', kind, query.namespace);
    const question = this.#question(permission, apiName(kind), kinds[kind].group !== '');
    return readPages(
      async (page) => {
        const request = {
          path,
          query: pageQuery(page, selectors),
          accept: JSON_ONLY,
          retryServerErrors: true,
        };
        const json = await this.#json(request, question);
        return json.status === 'collected' ? readObjectList(kind, json.value) : json;
      },
      { limit: query.limit, pageSize: this.#options.pageSize },
    );
  }

  /**
   * Clusters before 1.21 do not serve slices of this version. Their Endpoints have the Service's name and no label for
   * it, so a query that asks for more than one Service's slices by label has no counterpart.
   */
  async #olderEndpoints(
    { namespace, labels, limit }: ListQuery,
    notServed: Missing,
  ): Promise<Reading<Listing<ObjectOf<'Endpoints'>>>> {
    const service = OF_SERVICE.exec(labels ?? '')?.[1];
    if (labels !== undefined && service === undefined) return notServed;
    return this.#list('Endpoints', {
      ...(namespace ? { namespace } : {}),
      ...(service ? { fields: { 'metadata.name': service } } : {}),
      limit,
    });
  }

  async #json(request: ApiRequest, question: Question): Promise<Reading<unknown>> {
    const answer = await this.#options.client.get(request);
    return answer.status === 'collected' ? readJson(answer.value, question) : answer;
  }

  #question(permission: Permission, what: string, mayBeUnserved = false): Question {
    return { permission, what, mayBeUnserved, mask: this.#options.mask, nowMs: this.#options.now() };
  }
}

/** A continued list keeps the resource version of its token, and the server refuses to be told another. */
function pageQuery(
  { limit, continueToken }: PageRequest,
  selectors: Record<string, string> = {},
): Record<string, string> {
  const { resourceVersion, ...rest } = selectors;
  return {
    ...rest,
    limit: String(limit),
    ...(continueToken === undefined
      ? resourceVersion
        ? { resourceVersion }
        : {}
      : { continue: continueToken }),
  };
}
