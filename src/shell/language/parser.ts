import type { AssignmentOperator, Expression, PipelineElement, Script, Statement } from './ast.js';
import { CommandParser } from './command-parser.js';
import { isDash, isDoubleQuote, isLineEnd, isSingleQuote } from './punctuation.js';
import { outsideSubset, type Position } from './script-error.js';

/** Words that begin statements which this lab does not run. */
const outside: ReadonlySet<string> = new Set([
  ...['while', 'do', 'for', 'until', 'switch', 'function', 'filter', 'try', 'catch', 'finally', 'trap', 'throw'],
  ...['return', 'break', 'continue', 'param', 'begin', 'process', 'end', 'class', 'enum', 'using', 'data'],
  ...['workflow', 'parallel', 'sequence', 'configuration', 'dynamicparam'],
]);

/**
 * PowerShell's statements, as far as the lab runs them. Written by hand: whether a character begins a bare word or an
 * operator depends on what stands before it in the grammar, so a lexer that runs ahead of the parser, as parser libraries
 * have it (chevrotain, whose current versions want Node 22 besides), would need the grammar a second time in its modes.
 */
class Parser extends CommandParser {
  script(): Script {
    const statements: Statement[] = [];
    const lastLines: number[] = [];
    for (this.skipSeparators(); !this.atEnd; this.skipSeparators()) {
      this.#dropPrompt();
      this.skipBlanks();
      if (this.atEnd || isLineEnd(this.peek())) continue;
      statements.push(this.statement());
      lastLines.push(this.here().line);
      this.#endStatement('');
    }
    return { statements, lastLines };
  }

  /** The prompt that a page printed in front of its commands. */
  #dropPrompt(): void {
    const { column, text } = this.here();
    const atLineStart = text.slice(0, column - 1).trim() === '';
    if (atLineStart) this.match(/(?:\[PS\][ \t]*|PS[ \t]+)(?:[A-Za-z]:\\[^>\r\n]*|[A-Za-z]:)?>+/y);
  }

  protected statementsUntil(end: ')' | '}', message: string): Script {
    const statements: Statement[] = [];
    for (this.skipSeparators(); !this.take(end); this.skipSeparators()) {
      if (this.atEnd) throw this.error(message, true);
      statements.push(this.statement());
      this.#endStatement(end);
    }
    return { statements };
  }

  #endStatement(end: string): void {
    this.skipBlanks();
    const char = this.peek();
    if (char === '' || char === ';' || isLineEnd(char) || (end !== '' && char === end)) return;
    throw this.unexpected();
  }

  protected statement(): Statement {
    return this.withCommas(true, () => this.deeper(() => this.#statement()));
  }

  #statement(): Statement {
    this.skipBlanks();
    const position = this.here();
    const word = this.word();
    const next = this.source.slice(this.offset + word.length);
    if (outside.has(word) && !/^[\w.-]/.test(next)) throw outsideSubset(word, position);
    if (word === 'if' && /^\s*\(/.test(next)) return this.#if();
    if (word === 'foreach' && /^\s*\(/.test(next)) return this.#foreach();
    if (!this.#startsExpression()) return this.#pipeline([], position);
    const expression = this.expression();
    this.skipBlanks();
    const operator = this.match(/[-+*/]?=(?!=)/y) as AssignmentOperator | undefined;
    if (operator === undefined) return this.#pipeline([{ kind: 'expression', expression }], position);
    if (!isAssignable(expression)) {
      throw this.error(
        'The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.',
      );
    }
    this.skipLines();
    return { kind: 'assignment', target: expression, operator, value: this.statement(), position };
  }

  #startsExpression(): boolean {
    const [char, next] = [this.peek(), this.peek(1)];
    if (isSingleQuote(char) || isDoubleQuote(char) || '$@({[+!,'.includes(char || 'x') || /\d/.test(char)) return true;
    return isDash(char) || (char === '.' && /\d/.test(next));
  }

  #pipeline(first: readonly PipelineElement[], position: Position): Statement {
    const elements = [...first];
    if (elements.length === 0) elements.push(this.command());
    for (this.skipBlanks(); this.peek() === '|'; this.skipBlanks()) {
      if (this.source.startsWith('||', this.offset)) throw outsideSubset('||', this.here());
      this.offset += 1;
      this.skipLines();
      if (this.atEnd || this.peek() === '|') throw this.error('An empty pipe element is not allowed.', this.atEnd);
      if (this.#startsExpression() && this.peek() !== '{') {
        throw this.error('Expressions are only allowed as the first element of a pipeline.');
      }
      elements.push(this.command());
    }
    return { kind: 'pipeline', elements, position };
  }

  #if(): Statement {
    const position = this.here();
    const clauses = [this.#clause()];
    for (;;) {
      const start = this.offset;
      this.skipLines();
      if (this.word() === 'elseif') clauses.push(this.#clause());
      else if (this.word() === 'else') return { kind: 'if', clauses, otherwise: this.#body(), position };
      else {
        this.offset = start;
        return { kind: 'if', clauses, otherwise: undefined, position };
      }
    }
  }

  /** `if (condition) { … }` */
  #clause(): { readonly condition: Statement; readonly body: Script } {
    const word = this.word();
    this.offset += word.length;
    this.skipLines();
    this.expect('(', `Missing '(' after '${word}' in if statement.`);
    this.skipLines();
    const condition = this.statement();
    this.skipLines();
    this.expect(')', "Missing ')' after expression in 'if' statement.");
    return { condition, body: this.#braces() };
  }

  #body(): Script {
    this.offset += this.word().length;
    return this.#braces();
  }

  #braces(): Script {
    this.skipLines();
    const block = this.block();
    return block.kind === 'block' ? block.body : { statements: [] };
  }

  #foreach(): Statement {
    const position = this.here();
    this.offset += 'foreach'.length;
    this.skipLines();
    this.expect('(', "Missing opening '(' after keyword 'foreach'.");
    this.skipLines();
    const variable = this.match(/\$[\p{L}_][\p{L}\p{N}_]*/uy)
      ?.slice(1)
      .toLowerCase();
    if (variable === undefined) throw this.error('Missing variable name after foreach.', this.atEnd);
    this.skipLines();
    if (this.word() !== 'in') throw this.error("Missing 'in' after variable in foreach loop.", this.atEnd);
    this.offset += 2;
    this.skipLines();
    const collection = this.statement();
    this.skipLines();
    this.expect(')', "Missing closing ')' after expression in foreach statement.");
    return { kind: 'foreach', variable, collection, body: this.#braces(), position };
  }
}

function isAssignable(target: Expression): boolean {
  if (target.kind === 'cast') return isAssignable(target.operand);
  return target.kind === 'variable' || target.kind === 'index' || (target.kind === 'member' && !target.arguments);
}

/** Takes a script apart; throws ScriptError and nothing else. `firstLine` is where it stands in a longer one. */
export function parseScript(source: string, firstLine = 1): Script {
  return new Parser(source, firstLine).script();
}
