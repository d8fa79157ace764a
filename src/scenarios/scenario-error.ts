/** A scenario can't be switched on, mended or named; the message says why and what to do. */
export class ScenarioError extends Error {
  readonly code: 'unknown' | 'conflict';
  constructor(code: 'unknown' | 'conflict', message: string) {
    super(message);
    this.name = 'ScenarioError';
    this.code = code;
  }
}
