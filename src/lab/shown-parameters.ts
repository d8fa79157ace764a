import type { Cmdlet } from '../shell/cmdlet.js';
import type { ParameterType } from '../shell/parameter.js';
import { findParameter, type GivenParameters } from '../shell/parameter-binder.js';

/** Passwords, and files, which may hold keys. */
const hidden: ReadonlySet<ParameterType> = new Set<ParameterType>(['SecureString', 'Byte[]']);
const mostCharacters = 200;

/** Parameters as a record may keep them: under their full names, as text, shortened, without what is secret. */
export function shownParameters(cmdlet: Cmdlet, given: GivenParameters): Readonly<Record<string, string>> {
  const shown = Object.entries(given).map(([name, value]) => {
    const parameter = findParameter(cmdlet, name);
    return [parameter.name, hidden.has(parameter.type) ? '(not kept)' : asText(value)] as const;
  });
  return Object.fromEntries(shown);
}

function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
