import type { Table } from '../../lib/adapters/dynamodb/table.ts';

/** What goes wrong with the requests to a table. */
export class TableFaults {
  #throttles = 0;
  #failures = 0;
  #after = 0;

  /** The next requests are throttled, which the SDK tries again by itself. */
  throttleNext(times: number): void {
    this.#throttles = times;
  }

  /** Commands fail in spite of all that the SDK tries, once so many went well. */
  failNext(times: number, after: number): void {
    this.#failures = times;
    this.#after = after;
  }

  /** Faults that did not come about yet. */
  get left(): number {
    return this.#throttles + this.#failures;
  }

  watch(client: Table['client']): void {
    client.middlewareStack.add(
      (next) => async (args) => {
        if (this.#after > 0) this.#after -= 1;
        else if (this.#failures > 0) {
          this.#failures -= 1;
          throw fault('InternalServerError');
        }
        return next(args);
      },
      { step: 'initialize', name: 'commandFault' },
    );
    client.middlewareStack.add(
      (next) => async (args) => {
        if (this.#throttles > 0) {
          this.#throttles -= 1;
          throw fault('ThrottlingException');
        }
        return next(args);
      },
      { step: 'deserialize', name: 'requestFault' },
    );
  }
}

const fault = (name: string): Error =>
  Object.assign(new Error('the table is not well'), { name, $metadata: {} });
