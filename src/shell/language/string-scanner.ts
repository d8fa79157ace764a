import type { Expression } from './ast.js';
import { isDoubleQuote, isSingleQuote } from './punctuation.js';
import { Scanner } from './scanner.js';
import type { Position } from './script-error.js';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Strings, and what can stand in them. */
export abstract class StringScanner extends Scanner {
  /** A variable, or a subexpression in brackets. */
  protected abstract dollar(): Expression;

  /** What is between single quotes. */
  protected quoted(): string {
    const start = this.offset;
    let text = '';
    this.offset += 1;
    for (;;) {
      const char = this.peek();
      if (char === '') throw this.error("The string is missing the terminator: '.", true, start);
      this.offset += 1;
      if (!isSingleQuote(char)) text += char;
      else if (isSingleQuote(this.peek())) {
        text += this.peek();
        this.offset += 1;
      } else return text;
    }
  }

  /** What is between double quotes: text, and expressions that stand in it. */
  protected expandable(): readonly (string | Expression)[] {
    const start = this.offset;
    const parts: (string | Expression)[] = [''];
    const add = (text: string) => {
      parts[parts.length - 1] += text;
    };
    this.offset += 1;
    for (;;) {
      const char = this.peek();
      if (char === '') throw this.error('The string is missing the terminator: ".', true, start);
      if (isDoubleQuote(char)) {
        this.offset += 1;
        if (!isDoubleQuote(this.peek())) return parts;
        add(this.peek());
        this.offset += 1;
      } else if (char === '`') add(this.escape());
      else if (char === '$' && this.startsVariable()) parts.push(this.dollar(), '');
      else {
        add(char);
        this.offset += 1;
      }
    }
  }

  /** What a backtick and the character behind it mean. */
  protected escape(): string {
    const [char = ''] = this.source.slice(this.offset + 1);
    this.offset += 1 + char.length;
    return escapes[char] ?? char;
  }

  protected startsVariable(): boolean {
    return /^\$(?:[\p{L}_({?\d]|env:)/u.test(this.source.slice(this.offset, this.offset + 5));
  }
}

/** A string without anything to expand is a literal. */
export function asText(parts: readonly (string | Expression)[], position: Position): Expression {
  const [first, ...others] = parts.filter((part) => part !== '');
  if (others.length === 0 && (first === undefined || typeof first === 'string')) {
    return { kind: 'literal', value: first ?? '', position };
  }
  return { kind: 'text', parts, position };
}
