import type { Expression, UnaryOperator } from './ast.js';
import { knownMethods } from './member-methods.js';
import { PrimaryParser } from './primary-parser.js';
import { isDash, isLineEnd } from './punctuation.js';
import { outsideSubset } from './script-error.js';
import { hasStaticMember } from './static-members.js';

/** Operators with two sides, the loosest first; those of a row are taken from left to right. */
const operators: readonly (readonly string[])[] = [
  ['and', 'or', 'xor'],
  [
    ...['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'like', 'notlike', 'match', 'notmatch'],
    ...['contains', 'notcontains', 'in', 'notin', 'is', 'isnot', 'as', 'replace', 'split', 'join'],
  ],
  ['+', '-'],
  ['*', '/', '%'],
  ['f'],
  ['..'],
];
const words = new Set(operators.flat().filter((name) => /^[a-z]+$/.test(name)));

/** PowerShell's expressions: operators by their precedence, then members, calls and indexes. */
export abstract class ExpressionParser extends PrimaryParser {
  /** In a method's brackets commas separate what it is given. */
  #commasMakeLists = true;

  protected expression(): Expression {
    return this.deeper(() => this.#binary(0));
  }

  protected withCommas<Node>(makeLists: boolean, work: () => Node): Node {
    const before = this.#commasMakeLists;
    this.#commasMakeLists = makeLists;
    try {
      return work();
    } finally {
      this.#commasMakeLists = before;
    }
  }

  #binary(level: number): Expression {
    const row = operators[level];
    if (!row) return this.#list();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.#operator(row);
      if (operator === undefined) return left;
      const { position } = left;
      this.skipLines();
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1), position };
    }
  }

  /** An operator of the row that stands here; the blanks before it are taken. `-ceq` keeps its c: it minds the case. */
  #operator(row: readonly string[]): string | undefined {
    this.skipBlanks();
    const start = this.offset;
    const name = isDash(this.peek()) ? this.#dashWord() : undefined;
    if (name !== undefined) {
      const plain = words.has(name) ? name : name.replace(/^[ci]/, '');
      if (!words.has(plain)) throw outsideSubset(`-${name}`, this.here(start));
      if (row.includes(plain)) return name.startsWith('c') && name !== plain ? name : plain;
      this.offset = start;
      return undefined;
    }
    const symbol = row.find((candidate) => this.#isSymbol(candidate));
    if (symbol !== undefined) this.offset += symbol.length;
    return symbol;
  }

  #isSymbol(candidate: string): boolean {
    if (candidate === '-') return isDash(this.peek()) && this.peek(1) !== '=';
    if (!this.source.startsWith(candidate, this.offset)) return false;
    return candidate === '..' || this.peek(1) !== '='; // `+=` is an assignment
  }

  /** `eq` of `-eq`, taken; undefined when no letter follows the dash. */
  #dashWord(): string | undefined {
    const start = this.offset;
    this.offset += 1;
    const name = this.match(/[a-z]+/iy)?.toLowerCase();
    if (name === undefined) this.offset = start;
    return name;
  }

  #list(): Expression {
    const first = this.unary();
    this.skipBlanks();
    if (this.peek() !== ',' || !this.#commasMakeLists) return first;
    const items = [first];
    while (this.take(',')) {
      this.skipLines();
      items.push(this.unary());
      this.skipBlanks();
    }
    return { kind: 'list', items, position: first.position };
  }

  protected unary(): Expression {
    this.skipBlanks();
    const position = this.here();
    const operator = this.#unaryOperator();
    if (operator === undefined) return this.postfix(this.primary());
    this.skipBlanks();
    return { kind: 'unary', operator, operand: this.deeper(() => this.unary()), position };
  }

  #unaryOperator(): UnaryOperator | undefined {
    const start = this.offset;
    if (this.take('!')) return '!';
    if (this.take(',')) return ',';
    if (this.source.startsWith('++', start) || this.source.startsWith('--', start)) {
      throw outsideSubset(this.source.slice(start, start + 2), this.here());
    }
    if (this.take('+')) return '+';
    if (!isDash(this.peek())) return undefined;
    const name = this.#dashWord();
    if (name === 'not') return '!';
    if (name === 'join' || name === 'split') return name;
    if (name !== undefined) throw outsideSubset(`-${name}`, this.here(start));
    this.offset += 1;
    return '-';
  }

  /** `.Name`, `.Method()`, `::Name` and `[index]` behind a value, without a blank between. */
  protected postfix(target: Expression): Expression {
    const { position } = target;
    if (this.source.startsWith('++', this.offset) || this.source.startsWith('--', this.offset)) {
      throw outsideSubset(this.source.slice(this.offset, this.offset + 2), this.here());
    }
    if (this.peek() === '[') {
      this.offset += 1;
      this.skipLines();
      const index = this.withCommas(true, () => this.expression());
      this.skipLines();
      this.expect(']', "Missing ']' after array index expression.");
      return this.postfix({ kind: 'index', target, index, position });
    }
    const isStatic = target.kind === 'type' && this.take('::');
    if (!isStatic && !this.#takeDot()) return target;
    const name = this.#memberName();
    this.#checkMember(target, name, isStatic);
    const args = this.take('(') ? this.withCommas(false, () => this.#arguments()) : undefined;
    return this.postfix({ kind: 'member', target, name, isStatic, arguments: args, position });
  }

  /** What no type of the lab has is refused before anything runs. */
  #checkMember(target: Expression, { kind, ...name }: Expression, isStatic: boolean): void {
    if (kind !== 'literal' || !('value' in name)) return;
    const text = String(name.value);
    if (isStatic && target.kind === 'type' && !hasStaticMember(target.name, text)) {
      throw outsideSubset(`[${target.name}]::${text}`, target.position);
    }
    if (!isStatic && this.peek() === '(' && !knownMethods.has(text.toLowerCase())) {
      throw outsideSubset(`.${text}()`, name.position);
    }
  }

  /** The dot of a member; two of them are a range. A method may stand on the next line. */
  #takeDot(): boolean {
    if (this.peek() !== '.' || this.peek(1) === '.') return false;
    this.offset += 1;
    if (isLineEnd(this.peek())) this.skipLines();
    return true;
  }

  #memberName(): Expression {
    const position = this.here();
    const name = this.match(/[\p{L}_][\p{L}\p{N}_]*/uy);
    if (name !== undefined) return { kind: 'literal', value: name, position };
    if (/['‘’"“”$(]/.test(this.peek())) return this.primary();
    throw this.error('Missing property name after reference operator.', this.atEnd);
  }

  #arguments(): readonly Expression[] {
    const given: Expression[] = [];
    this.skipLines();
    if (this.take(')')) return given;
    for (;;) {
      given.push(this.expression());
      this.skipLines();
      if (this.take(')')) return given;
      this.expect(',', "Missing ')' in method call.");
      this.skipLines();
    }
  }
}
