/** Runs work strictly one after the other, in the order of asking. A failure does not stop what comes after it. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  enqueue<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
