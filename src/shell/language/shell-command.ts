import type { Culture } from '../../connectivity/culture.js';
import type { Cmdlet, HostLine, ParameterDefinition } from '../cmdlet.js';
import type { ShellSession } from '../shell-session.js';
import type { Views } from './display.js';
import type { Outside } from './static-members.js';
import type { ScriptBlock, Value } from './values.js';

/** What the commands of the shell work with. */
export interface ShellServices {
  readonly session: ShellSession;
  readonly outside: Outside;
  readonly culture: Culture;
  readonly views: Views;
  readonly cmdlets: readonly Cmdlet[];
  readonly commands: readonly ShellCommand[];
  /** Writes to the host, past the pipeline. */
  write(text: string, kind: 'host' | 'warning', color?: HostLine['color']): void;
  clear(): void;
  /** Asks who sits there; undefined when nobody does. */
  readLine(prompt: string, isSecret: boolean): Promise<string | undefined>;
  sleep(milliseconds: number): Promise<void>;
  runBlock(block: ScriptBlock, item: Value): Promise<readonly Value[]>;
  /** Runs a cmdlet of the lab in the session, for its effect or its failure. */
  probe(name: string, session: ShellSession): Promise<void>;
}

/** A call of a command of the shell. */
export interface ShellCall {
  readonly given: Readonly<Record<string, Value>>;
  /** What comes down the pipeline; empty for the first one. */
  readonly input: readonly Value[];
  readonly shell: ShellServices;
}

/** What PowerShell itself brings, as far as the lab has it; not a cmdlet of Exchange. */
export interface ShellCommand {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly synopsis: string;
  readonly parameters: readonly ParameterDefinition[];
  /** The parameter that takes all values without a name. */
  readonly rest?: string;
  run(call: ShellCall): Promise<readonly Value[]> | readonly Value[];
}

/** Terse definitions of parameters. */
export function value(name: string, help: string, position?: number): ParameterDefinition {
  return { name, type: 'Object[]', help, ...(position === undefined ? {} : { position }) };
}

export function toggle(name: string, help: string, ...aliases: readonly string[]): ParameterDefinition {
  return { name, type: 'SwitchParameter', help, aliases };
}
