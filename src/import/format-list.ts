import { stripVTControlCharacters } from 'node:util';
import { type ExportedObject, type ExportedValue, listValue } from './exported-object.js';
import { withLineBreaks } from './lost-line-breaks.js';

/**
 * What Format-List prints: `Name : value`, the names of an object padded to one width, a long value wrapped below its
 * beginning, an empty line between two objects. Anything else in the text is passed over.
 */
export function readFormatList(text: string): readonly ExportedObject[] {
  const reader = new FormatListReader();
  for (const [index, line] of outputLines(text).entries()) {
    for (const piece of withLineBreaks(line)) reader.read(piece, index + 1);
  }
  return reader.end();
}

/** The lines of an output, without colours and without the marks of a mail that quotes it. */
export function outputLines(text: string): readonly string[] {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.replace(/^(?:> ?)+/, ''));
}

/** `[PS] C:\Windows\system32>Get-AuthConfig | fl`, `PS C:\> …`: which cmdlet is the first of the line. */
export const promptLine = /^\s*(?:\[PS\]|PS)(?:\s[^>]*)?>+\s*(.*)$/i;
const commandName = /\b(Get-[A-Za-z]+)/i;

/** The cmdlet that was typed behind the prompt of a line; undefined where there is no prompt, '' where it is another command. */
export function commandIn(line: string): string | undefined {
  const [, typed] = promptLine.exec(line) ?? [];
  return typed === undefined ? undefined : (commandName.exec(typed)?.[1] ?? '');
}

/** A property, with the place of its colon. */
const propertyLine = /^(\s*)([A-Za-z_]\w*)(\s*):(?:\s(.*))?$/;

interface Draft {
  readonly line: number;
  readonly indent: number;
  readonly colon: number;
  readonly command: string | undefined;
  readonly values: Map<string, string[]>;
  last: string;
  /** A name stood apart from its colon, as Format-List sets them. */
  padded: boolean;
}

class FormatListReader {
  readonly #objects: ExportedObject[] = [];
  #command: string | undefined;
  #draft: Draft | undefined;

  read(line: string, number: number): void {
    if (line.trim() === '') {
      this.#finish();
      return;
    }
    const command = commandIn(line);
    if (command !== undefined) {
      this.#finish();
      this.#command = command === '' ? undefined : command;
      return;
    }
    const property = this.#propertyOf(line);
    if (property) this.#take(property, number);
    else this.#continue(line);
  }

  end(): readonly ExportedObject[] {
    this.#finish();
    return this.#objects;
  }

  /** A line that begins a property, not one that goes on with a value which happens to look alike. */
  #propertyOf(line: string): Property | undefined {
    const [, indent = '', name = '', padding = '', value = ''] = propertyLine.exec(line) ?? [];
    if (name === '') return undefined;
    const colon = indent.length + name.length + padding.length;
    const draft = this.#draft;
    const fits = !draft || colon === draft.colon || indent.length <= draft.indent;
    // `https:` alone on a line is no property; `Name: value` is one, as pages and mails write it.
    if (!fits || (padding === '' && value === '' && line.trimEnd().endsWith('//'))) return undefined;
    return { name, value, indent: indent.length, colon, padded: padding !== '' };
  }

  #take({ name, value, indent, colon, padded }: Property, number: number): void {
    if (this.#draft?.values.has(name)) this.#finish();
    this.#draft ??= { line: number, indent, colon, command: this.#command, values: new Map(), last: name, padded };
    this.#draft.padded ||= padded;
    this.#draft.values.set(name, [value]);
    this.#draft.last = name;
  }

  /** What stands further in than the names goes on with the value above it. */
  #continue(line: string): void {
    const draft = this.#draft;
    const indent = line.length - line.trimStart().length;
    if (draft && indent > draft.indent) draft.values.get(draft.last)?.push(line.trim());
    else this.#finish();
  }

  #finish(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    if (!draft || (draft.values.size < 2 && !draft.padded)) return; // a word with a colon in a sentence
    const edge = Math.max(...[...draft.values.values()].flatMap((pieces) => pieces.slice(0, -1)).map(widthOf), 0);
    const properties = new Map([...draft.values].map(([name, pieces]) => [name, toValue(joined(pieces, edge))]));
    this.#objects.push({ line: draft.line, command: draft.command, properties });
  }
}

interface Property {
  readonly name: string;
  readonly value: string;
  readonly indent: number;
  readonly colon: number;
  readonly padded: boolean;
}

/**
 * The pieces of a wrapped value. PowerShell breaks at a blank where there is one near the edge, else in mid-word: a piece
 * that reaches the edge was cut there, unless it ends as an item of a list does.
 */
function joined(pieces: readonly string[], edge: number): string {
  const [first = '', ...rest] = pieces;
  const oneWord = pieces.every((piece) => !/\s/.test(piece.trim()));
  return rest.reduce((text, piece, index) => {
    const before = pieces[index] ?? '';
    const atBlank = /[,;\s]$/.test(before) || (!oneWord && widthOf(before) < edge);
    return `${text.trimEnd()}${atBlank && text !== '' ? ' ' : ''}${piece}`;
  }, first);
}

function widthOf(piece: string): number {
  return piece.trimEnd().length;
}

/** `{a, b...}` is a list that PowerShell cut off; `{}` an empty one. */
function toValue(text: string): ExportedValue {
  const [, inner] = /^\{([\s\S]*)\}$/.exec(text.trim()) ?? [];
  if (inner === undefined) return { text: text.trim() };
  const [, kept = inner, dots = ''] = /^([\s\S]*?)(\.\.\.|…)$/.exec(inner) ?? [];
  const items = kept.split(/,\s+/).filter((item) => item !== '');
  return listValue(items, dots !== '');
}
