import { toNumber } from '../conversions.js';
import { EvaluationError } from '../evaluation-error.js';
import { type ShellCommand, toggle, value } from '../shell-command.js';
import { granted } from '../static-members.js';
import { toText } from '../text.js';
import type { Value } from '../values.js';

const path = { ...value('Path', 'The file.', 0), aliases: ['LiteralPath', 'FilePath'] };
const asBytes = [value('Encoding', 'Byte, or text in UTF-8.'), toggle('AsByteStream', 'Bytes instead of lines.')];
const isBytes = (given: Readonly<Record<string, Value>>) =>
  given.AsByteStream !== undefined || toText(given.Encoding ?? null).toLowerCase() === 'byte';

export const getContent: ShellCommand = {
  name: 'Get-Content',
  aliases: ['gc', 'cat', 'type'],
  synopsis: 'Reads a file of this machine; in the shell of a terminal only.',
  parameters: [
    path,
    ...asBytes,
    value('ReadCount', 'Accepted without effect.'),
    toggle('Raw', 'One text instead of lines.'),
  ],
  async run({ given, shell }) {
    const content = await granted(shell.outside, 'Get-Content').read(toText(given.Path ?? null));
    if (isBytes(given)) return [Uint8Array.from(content)];
    const text = Buffer.from(content)
      .toString('utf8')
      .replace(/^\ufeff/, '');
    return given.Raw === undefined ? text.replace(/\r?\n$/, '').split(/\r?\n/) : [text];
  },
};

export const setContent: ShellCommand = {
  name: 'Set-Content',
  aliases: ['sc'],
  synopsis: 'Writes a file of this machine; in the shell of a terminal only.',
  parameters: [path, value('Value', 'What is written.', 1), ...asBytes, toggle('Force', 'Accepted without effect.')],
  async run({ given, input, shell }) {
    const files = granted(shell.outside, 'Set-Content');
    const content = given.Value === undefined ? [...input] : [given.Value].flat();
    await files.write(
      toText(given.Path ?? null),
      isBytes(given) ? bytes(content) : Buffer.from(content.map((line) => `${toText(line)}\n`).join(''), 'utf8'),
    );
    return [];
  },
};

/** Bytes of what comes: an array of them, numbers, or base64 as a cmdlet gave it. */
function bytes(content: readonly Value[]): Uint8Array {
  const [only] = content;
  if (only instanceof Uint8Array && content.length === 1) return only;
  if (typeof only === 'string' && content.length === 1) {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(only))
      throw new EvaluationError('[lab] Set-Content takes bytes here, and was given text.', 'InvalidArgument');
    return Buffer.from(only, 'base64');
  }
  return Uint8Array.from(content, (item) => toNumber(item, 'System.Byte'));
}
