import { readFile } from 'node:fs/promises';
import { JsonFile } from './json-file.js';
import type { LabState, StateHolder } from './state.js';
import type { World } from './world.js';

/** The state file can't be used as it is; the message says why and what to do. */
export class StateFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StateFileError';
  }
}

/** Reads the state file; undefined when there is none. A file that can't be read is never replaced silently. */
export async function readStateFile(path: string): Promise<LabState | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StateFileError(
      `${path} can't be read: ${(error as Error).message}. Let this account read it, or choose another --data-dir.`,
    );
  }
  try {
    return asState(JSON.parse(text));
  } catch (error) {
    throw unusable(path, error instanceof SyntaxError ? 'it is no JSON' : (error as Error).message);
  }
}

function unusable(path: string, why: string): StateFileError {
  return new StateFileError(
    `The lab's state in ${path} can't be used: ${why}. Restore the file, or delete it to start with a healthy lab (the keys stay).`,
  );
}

/** What a lab may be without: there is none, or the state is of a version before it. */
const dispensable: ReadonlySet<string> = new Set([
  'organization.hybridConfiguration',
  'organization.applicationAccounts',
  'organization.directoryFaults',
]);

/** Compares a saved state with a healthy one of this program: what must be there is there, and of the same kind. */
export function requireShape(path: string, saved: LabState, healthy: LabState): void {
  const wrong = firstMismatch(saved, healthy, '');
  if (wrong !== undefined) throw unusable(path, `its part '${wrong}' is missing or damaged`);
}

/** Where a value differs in kind from its model, as `organization.servers.0`. Plain values may be left out. */
function firstMismatch(value: unknown, model: unknown, place: string): string | undefined {
  if (typeof model !== 'object' || model === null) {
    return value === undefined || typeof value === typeof model ? undefined : place;
  }
  if (value === undefined && dispensable.has(place)) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(model)) return place;
  const inner = (name: string) => (place === '' ? name : `${place}.${name}`);
  const parts: readonly (readonly [name: string, value: unknown, model: unknown])[] = Array.isArray(model)
    ? (value as unknown[]).map((item, index) => [String(index), item, model[0]])
    : Object.entries(model).map(([name, part]) => [name, (value as Record<string, unknown>)[name], part]);
  for (const [name, part, partModel] of parts) {
    const wrong = partModel === undefined ? undefined : firstMismatch(part, partModel, inner(name));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** Looks at the outline; {@link requireShape} does the rest once there is a healthy state to compare with. */
function asState(value: unknown): LabState {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('it is no state of a lab');
  const state = value as Partial<Record<keyof LabState, unknown>>;
  if (state.version !== 1) throw new Error(`its version is ${String(state.version)}, this program knows 1`);
  const isObject = (part: unknown) => typeof part === 'object' && part !== null && !Array.isArray(part);
  const wrong =
    (['world', 'organization', 'network'] as const).find((name) => !isObject(state[name])) ??
    (['tenants', 'activeScenarios'] as const).find((name) => !Array.isArray(state[name])) ??
    (typeof state.keys === 'string' ? undefined : 'keys') ??
    (Array.isArray((state.world as Partial<World>).hosts) ? undefined : 'world');
  if (wrong !== undefined) throw new Error(`its part '${wrong}' is missing or damaged`);
  return value as LabState;
}

/** Holds the state in memory and its copy on disk. */
export class StateFile extends JsonFile<LabState> implements StateHolder {
  get state(): LabState {
    return this.value;
  }
}
