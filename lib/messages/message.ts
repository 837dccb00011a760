import { en } from './en/index.ts';

export type Catalogue = typeof en;
export type MessageId = keyof Catalogue;

/**
 * A text for people that is not written yet: which one, and what goes into it. Plain data, so it can be stored. Made by
 * `say`, which holds the parameters to their text; a union of all pairs is more than the compiler takes.
 */
export interface Message {
  readonly id: MessageId;
  readonly params: object;
}

/** Says something: names a text of the catalogue and gives what it needs. */
export function say<K extends MessageId>(id: K, params: Parameters<Catalogue[K]>[0]): Message {
  return { id, params };
}

/** Writes a message out. One language today; the catalogue of a second one has the same ids. */
export function render(message: Message): string {
  const write = en[message.id] as (params: object) => string; // the pair was made by `say`
  return write(message.params);
}
