/** Thrown where a test lets a worker die. */
export class Died extends Error {
  override readonly name = 'Died';
}

type Callable = (...args: unknown[]) => unknown;

/** Counts the calls that a worker makes to the world, and lets it die at one of them, before or after it took effect. */
export class BreakOff {
  calls = 0;
  readonly #at: number;
  readonly #when: 'before' | 'after';
  #dead = false;

  constructor(at: number, when: 'before' | 'after') {
    this.#at = at;
    this.#when = when;
  }

  port<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        // Only bound to the object it came from.
        return this.call(value.bind(target) as Callable);
      },
    });
  }

  call<T extends Callable>(callable: T): T {
    const breaking = async (...args: unknown[]): Promise<unknown> => {
      // A dead worker does not clean up either.
      if (this.#dead) throw new Died('dead');
      this.calls += 1;
      const isLast = this.calls === this.#at;
      this.#dead = isLast;
      if (isLast && this.#when === 'before') throw new Died('before');
      const result = await callable(...args);
      if (isLast) throw new Died('after');
      return result;
    };
    return breaking as unknown as T; // same arguments and result; every port answers with a promise
  }
}
