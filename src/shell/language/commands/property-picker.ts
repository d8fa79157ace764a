import { propertyNames } from '../../format.js';
import { printable } from '../display.js';
import { getProperty } from '../members.js';
import type { ShellServices } from '../shell-command.js';
import { toText } from '../text.js';
import {
  collected,
  HashTable,
  isObject,
  newObject,
  type ObjectValue,
  ScriptBlock,
  unroll,
  type Value,
} from '../values.js';

/** Properties as Select-Object, Format-List and Format-Table are given them: names with wildcards, or `@{n='…';e={…}}`. */
export async function pick(item: Value, wanted: Value, shell: ShellServices): Promise<ObjectValue> {
  const picked = newObject();
  for (const one of unroll(wanted)) {
    if (one instanceof HashTable || one instanceof ScriptBlock) {
      const { name, expression } = calculated(one);
      picked[name] =
        expression instanceof ScriptBlock
          ? collected(await shell.runBlock(expression, item))
          : getProperty(item, toText(expression));
      continue;
    }
    const name = toText(one);
    const names = isObject(item) ? propertyNames(printable(item), [name]) : [name];
    for (const own of names) picked[own] = getProperty(item, own);
  }
  return picked;
}

function calculated(property: HashTable | ScriptBlock): { readonly name: string; readonly expression: Value } {
  if (property instanceof ScriptBlock) return { name: property.source.trim(), expression: property };
  const entry = (names: readonly string[]) =>
    names.map((name) => property.get(name)).find((found) => found !== undefined);
  const expression = entry(['Expression', 'e']) ?? null;
  return { name: toText(entry(['Name', 'n', 'Label', 'l']) ?? toText(expression)), expression };
}

/** A property of an item, or what a script block makes of it. */
export async function propertyOf(item: Value, property: Value, shell: ShellServices): Promise<Value> {
  if (property instanceof ScriptBlock) return collected(await shell.runBlock(property, item));
  if (property instanceof HashTable) return propertyOf(item, calculated(property).expression, shell);
  return getProperty(item, toText(property));
}
