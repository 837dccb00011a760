import { type Message, render, say } from '../messages/message.ts';
import type { Place } from './place.ts';

/** One thing that is wrong. No part of it holds a secret. */
export interface ConfigProblem {
  /** `clusters[1].alerts.tokenHashes[0]`, the name of a variable, or nothing where the whole file is meant. */
  readonly field: string;
  readonly place: Place;
  /** What is there, what is expected. */
  readonly message: Message;
}

/** A configuration that cannot be used, with everything that is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const inOrder = [...problems].sort(byPlace);
    super(
      render(
        say('config.problems', {
          problems: inOrder.map(({ place, message }) => ({ place, text: render(message) })),
        }),
      ),
    );
    this.problems = inOrder;
  }
}

function byPlace({ place: a }: ConfigProblem, { place: b }: ConfigProblem): number {
  if (a.in === 'file' && b.in === 'file') return a.line - b.line || a.column - b.column;
  return Number(a.in !== 'file') - Number(b.in !== 'file');
}
