import { type Incident, type IncidentStore, incident as stored } from '../../../lib/incidents/incident.ts';

/** Incidents in memory, with the condition on each write that a table would hold to, and through JSON as one would. */
export class MemoryIncidentStore implements IncidentStore {
  readonly #items = new Map<string, string>();
  /** The versions that were written, in their order. */
  readonly versions: number[] = [];

  load(cluster: string, object: string): Promise<Incident | undefined> {
    const item = this.#items.get(`${cluster} ${object}`);
    return Promise.resolve(item === undefined ? undefined : stored.parse(JSON.parse(item)));
  }

  async save(incident: Incident): Promise<'saved' | 'changed-meanwhile'> {
    const before = await this.load(incident.cluster, incident.object);
    if ((before?.version ?? 0) !== incident.version - 1) return 'changed-meanwhile';
    this.#items.set(`${incident.cluster} ${incident.object}`, JSON.stringify(incident));
    this.versions.push(incident.version);
    return 'saved';
  }

  all(): Incident[] {
    return [...this.#items.values()].map((item) => stored.parse(JSON.parse(item)));
  }
}
