import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ConfigError } from '../config.js';
import { XmlError } from '../protocol/xml-document.js';
import { decodeText } from '../text-encoding.js';
import { isClixml, readClixml } from './clixml.js';
import type { ExportedObject } from './exported-object.js';
import { promptLine, readFormatList } from './format-list.js';
import { type Table, tablesIn } from './format-table.js';
import { cmdletOf, kindOf, kindOfFileName, type OutputKind, outputKinds } from './output-kind.js';

/** An object of which it is known what it is, and where it was found. */
export interface KnownObject extends ExportedObject {
  readonly file: string;
  readonly kind: OutputKind;
}

/** What lies in a directory of exported outputs. */
export interface CustomerExport {
  readonly from: string;
  readonly objects: readonly KnownObject[];
  /** Outputs that are there and hold nothing: the cmdlet found no object. */
  readonly empty: readonly { readonly file: string; readonly kind: OutputKind }[];
  /** Files that nothing could be read from, and tables beside what could. */
  readonly unread: readonly { readonly file: string; readonly why: string }[];
}

/** More than all outputs of a large organisation; a bigger file is something else. */
const largestFile = 64 * 1024 * 1024;

/** Reads a directory of outputs, or one file; throws ConfigError when there is nothing to be had. */
export async function readExport(from: string): Promise<CustomerExport> {
  const files = await Promise.all((await filesOf(from)).map(readOutput));
  const found = {
    from,
    objects: files.flatMap(({ objects = [] }) => objects),
    empty: files.flatMap(({ empty }) => (empty ? [empty] : [])),
    unread: files.flatMap(({ unread = [] }) => unread),
  };
  if (found.objects.length > 0) return found;
  const [reason] = found.unread.map(({ file, why }) => ` (${file}: ${why})`);
  throw new ConfigError(
    `--import: nothing in ${from} is an output of ${outputKinds.map(cmdletOf).join(', ')}, as '| fl' text or from Export-Clixml${reason ?? ''}.`,
  );
}

/** Export-Clixml's files first: where an object is in two of them, they are the exact ones. */
async function filesOf(from: string): Promise<readonly string[]> {
  try {
    if ((await stat(from)).isFile()) return [from];
    const entries = await readdir(from, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
    const rank = (name: string) => (/\.(?:cli)?xml$/i.test(name) ? 0 : 1);
    return names.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).map((name) => join(from, name));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigError(code === 'ENOENT' ? `--import: there is no directory ${from}.` : `--import: ${message}.`);
  }
}

interface Output {
  readonly objects?: readonly KnownObject[];
  readonly empty?: CustomerExport['empty'][number];
  readonly unread?: CustomerExport['unread'];
}

async function readOutput(path: string): Promise<Output> {
  const file = basename(path);
  if ((await stat(path)).size > largestFile) return { unread: [{ file, why: 'it is too large for an output' }] };
  const text = decodeText(await readFile(path));
  if (text === undefined) return { unread: [{ file, why: 'it is no text' }] };
  const read = isClixml(text) ? readXml(text, path) : readFormatList(text);
  const tables = tablesIn(text).map((table) => ({ file, why: whyNoTable(table, kindOfFileName(file)) }));
  const objects = read.flatMap((object) => {
    const kind = kindOf(object, file);
    return kind ? [{ ...object, file, kind }] : [];
  });
  if (objects.length > 0) return { objects, unread: tables };
  const kind = kindOfFileName(file);
  if (kind && isBlank(text)) return { empty: { file, kind } };
  if (tables.length > 0) return { unread: tables };
  const why = read.length > 0 ? 'what is in it is the output of another cmdlet' : nothingRead;
  return { unread: [{ file, why }] };
}

const nothingRead = 'no output of a cmdlet is in it, as Format-List or Export-Clixml write one';

function readXml(text: string, path: string): readonly ExportedObject[] {
  try {
    return readClixml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new ConfigError(`--import: ${path}, line ${error.line}, can't be read: ${error.message}`);
  }
}

/** An output without objects, with or without the prompt before and behind it. */
function isBlank(text: string): boolean {
  if (isClixml(text)) return readClixml(text).length === 0;
  return text.split('\n').every((line) => line.trim() === '' || promptLine.test(line));
}

/** What to type instead, which is what there is to be said. */
function whyNoTable({ line, command }: Table, kind: OutputKind | undefined): string {
  const typed = command || (kind && cmdletOf(kind));
  const instead = typed ? `'${typed} | Format-List *'` : "the cmdlet's output with '| Format-List *'";
  return `in line ${line} it holds a table, which leaves most out and is not read: write ${instead} instead`;
}
