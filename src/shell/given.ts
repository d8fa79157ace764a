import type { BoundValue, ParameterDefinition } from './cmdlet.js';

/** A change as it was given; the old value where nothing was. */

/** Text, or a URL as text. */
export function textOr<Text extends string>(value: BoundValue, old: Text): Text {
  if (value instanceof URL) return value.href as Text;
  return typeof value === 'string' ? (value as Text) : old;
}

export function flagOr(value: BoundValue, old: boolean): boolean {
  return typeof value === 'boolean' ? value : old;
}

/** A list, or what `@{Add=…; Remove=…}` makes of the old one. */
export function listOr(value: BoundValue, old: readonly string[]): readonly string[] {
  if (typeof value === 'function') return value(old);
  return Array.isArray(value) ? (value as readonly string[]) : old;
}

/** What an object of the pipeline is found again by. */
const identities = ['Identity', 'Guid', 'Name'];

/** -Identity of a Get cmdlet: all there are when left out. */
export function identityParameter(help: string): ParameterDefinition {
  return { name: 'Identity', type: 'String', position: 0, fromPipeline: identities, help };
}

/** -Identity of a cmdlet that changes the object. */
export function requiredIdentity(help: string): ParameterDefinition {
  return { ...identityParameter(help), mandatory: true };
}
