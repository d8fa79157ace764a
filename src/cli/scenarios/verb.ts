import { type Console, type ExitCode, UsageError } from '../console.js';
import type { ControlAnswer, LabClient } from '../lab-client.js';

/** The options of all verbs; each takes those it names, beside --lab, --json and --help. */
export const verbOptions = {
  lab: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  all: { type: 'boolean' },
  junit: { type: 'string' },
  seed: { type: 'string' },
  difficulty: { type: 'string' },
  count: { type: 'string' },
  student: { type: 'string' },
  format: { type: 'string' },
} as const;

export type VerbOption = Exclude<keyof typeof verbOptions, 'lab' | 'json' | 'help'>;

export interface VerbCall {
  readonly words: readonly string[];
  readonly values: { readonly [name in VerbOption]?: string | boolean | undefined } & {
    readonly json?: boolean | undefined;
  };
  readonly client: LabClient;
  readonly console: Console;
}

/** One verb of `exchange-oauth-lab scenarios`: a file each, found by its name. */
export interface ScenarioVerb {
  readonly name: string;
  /** What stands behind it, for the help: `ID`. */
  readonly words: string;
  readonly help: string;
  readonly mostWords: number;
  readonly options?: readonly VerbOption[];
  /** Throws UsageError for words it can't do with, before a lab is looked for. */
  check?(call: Pick<VerbCall, 'words' | 'values'>): void;
  run(call: VerbCall): Promise<ExitCode>;
}

/** The first word, which must be there. */
export function requireId(verb: string, [id]: readonly string[]): string {
  if (id !== undefined) return id;
  throw new UsageError(`Name the scenario: exchange-oauth-lab scenarios ${verb} ID (scenarios list shows them).`);
}

export function pathOf(id: string, ...rest: readonly (string | number)[]): string {
  return ['/api/scenarios', encodeURIComponent(id), ...rest].join('/');
}

/** An answer of the lab that is not what was asked for. */
export class RefusedError extends Error {
  readonly answer: ControlAnswer;
  constructor(message: string, answer: ControlAnswer) {
    super(message);
    this.name = 'RefusedError';
    this.answer = answer;
  }
}
