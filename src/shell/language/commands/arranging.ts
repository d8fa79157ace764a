import { compare } from '../comparison.js';
import { toNumber } from '../conversions.js';
import { EvaluationError } from '../evaluation-error.js';
import { getProperty } from '../members.js';
import { type ShellCommand, toggle, value } from '../shell-command.js';
import { toText } from '../text.js';
import { isObject, newObject, propertyName, unroll, type Value } from '../values.js';
import { count, unique } from './filtering.js';
import { pick, propertyOf } from './property-picker.js';

export const selectObject: ShellCommand = {
  name: 'Select-Object',
  aliases: ['select'],
  synopsis: 'Takes properties of objects, or some of the objects.',
  parameters: [
    value('Property', "Names, wildcards, or @{n='Name';e={…}}.", 0),
    value('ExpandProperty', 'The values of this property instead of the objects.'),
    value('First', 'So many from the beginning.'),
    value('Last', 'So many from the end.'),
    value('Skip', 'Leave out so many.'),
    toggle('Unique', 'Each only once.'),
  ],
  async run({ given, input, shell }) {
    const chosen = slice(input, given);
    const expanded = given.ExpandProperty;
    const { Property: wanted } = given;
    const values: Value[] = [];
    for (const item of chosen) {
      if (expanded !== undefined) values.push(...unroll(expand(item, toText(expanded))));
      else values.push(wanted === undefined ? item : await pick(item, wanted, shell));
    }
    return given.Unique === undefined ? values : unique(values);
  },
};

function slice(input: readonly Value[], given: Readonly<Record<string, Value>>): readonly Value[] {
  const rest = input.slice(count(given.Skip, 'Skip') ?? 0);
  const first = count(given.First, 'First');
  const last = count(given.Last, 'Last');
  if (first === undefined && last === undefined) return rest;
  return [...rest.slice(0, first ?? 0), ...(last ? rest.slice(-last) : [])];
}

function expand(item: Value, name: string): Value {
  if (isObject(item) && propertyName(item, name) === undefined) {
    throw new EvaluationError(`Property "${name}" cannot be found.`, 'InvalidArgument');
  }
  return getProperty(item, name);
}

export const sortObject: ShellCommand = {
  name: 'Sort-Object',
  aliases: ['sort'],
  synopsis: 'Sorts objects.',
  parameters: [
    value('Property', 'By these properties.', 0),
    toggle('Descending', 'The greatest first.'),
    toggle('Unique', 'Each only once.'),
  ],
  async run({ given: { Property: by = null, Descending: descending, Unique: once }, input, shell }) {
    const keyed: { readonly item: Value; readonly keys: readonly Value[] }[] = [];
    for (const item of input) {
      const keys: Value[] = [];
      for (const property of unroll(by)) keys.push(property === null ? item : await propertyOf(item, property, shell));
      keyed.push({ item, keys });
    }
    const order = (a: readonly Value[], b: readonly Value[]) =>
      a.map((key, index) => compare(key, b[index] ?? null) || 0).find((difference) => difference !== 0) ?? 0;
    keyed.sort((a, b) => (descending === undefined ? order(a.keys, b.keys) : order(b.keys, a.keys)));
    const kept =
      once === undefined
        ? keyed
        : keyed.filter((one, index) => index === 0 || order(one.keys, keyed[index - 1]?.keys ?? []) !== 0);
    return kept.map(({ item }) => item);
  },
};

export const measureObject: ShellCommand = {
  name: 'Measure-Object',
  aliases: ['measure'],
  synopsis: 'Counts objects, and adds up what a property says.',
  parameters: [
    value('Property', 'What is added up.', 0),
    toggle('Sum', 'The sum.'),
    toggle('Average', 'The average.'),
    toggle('Maximum', 'The greatest.'),
    toggle('Minimum', 'The least.'),
  ],
  run({ given, input }) {
    const property = given.Property === undefined ? null : toText(given.Property);
    const values = input.map((item) => (property === null ? item : getProperty(item, property)));
    const asked = (name: string) => given[name] !== undefined && values.length > 0;
    const sum = () => values.reduce<number>((total, item) => total + toNumber(item), 0);
    const extreme = (sign: number) => values.toSorted((a, b) => sign * compare(a, b))[0] ?? null;
    const result = newObject();
    result.Count = input.length;
    result.Average = asked('Average') ? sum() / values.length : null;
    result.Sum = asked('Sum') ? sum() : null;
    result.Maximum = asked('Maximum') ? extreme(-1) : null;
    result.Minimum = asked('Minimum') ? extreme(1) : null;
    result.Property = property;
    return [result];
  },
};
