import type { Expression, Script, Statement } from './ast.js';
import { isDoubleQuote, isSingleQuote } from './punctuation.js';
import { outsideSubset, type Position, type ScriptError } from './script-error.js';
import { asText, StringScanner } from './string-scanner.js';
import { knownType } from './types.js';

/** Values as they are written: strings, variables, numbers, and what stands in brackets. */
export abstract class PrimaryParser extends StringScanner {
  /** Statements up to a bracket, which is taken. */
  protected abstract statementsUntil(end: ')' | '}', message: string): Script;
  /** One statement inside of brackets. */
  protected abstract statement(): Statement;
  protected abstract expression(): Expression;
  protected abstract unary(): Expression;

  protected primary(): Expression {
    const char = this.peek();
    if (isSingleQuote(char)) return this.#plainString();
    if (isDoubleQuote(char)) return this.#expandableString();
    if (char === '$') return this.dollar();
    if (char === '@') return this.#at();
    if (char === '(') return this.#group();
    if (char === '{') return this.block();
    if (char === '[') return this.#type();
    const position = this.here();
    const number = this.match(/(?:0x[\da-f]+|\d*\.?\d+(?:e[+-]?\d+)?)(?:[kmg]b)?(?![\p{L}\p{N}_])/iuy);
    if (number !== undefined) return { kind: 'literal', value: readNumber(number), position };
    throw this.unexpected();
  }

  protected unexpected(): ScriptError {
    if (this.atEnd) return this.error('An expression was expected.', true);
    const token = /[\p{L}\p{N}_]+|[\s\S]/uy;
    token.lastIndex = this.offset;
    return this.error(`Unexpected token '${token.exec(this.source)?.[0]}' in expression or statement.`);
  }

  /** `'it''s'`; any curly quote closes it as well. */
  #plainString(): Expression {
    const position = this.here();
    const text = this.quoted();
    return { kind: 'literal', value: text, position };
  }

  #expandableString(): Expression {
    const position = this.here();
    return asText(this.expandable(), position);
  }

  protected dollar(): Expression {
    const position = this.here();
    if (this.take('$(')) {
      const body = this.deeper(() => this.statementsUntil(')', "Missing closing ')' in subexpression."));
      return { kind: 'subexpression', body, position };
    }
    const other = this.match(/\$(?:env:|[?^])/iy);
    if (other !== undefined) throw outsideSubset(other.toLowerCase(), position);
    const braced = this.match(/\$\{[^}\r\n]+\}/y);
    const name =
      braced?.slice(2, -1) ?? this.match(/\$(?:(?:script|global|local|private|variable):)?[\p{L}\p{N}_]+/iuy);
    if (name === undefined) throw this.unexpected();
    return { kind: 'variable', name: name.replace(/^\$/, '').replace(/^.*:/, '').toLowerCase(), position };
  }

  #at(): Expression {
    const position = this.here();
    if (this.take('@(')) {
      const body = this.deeper(() => this.statementsUntil(')', "Missing closing ')' in expression."));
      return { kind: 'array', body, position };
    }
    if (this.take('@{')) return this.deeper(() => this.#hash(position));
    if (isSingleQuote(this.peek(1)) || isDoubleQuote(this.peek(1))) throw outsideSubset('a here-string', position);
    throw this.unexpected();
  }

  #hash(position: Position): Expression {
    const entries: (readonly [Expression, Statement])[] = [];
    for (this.skipSeparators(); !this.take('}'); this.skipSeparators()) {
      if (this.atEnd) throw this.error("The hash literal was incomplete: missing closing '}'.", true);
      const key = this.#key();
      this.skipBlanks();
      this.expect('=', "Missing '=' operator after key in hash literal.");
      this.skipLines();
      entries.push([key, this.statement()]);
    }
    return { kind: 'hash', entries, position };
  }

  #key(): Expression {
    const position = this.here();
    const bare = this.match(/[\p{L}_][\p{L}\p{N}_-]*/uy);
    return bare === undefined ? this.unary() : { kind: 'literal', value: bare, position };
  }

  #group(): Expression {
    const position = this.here();
    this.offset += 1;
    const statement = this.deeper(() => {
      this.skipLines();
      return this.statement();
    });
    this.skipLines();
    this.expect(')', "Missing closing ')' in expression.");
    return { kind: 'group', statement, position };
  }

  protected block(): Expression {
    const position = this.here();
    const start = this.offset + 1;
    this.expect('{', "Missing opening '{'.");
    const body = this.deeper(() =>
      this.statementsUntil('}', "Missing closing '}' in statement block or type definition."),
    );
    return { kind: 'block', body, source: this.source.slice(start, this.offset - 1), position };
  }

  /** `[datetime]'2026-11-25'`, or `[DateTime]` itself, of which something is asked. */
  #type(): Expression {
    const position = this.here();
    const text = this.match(/\[[\p{L}_][\p{L}\p{N}_.]*(?:\[\])?\]/uy);
    if (text === undefined) throw this.unexpected();
    const name = knownType(text.slice(1, -1));
    if (name === undefined) throw outsideSubset(text, position);
    this.skipBlanks();
    const stands = this.source.startsWith('::', this.offset) || /[\s)|;},]/.test(this.peek() || ' ');
    if (stands) return { kind: 'type', name, position };
    return { kind: 'cast', type: name, operand: this.deeper(() => this.unary()), position };
  }
}

const units: Readonly<Record<string, number>> = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

export function readNumber(text: string): number {
  const unit = units[text.slice(-2).toLowerCase()];
  return unit === undefined ? Number(text) : Number(text.slice(0, -2)) * unit;
}
