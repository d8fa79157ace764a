import type { Dated } from '../directory/dated.js';
import { foldCase } from '../protocol/audience.js';
import { type CmdletContext, CmdletError } from './cmdlet.js';
import { objectNotFound } from './not-found.js';
import type { PowerShellObject } from './object.js';

/** What has a name and a GUID, as most objects of Exchange's configuration do. */
export interface NamedObject {
  readonly name: string;
  readonly guid: string;
}

export function findNamed<Item extends NamedObject>(all: readonly Item[], identity: string): Item | undefined {
  const wanted = foldCase(identity.trim());
  return all.find(({ name, guid }) => foldCase(name) === wanted || guid === wanted);
}

/** The object of a name or GUID; the names may end in `*`, as in `HybridIOC*`, where they mean one object only. */
export function requireNamed<Item extends NamedObject>(
  all: readonly Item[],
  identity: string,
  context: CmdletContext,
): Item {
  const found = findNamed(all, identity);
  if (found) return found;
  const alike = all.filter(({ name }) => matches(name, identity));
  if (alike.length === 1 && alike[0]) return alike[0];
  throw objectNotFound(identity, context);
}

/** The objects a Get cmdlet is asked for: all of them, those that `Name*` means, or the one. */
export function selectNamed<Item extends NamedObject>(
  all: readonly Item[],
  identity: unknown,
  context: CmdletContext,
): readonly Item[] {
  if (typeof identity !== 'string') return all;
  return identity.includes('*')
    ? all.filter(({ name }) => matches(name, identity))
    : [requireNamed(all, identity, context)];
}

function matches(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return false;
  const parts = foldCase(pattern.trim())
    .split('*')
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(foldCase(name));
}

/** A name must fit, and be nobody else's than `owner`'s. `kind` is what it names, with its article. */
export function requireFreeName(
  name: string,
  all: readonly NamedObject[],
  kind: string,
  owner?: NamedObject | undefined,
): void {
  if (name.trim() === '') throw new CmdletError('InvalidArgument', `[lab] ${capital(kind)} needs a name.`);
  if (name.length > 64)
    throw new CmdletError('InvalidArgument', `The length of the Name '${name}' is more than 64 characters.`);
  const holder = findNamed(all, name);
  if (!holder || holder.guid === owner?.guid) return;
  throw new CmdletError(
    'ResourceExists',
    `[lab] ${capital(kind)} named '${name}' exists already; remove it, or choose another name.`,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The list with one of its objects changed, now. */
export function withChanged<Item extends NamedObject & Dated>(
  all: readonly Item[],
  { guid }: NamedObject,
  { clock }: CmdletContext,
  change: (item: Item) => Item,
): readonly Item[] {
  const whenChanged = new Date(clock.now()).toISOString();
  return all.map((item) => (item.guid === guid ? { ...change(item), whenChanged } : item));
}

/** A GUID and the dates of an object that is made now. */
export function newIdentity({ clock, random }: CmdletContext): { readonly guid: string } & Required<Dated> {
  const now = new Date(clock.now()).toISOString();
  return { guid: random.uuid(), whenCreated: now, whenChanged: now };
}

/** WhenChanged and WhenCreated; what setup or the wizard has made is as old as the organisation. */
export function dates({ whenChanged, whenCreated }: Dated, { state }: CmdletContext): PowerShellObject {
  const setUp = state.state.organization.authConfig.whenCreated;
  return { WhenChanged: new Date(whenChanged ?? setUp), WhenCreated: new Date(whenCreated ?? setUp) };
}

export function without<Item extends NamedObject>(all: readonly Item[], { guid }: NamedObject): readonly Item[] {
  return all.filter((item) => item.guid !== guid);
}
