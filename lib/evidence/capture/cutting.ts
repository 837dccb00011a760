/** Bytes that are being cut out, across chunks. */
export class Cutting {
  #parts: Buffer[] = [];
  #bytes = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes <= this.#limit) this.#parts.push(part);
    else this.#parts = [];
  }

  get overflown(): boolean {
    return this.#bytes > this.#limit;
  }

  tail(bytes: number): string {
    const last: Buffer[] = [];
    let length = 0;
    for (let index = this.#parts.length - 1; index >= 0 && length < bytes; index -= 1) {
      const part = this.#parts[index] ?? Buffer.alloc(0);
      last.unshift(part);
      length += part.length;
    }
    return Buffer.concat(last).subarray(-bytes).toString('latin1');
  }

  text(): string {
    const only = this.#parts.length === 1 ? this.#parts[0] : undefined;
    return (only ?? Buffer.concat(this.#parts)).toString('utf8');
  }
}
