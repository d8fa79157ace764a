import { commandIn, outputLines } from './format-list.js';

/** A table of Format-Table in an output: where its header stands, and the cmdlet before it, where the text has its prompt. */
export interface Table {
  /** Line of the header, from 1. */
  readonly line: number;
  readonly command: string | undefined;
}

const dashes = /^ *-{2,}(?: +-{2,})* *$/;

/**
 * The tables in a text. PowerShell draws a dash below every character of a column's name, so a rule of other lengths is the
 * underline of a heading, unless it has several columns: then blanks may have been lost on the way.
 */
export function tablesIn(text: string): readonly Table[] {
  const lines = outputLines(text);
  let command: string | undefined;
  return lines.flatMap((line, index) => {
    command = commandIn(line) ?? command;
    const header = lines[index - 1] ?? '';
    if (!dashes.test(line) || header.trim() === '') return [];
    const rules = [...line.matchAll(/-+/g)];
    return rules.length > 1 || rules.every((rule) => isBelowName(rule, header)) ? [{ line: index, command }] : [];
  });
}

function isBelowName({ 0: rule, index }: RegExpExecArray, header: string): boolean {
  const name = header.slice(index, index + rule.length);
  return name.trim().length === rule.length && header.trim() === name;
}
