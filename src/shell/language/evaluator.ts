import type { Culture } from '../../connectivity/culture.js';
import type { Expression, Script, Statement } from './ast.js';
import { cast, toNumber } from './conversions.js';
import { EvaluationError, StoppedError } from './evaluation-error.js';
import { callMethod } from './member-methods.js';
import { getIndex, getProperty } from './members.js';
import { operate } from './operators.js';
import { callStatic, type Outside } from './static-members.js';
import { toText } from './text.js';
import { collected, HashTable, isTrue, ScriptBlock, TypeName, unroll, type Value } from './values.js';

/** What expressions are: values, by the variables of the session. */
export abstract class Evaluator {
  readonly variables = new Map<string, Value>();
  readonly #outside: Outside;
  protected readonly culture: Culture;

  constructor(outside: Outside, culture: Culture) {
    this.#outside = outside;
    this.culture = culture;
  }

  /** What a statement in brackets, or behind `=`, gives. */
  protected abstract resultOf(statement: Statement): Promise<Value>;
  protected abstract valuesOf(script: Script): Promise<Value[]>;

  async evaluate(expression: Expression): Promise<Value> {
    try {
      return await this.#evaluate(expression);
    } catch (error) {
      if (!(error instanceof EvaluationError) || error.position) throw error;
      throw located(error, expression);
    }
  }

  async #evaluate(expression: Expression): Promise<Value> {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'text':
        return (await this.#each(expression.parts)).map(toText).join('');
      case 'variable':
        return this.#variable(expression.name);
      case 'list':
        return this.#each(expression.items);
      case 'array':
        return this.valuesOf(expression.body);
      case 'subexpression':
        return collected(await this.valuesOf(expression.body));
      case 'group':
        return this.resultOf(expression.statement);
      case 'block':
        return new ScriptBlock(expression.body, expression.source);
      case 'hash':
        return this.#table(expression.entries);
      case 'type':
        return new TypeName(expression.name);
      default:
        return this.#operation(expression);
    }
  }

  async #operation(expression: Expression): Promise<Value> {
    const { culture } = this;
    switch (expression.kind) {
      case 'cast':
        return cast(expression.type, await this.evaluate(expression.operand));
      case 'unary':
        return unary(expression.operator, await this.evaluate(expression.operand), culture);
      case 'binary': {
        const left = await this.evaluate(expression.left);
        if (expression.operator === 'and') return isTrue(left) && isTrue(await this.evaluate(expression.right));
        if (expression.operator === 'or') return isTrue(left) || isTrue(await this.evaluate(expression.right));
        return operate(expression.operator, left, await this.evaluate(expression.right), culture);
      }
      case 'index':
        return getIndex(await this.evaluate(expression.target), await this.evaluate(expression.index));
      case 'member':
        return this.#member(expression);
      default:
        return null;
    }
  }

  async #member(expression: Expression & { kind: 'member' }): Promise<Value> {
    const target = await this.evaluate(expression.target);
    const name = toText(await this.evaluate(expression.name));
    const given = expression.arguments && (await this.#each(expression.arguments));
    if (target instanceof TypeName) return callStatic(target.name, name, given ?? [], this.#outside);
    if (!given) return getProperty(target, name);
    if (target === null) throw new EvaluationError('You cannot call a method on a null-valued expression.');
    const own = callMethod(target, name, given, this.culture);
    if (own !== undefined) return own;
    if (Array.isArray(target) && target.length > 0) return this.#enumerate(target, name, given);
    throw new EvaluationError(`Method invocation failed because the object does not contain a method named '${name}'.`);
  }

  #enumerate(list: readonly Value[], name: string, given: readonly Value[]): Value {
    return list.flatMap((item) => {
      const value = callMethod(item, name, given, this.culture);
      if (value !== undefined) return unroll(value);
      throw new EvaluationError(
        `Method invocation failed because the object does not contain a method named '${name}'.`,
      );
    });
  }

  async #table(entries: (Expression & { kind: 'hash' })['entries']): Promise<Value> {
    const table = new HashTable();
    for (const [key, value] of entries) table.set(toText(await this.evaluate(key)), await this.resultOf(value));
    return table;
  }

  async #each(parts: readonly (string | Expression)[]): Promise<Value[]> {
    const values: Value[] = [];
    for (const part of parts) values.push(typeof part === 'string' ? part : await this.evaluate(part));
    return values;
  }

  #variable(name: string): Value {
    if (name === 'true') return true;
    if (name === 'false') return false;
    if (name === 'null') return null;
    return this.variables.get(name === 'psitem' ? '_' : name) ?? null;
  }
}

function unary(operator: string, operand: Value, culture: Culture): Value {
  switch (operator) {
    case '!':
      return !isTrue(operand);
    case '-':
      return -toNumber(operand);
    case '+':
      return toNumber(operand);
    case 'join':
      return unroll(operand).map(toText).join('');
    case 'split':
      return operate('split', operand, '\\s+', culture);
    default:
      return [operand];
  }
}

/** An error with the place of what failed, where it has none. */
export function located(
  error: EvaluationError,
  { position }: { readonly position: Expression['position'] },
): EvaluationError {
  if (error.position) return error;
  const Kind = error instanceof StoppedError ? StoppedError : EvaluationError;
  return new Kind(error.message, error.category, error.command, position);
}
