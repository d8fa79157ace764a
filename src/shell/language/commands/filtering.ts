import { areEqual } from '../comparison.js';
import { EvaluationError } from '../evaluation-error.js';
import { callMethod } from '../member-methods.js';
import { getProperty } from '../members.js';
import { operate } from '../operators.js';
import { type ShellCommand, toggle, value } from '../shell-command.js';
import { toText } from '../text.js';
import { isTrue, ScriptBlock, unroll, type Value } from '../values.js';

const operators = [
  ...[
    'eq',
    'ne',
    'gt',
    'ge',
    'lt',
    'le',
    'like',
    'notlike',
    'match',
    'notmatch',
    'contains',
    'notcontains',
    'in',
    'notin',
  ],
  ...['ceq', 'cne', 'clike', 'cmatch'],
];

/** Where-Object, with a script block or in its simplified form: `where Realm -eq ''`. */
export const whereObject: ShellCommand = {
  name: 'Where-Object',
  aliases: ['where', '?'],
  synopsis: 'Lets through the objects for which a condition is true.',
  parameters: [
    value('FilterScript', 'The condition: { $_.Property -eq … }, or the name of a property.', 0),
    value('Value', 'What the property is compared with.', 1),
    ...operators.map((name) => toggle(name, 'How it is compared.')),
    toggle('not', 'The property is false or blank.'),
  ],
  async run({ given, input, shell }) {
    const { FilterScript: filter = null, Value: wanted = null } = given;
    const operator = operators.find((name) => given[name] !== undefined);
    const kept: Value[] = [];
    for (const item of input) if (await holds(item)) kept.push(item);
    return kept;

    async function holds(item: Value): Promise<boolean> {
      if (filter instanceof ScriptBlock) {
        const values = await shell.runBlock(filter, item);
        return isTrue([...values]);
      }
      const property = getProperty(item, toText(filter));
      if (operator !== undefined) return isTrue(operate(operator, property, wanted, shell.culture));
      return isTrue(property) !== (given.not !== undefined);
    }
  },
};

/** ForEach-Object, with script blocks, or with the name of a property or method. */
export const forEachObject: ShellCommand = {
  name: 'ForEach-Object',
  aliases: ['foreach', '%'],
  synopsis: 'Does something for each object.',
  parameters: [
    value('Process', 'What is done: { … $_ … }, or the name of a property or method.', 0),
    value('Begin', 'Done before the first one.'),
    value('End', 'Done after the last one.'),
  ],
  async run({ given: { Process: work = null, Begin: begin = null, End: end = null }, input, shell }) {
    const values: Value[] = [];
    if (begin instanceof ScriptBlock) values.push(...(await shell.runBlock(begin, null)));
    for (const item of input) {
      if (work instanceof ScriptBlock) values.push(...(await shell.runBlock(work, item)));
      else if (work !== null) values.push(...unroll(memberOf(item, toText(work))));
    }
    if (end instanceof ScriptBlock) values.push(...(await shell.runBlock(end, null)));
    return values;

    function memberOf(item: Value, name: string): Value {
      const property = getProperty(item, name);
      return property ?? callMethod(item, name, [], shell.culture) ?? null;
    }
  },
};

/** What is the same as one before is left out. */
export function unique(values: readonly Value[], same: (a: Value, b: Value) => boolean = sameValue): readonly Value[] {
  return values.filter((item, index) => values.findIndex((other) => same(other, item)) === index);
}

function sameValue(a: Value, b: Value): boolean {
  return areEqual(a, b, true) || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** A count that is given to -First and the like. */
export function count(given: Value | undefined, name: string): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(toText(given));
  if (Number.isInteger(number) && number >= 0) return number;
  throw new EvaluationError(
    `Cannot bind parameter '${name}'. Cannot convert value "${toText(given)}" to type "System.Int32".`,
    'InvalidArgument',
  );
}
