import { en } from './en/index.ts';

export type Catalogue = typeof en;
export type MessageId = keyof Catalogue;

/** A text for people that is not written yet: which one, and what goes into it. Plain data, so it can be stored. */
export type Message = {
  [K in MessageId]: { readonly id: K; readonly params: Parameters<Catalogue[K]>[0] };
}[MessageId];

/** Says something: names a text of the catalogue and gives what it needs. */
export function say<K extends MessageId>(id: K, ...[params]: Parameters<Catalogue[K]>): Message {
  // A pair of an id and its own parameters; TypeScript cannot correlate the two in a union.
  return { id, params } as Message;
}

/** Writes a message out. One language today; the catalogue of a second one has the same ids. */
export function render(message: Message): string {
  const write = en[message.id] as (params: Message['params']) => string; // the pair was made by `say`
  return write(message.params);
}
