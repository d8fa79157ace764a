import type { Position } from './script-error.js';

/** A statement that failed: what PowerShell prints in red, and where. */
export class EvaluationError extends Error {
  /** The command's name, as it was typed; undefined of an expression. */
  readonly command: string | undefined;
  readonly position: Position | undefined;
  readonly category: string;

  constructor(message: string, category = 'InvalidOperation', command?: string, position?: Position) {
    super(message);
    this.name = 'EvaluationError';
    this.command = command;
    this.position = position;
    this.category = category;
  }
}

/** The whole script ends here: -ErrorAction Stop, or a limit. */
export class StoppedError extends EvaluationError {}

/** `exit`, with its code. */
export class ExitRequest extends Error {
  readonly code: number;

  constructor(code: number) {
    super('exit');
    this.name = 'ExitRequest';
    this.code = code;
  }
}
