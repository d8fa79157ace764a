/** A place in a script, and the line it is in. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** A script that can't be run, in PowerShell's words, or because it uses what this lab has not. Nothing of it has run. */
export class ScriptError extends Error {
  readonly position: Position;
  /** More lines could mend it: a brace, a bracket or a quote is open. */
  readonly incomplete: boolean;

  constructor(message: string, position: Position, incomplete = false) {
    super(message);
    this.name = 'ScriptError';
    this.position = position;
    this.incomplete = incomplete;
  }
}

/** What PowerShell has and this lab has not, by its name. */
export function outsideSubset(what: string, position: Position): ScriptError {
  return new ScriptError(
    `[lab] '${what}' is outside the PowerShell that this lab runs: cmdlets, pipelines, variables, expressions, if and foreach.`,
    position,
  );
}

/** A place as PowerShell shows it below an error: the line, and a mark under where it begins. */
export function showPosition({ line, column, text }: Position): string {
  const from = Math.max(0, column - 1 - 60);
  const shown = text.slice(from, from + 120);
  return `At line:${line} char:${column}\n+ ${shown}\n+ ${' '.repeat(column - 1 - from)}~`;
}

/** An error of the parser as PowerShell prints it. */
export function describeScriptError(error: ScriptError): string {
  return `${showPosition(error.position)}\n${error.message}`;
}
