import { type Message, render } from '../messages/message.ts';

/** Something that keeps Wardround from starting, told with what to do about it. */
export class LocalError extends Error {
  override readonly name = 'LocalError';

  constructor(told: Message, options?: ErrorOptions) {
    super(render(told), options);
  }
}
