/** Thrown by work that another worker is at: the same job is to be delivered again after a while. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  readonly afterSeconds: number;

  constructor(what: string, afterSeconds: number) {
    super(`${what} is being worked on`);
    this.afterSeconds = afterSeconds;
  }
}
