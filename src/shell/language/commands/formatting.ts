import { toParameter } from '../conversions.js';
import { asList, asTable, display } from '../display.js';
import { type ShellCommand, type ShellServices, toggle, value } from '../shell-command.js';
import { toText } from '../text.js';
import { FormattedText, isObject, type ObjectValue, type Value } from '../values.js';
import { pick } from './property-picker.js';

const properties = value('Property', 'Names, with wildcards.', 0);

export const formatListCommand: ShellCommand = {
  name: 'Format-List',
  aliases: ['fl'],
  synopsis: 'Prints objects as lists of their properties.',
  parameters: [properties],
  run: ({ given, input, shell }) =>
    laidOut(input, given.Property, shell, (objects) => asList(objects, shell.views, shell.culture)),
};

export const formatTableCommand: ShellCommand = {
  name: 'Format-Table',
  aliases: ['ft'],
  synopsis: 'Prints objects as a table.',
  parameters: [
    properties,
    toggle('AutoSize', 'As wide as what is in it; the lab’s tables always are.', 'au'),
    toggle('Wrap', 'Accepted without effect.'),
    toggle('HideTableHeaders', 'Without the names of the columns.'),
  ],
  async run({ given, input, shell }) {
    const values = await laidOut(input, given.Property, shell, (objects) =>
      asTable(objects, shell.views, shell.culture),
    );
    if (given.HideTableHeaders === undefined) return values;
    return values.map((one) =>
      one instanceof FormattedText ? new FormattedText(one.text.split('\n').slice(2).join('\n')) : one,
    );
  },
};

/** Objects laid out together; what is no object stays as it is. */
async function laidOut(
  input: readonly Value[],
  wanted: Value | undefined,
  shell: ShellServices,
  layOut: (objects: readonly ObjectValue[]) => FormattedText,
): Promise<readonly Value[]> {
  const objects: ObjectValue[] = [];
  const others: Value[] = [];
  for (const item of input) {
    if (!isObject(item)) others.push(item);
    else objects.push(wanted === undefined ? item : await pick(item, wanted, shell));
  }
  return [...(objects.length > 0 ? [layOut(objects)] : []), ...others];
}

export const outString: ShellCommand = {
  name: 'Out-String',
  synopsis: 'Makes text of what would be printed.',
  parameters: [toggle('Stream', 'Line by line.'), value('Width', 'Accepted without effect.')],
  run({ given, input, shell }) {
    const text = display(input, shell.views, shell.culture);
    return given.Stream === undefined ? [text] : text.split('\n');
  },
};

export const convertToJson: ShellCommand = {
  name: 'ConvertTo-Json',
  synopsis: 'Makes JSON of objects; dates are ISO 8601.',
  parameters: [
    value('InputObject', 'What it is made of.', 0),
    value('Depth', 'Accepted without effect: the lab’s objects are not deep.'),
    toggle('Compress', 'On one line.'),
  ],
  run({ given, input }) {
    const values = given.InputObject === undefined ? input : [given.InputObject];
    const [only = null, ...others] = values.map(toParameter);
    return [JSON.stringify(others.length === 0 ? only : [only, ...others], null, given.Compress === undefined ? 2 : 0)];
  },
};

const colors: Readonly<Record<string, 'Green' | 'Yellow' | 'Red' | 'Gray'>> = {
  green: 'Green',
  darkgreen: 'Green',
  yellow: 'Yellow',
  darkyellow: 'Yellow',
  red: 'Red',
  darkred: 'Red',
  gray: 'Gray',
  darkgray: 'Gray',
};

export const writeHost: ShellCommand = {
  name: 'Write-Host',
  synopsis: 'Prints text, past the pipeline.',
  rest: 'Object',
  parameters: [
    value('Object', 'What is printed.', 0),
    value('ForegroundColor', 'Its colour.'),
    value('BackgroundColor', 'Accepted without effect.'),
    value('Separator', 'What stands between several.'),
    toggle('NoNewline', 'Without the end of the line.'),
  ],
  run({ given, input, shell }) {
    const { Object: given_ = input.length > 0 ? [...input] : '', Separator: separator = ' ' } = given;
    const text = Array.isArray(given_) ? given_.map(toText).join(toText(separator)) : toText(given_);
    const color = colors[toText(given.ForegroundColor ?? '').toLowerCase()];
    shell.write(given.NoNewline === undefined ? `${text}\n` : text, 'host', color);
    return [];
  },
};

export const writeOutput: ShellCommand = {
  name: 'Write-Output',
  aliases: ['echo', 'write'],
  synopsis: 'Puts something on the pipeline.',
  rest: 'InputObject',
  parameters: [value('InputObject', 'What it is.', 0), toggle('NoEnumerate', 'Accepted without effect.')],
  run: ({ given: { InputObject: given }, input }) => (given === undefined ? input : [given].flat()),
};

export const writeWarning: ShellCommand = {
  name: 'Write-Warning',
  synopsis: 'Prints a warning.',
  parameters: [value('Message', 'Its text.', 0)],
  run({ given: { Message: message = '' }, shell }) {
    shell.write(`WARNING: ${toText(message)}\n`, 'warning');
    return [];
  },
};

export const outNull: ShellCommand = {
  name: 'Out-Null',
  synopsis: 'Throws away what comes.',
  parameters: [],
  run: () => [],
};
