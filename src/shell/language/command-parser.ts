import type { Argument, CommandNode, Expression } from './ast.js';
import { ExpressionParser } from './expression-parser.js';
import { readNumber } from './primary-parser.js';
import { isBlank, isDash, isDoubleQuote, isLineEnd, isSingleQuote } from './punctuation.js';
import { outsideSubset } from './script-error.js';
import { asText } from './string-scanner.js';

/** What ends a word. */
const isDelimiter = (char: string) => char === '' || isBlank(char) || isLineEnd(char) || ';|(){},'.includes(char);

/** PowerShell's other way of reading: a command's name, and its arguments as bare words. */
export abstract class CommandParser extends ExpressionParser {
  protected command(): CommandNode {
    const position = this.here();
    if (this.take('&') || (this.peek() === '.' && isBlank(this.peek(1)) && this.take('.'))) {
      this.skipBlanks();
      const name = this.#value();
      return { kind: 'command', name, arguments: this.#arguments(), position };
    }
    return { kind: 'command', name: this.#bareWord(), arguments: this.#arguments(), position };
  }

  #arguments(): readonly Argument[] {
    const given: Argument[] = [];
    for (this.skipBlanks(); !this.#endsCommand(); this.skipBlanks()) given.push(this.#argument());
    return given;
  }

  #endsCommand(): boolean {
    const char = this.peek();
    if (char === '' || isLineEnd(char) || ';|)}'.includes(char)) return true;
    const symbol = this.source.slice(this.offset).match(/^(?:&&?|\d?>>?(?:&\d)?|<|\*>|--%)/)?.[0];
    if (symbol === undefined) return false;
    throw outsideSubset(symbol, this.here());
  }

  #argument(): Argument {
    const start = this.offset;
    if (isDash(this.peek()) && /[\p{L}_?]/u.test(this.peek(1))) {
      this.offset += 1;
      const name = this.match(/[\p{L}\p{N}_?-]+/uy) ?? '';
      const isName = isDelimiter(this.peek()) || this.peek() === ':';
      if (isName) return { kind: 'name', name, attached: this.take(':') ? this.#attached() : undefined };
      this.offset = start; // `-a.b` is a word
    }
    const splat = this.match(/@[\p{L}_][\p{L}\p{N}_]*/uy);
    if (splat !== undefined) return { kind: 'splat', variable: splat.slice(1).toLowerCase() };
    return { kind: 'value', value: this.#list() };
  }

  /** The value behind `-Name:`, which may be empty. */
  #attached(): Expression {
    const position = this.here();
    this.skipBlanks();
    return this.#endsCommand() ? { kind: 'literal', value: '', position } : this.#list();
  }

  #list(): Expression {
    const first = this.#value();
    this.skipBlanks();
    if (this.peek() !== ',') return first;
    const items = [first];
    while (this.take(',')) {
      this.skipLines();
      if (this.atEnd) throw this.error("Missing expression after ','.", true);
      items.push(this.#value());
      this.skipBlanks();
    }
    return { kind: 'list', items, position: first.position };
  }

  /** A value in brackets or quotes, a variable with its members, or a bare word. */
  #value(): Expression {
    const char = this.peek();
    if (isSingleQuote(char) || isDoubleQuote(char) || '({'.includes(char) || /^@[({'"]/.test(char + this.peek(1))) {
      return this.postfix(this.primary());
    }
    if (char !== '$' || !this.startsVariable()) return this.#bareWord();
    const start = this.offset;
    const value = this.postfix(this.primary());
    if (isDelimiter(this.peek())) return value;
    this.offset = start; // `$folder\file`: a word with a variable in it
    return this.#bareWord();
  }

  /** A word: variables are expanded in it, and a quote in its middle begins a quoted part, a curly apostrophe too. */
  #bareWord(): Expression {
    const position = this.here();
    const parts: (string | Expression)[] = [''];
    const add = (text: string) => {
      parts[parts.length - 1] += text;
    };
    let isQuoted = false;
    while (!isDelimiter(this.peek())) {
      const char = this.peek();
      isQuoted ||= isSingleQuote(char) || isDoubleQuote(char);
      if (isSingleQuote(char)) add(this.quoted());
      else if (isDoubleQuote(char)) parts.push(...this.expandable(), '');
      else if (char === '`') add(this.escape());
      else if (char === '$' && this.startsVariable()) parts.push(this.primary(), '');
      else {
        add(char);
        this.offset += 1;
      }
    }
    if (parts.length === 1 && parts[0] === '' && !isQuoted) throw this.unexpected();
    const word = asText(parts, position);
    return isQuoted ? word : withNumber(word);
  }
}

/** A bare word that is a number is one; `007` stays the text that it may be. */
function withNumber(word: Expression): Expression {
  if (word.kind !== 'literal' || typeof word.value !== 'string') return word;
  const number = /^-?\d+(?:\.\d+)?(?:[kmg]b)?$/i.test(word.value) ? readNumber(word.value) : Number.NaN;
  const isSame = String(number) === word.value || /[kmg]b$/i.test(word.value);
  return Number.isSafeInteger(Math.trunc(number)) && isSame ? { ...word, value: number } : word;
}
