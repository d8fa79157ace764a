/**
 * Does things together at the end of a pass of the event loop: requests that have arrived are judged one behind the other,
 * and in the pass after that their answers are written. So the code of one task stays in the processor's cache (a signature
 * verified among others takes two thirds of the time), and a client is woken up once for several answers. Under load that
 * halves the CPU time; a lone request waits for nothing.
 */
export class EndOfPass<Task> {
  readonly #act: (task: Task) => void;
  readonly #fail: (error: unknown, task: Task) => void;
  #tasks: Task[] = [];

  /** `fail` is told of a task that `act` throws at; those behind it go on. */
  constructor(act: (task: Task) => void, fail: (error: unknown, task: Task) => void) {
    this.#act = act;
    this.#fail = fail;
  }

  add(task: Task): void {
    if (this.#tasks.push(task) === 1) setImmediate(() => this.#run());
  }

  #run(): void {
    const tasks = this.#tasks;
    this.#tasks = [];
    for (const task of tasks) this.#attempt(task);
  }

  #attempt(task: Task): void {
    try {
      this.#act(task);
    } catch (error) {
      this.#fail(error, task);
    }
  }
}

/** Judged in one pass, answered in the next one: what shall come behind all answers waits for a third. */
export function behindAnswers(act: () => void, passes = 3): void {
  setImmediate(() => (passes === 1 ? act() : behindAnswers(act, passes - 1)));
}
