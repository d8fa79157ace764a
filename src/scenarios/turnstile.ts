/**
 * Lets many in side by side, or one who wants to be alone; who comes while somebody is alone, or waits to be, waits as
 * well. Nobody inside may ask again, for either: he would wait for himself.
 */
export class Turnstile {
  /** The last one who is, or wants to be, alone. */
  #alone: Promise<unknown> = Promise.resolve();
  readonly #inside = new Set<Promise<unknown>>();

  /** Runs work beside others'. */
  beside<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#alone.then(work);
    const settled = result.catch(() => undefined); // the caller gets the failure; who waits only wants the end
    this.#inside.add(settled);
    void settled.then(() => this.#inside.delete(settled));
    return result;
  }

  /** When everybody who is, or wants to be, alone by now has left. */
  async settled(): Promise<void> {
    await this.#alone;
  }

  /** Runs work when everybody before has left. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.#alone, ...this.#inside]).then(work);
    this.#alone = result.catch(() => undefined);
    return result;
  }
}
