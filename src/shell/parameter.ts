import type { PowerShellObject } from './object.js';

/** Types of parameters, in .NET's words. What a handler gets: {@link BoundValue}. */
export type ParameterType =
  | 'String'
  | 'Int32'
  | 'Uri'
  | 'Boolean'
  | 'SwitchParameter'
  | 'DateTime'
  /** `30.00:00:00`; bound as milliseconds. */
  | 'TimeSpan'
  /** Text that isn't shown again. */
  | 'SecureString'
  /** Base64, or a list of numbers. */
  | 'Byte[]'
  | 'String[]'
  /** A list, `$null` for an empty one, or `@{Add='…'; Remove='…'}`; bound as what it makes of the list there is. */
  | 'MultiValuedProperty'
  /** Objects as they come, from `@{…}` or from JSON. */
  | 'Object[]';

export interface ParameterDefinition {
  readonly name: string;
  readonly type: ParameterType;
  readonly mandatory?: boolean;
  /** Position from 0; named only when left out. */
  readonly position?: number;
  readonly aliases?: readonly string[];
  /** The values an enumeration takes; of a list, the values of its items. */
  readonly values?: readonly string[];
  /** `$null` empties it: it is bound as empty text or as the empty list. Otherwise nothing at all is bound. */
  readonly nullable?: true;
  /** The one session that has it; both when left out. */
  readonly session?: 'OnPremises' | 'Cloud';
  /** The parameter sets it belongs to; every one when left out. */
  readonly sets?: readonly string[];
  /** Bound from an object of the pipeline: by the first of these properties that it has. A plain value is taken as it is. */
  readonly fromPipeline?: readonly string[];
  readonly help: string;
}

/** Makes a list out of the one there is. */
export type ListChange = (old: readonly string[]) => readonly string[];

export type BoundValue =
  | string
  | number
  | boolean
  | Date
  | URL
  | Uint8Array
  | readonly string[]
  | readonly PowerShellObject[]
  | ListChange
  | undefined;

/** Parameters as bound: names as defined, values of the defined type. */
export type BoundParameters = { readonly [name: string]: BoundValue };
