import { bornFolders } from './born-folders.js';
import type { NewFolder, StoredFolder, StoredSetting } from './stored.js';

/** After a reset a mailbox is another one. */
export interface Birth {
  /** Milliseconds since 1970. */
  readonly born: number;
  /** How often the mailbox had been reset by then. */
  readonly resets: number;
}

export function birthSettings(birth: Birth): readonly StoredSetting[] {
  return Object.entries(birth).map(([name, value]) => ({ name, value }));
}

export function birthSaidIn(settings: ReadonlyMap<string, unknown>): Birth {
  const count = (name: keyof Birth) => Number(settings.get(name) ?? 0);
  return { born: count('born'), resets: count('resets') };
}

/** Makes the folders that every mailbox is born with; `first` is the number that the root gets, its own parent. */
export function createBornFolders(
  create: (folder: NewFolder & { readonly distinguishedName: string }) => StoredFolder,
  first: number,
): void {
  const numbers = new Map<string, number>();
  for (const { name, parent, ...rest } of bornFolders) {
    const { number } = create({ distinguishedName: name, parent: numbers.get(parent) ?? first, ...rest });
    numbers.set(name, number);
  }
}
