import type { Culture } from '../../connectivity/culture.js';
import { Allowance } from './allowance.js';
import type { Argument, CommandNode, Expression, PipelineElement, Script, Statement } from './ast.js';
import { cast, toNumber } from './conversions.js';
import { EvaluationError, ExitRequest, StoppedError } from './evaluation-error.js';
import { Evaluator, located } from './evaluator.js';
import { setIndex, setProperty } from './members.js';
import { operate } from './operators.js';
import type { Outside } from './static-members.js';
import { toText } from './text.js';
import { collected, HashTable, isTrue, ScriptBlock, unroll, type Value } from './values.js';

/** What a command is given, evaluated. */
export type GivenArgument =
  | { readonly kind: 'name'; readonly name: string; readonly attached: Value | undefined }
  | { readonly kind: 'value'; readonly value: Value };

/** Commands of a pipeline: those of the shell, and the lab's cmdlets. */
export interface CommandRunner {
  run(call: {
    readonly name: string;
    readonly arguments: readonly GivenArgument[];
    /** What comes down the pipeline; undefined for the first one. */
    readonly input: readonly Value[] | undefined;
    readonly node: CommandNode;
  }): Promise<readonly Value[]>;
}

/** Where values go that reach the end of a pipeline. */
export type Emit = (values: readonly Value[]) => void;

export interface InterpreterParts {
  readonly commands: CommandRunner;
  readonly outside: Outside;
  readonly culture: Culture;
  /** So many statements a script may run. */
  readonly mostStatements: number;
  /** A statement failed; the script goes on with the next one. */
  onError(error: EvaluationError): void;
}

/** So deep may script blocks call one another. */
const deepest = 50;

/** Runs scripts: one set of variables, as a session at a console has it. */
export class Interpreter extends Evaluator {
  readonly #parts: InterpreterParts;
  readonly #allowance: Allowance;
  #depth = 0;

  constructor(parts: InterpreterParts) {
    super(parts.outside, parts.culture);
    this.#parts = parts;
    this.#allowance = new Allowance(parts.mostStatements);
  }

  /** A new script has its allowance before it. */
  begin(): void {
    this.#allowance.renew();
  }

  /** Runs the statements one by one; one that fails is told of, and the next is run. */
  async run({ statements }: Script, emit: Emit): Promise<void> {
    for (const statement of statements) {
      try {
        await this.#statement(statement, emit);
      } catch (error) {
        if (!(error instanceof EvaluationError) || error instanceof StoppedError) throw error;
        this.#parts.onError(located(error, statement));
      }
    }
  }

  /** Runs a script block with `$_`. */
  async runBlock({ body }: ScriptBlock, item: Value): Promise<readonly Value[]> {
    if (this.#depth >= deepest) throw new StoppedError('[lab] Script blocks call one another too deeply.');
    const before = this.variables.get('_');
    this.variables.set('_', item);
    this.#depth += 1;
    try {
      const values: Value[] = [];
      await this.run(body, (more) => values.push(...more));
      return values;
    } finally {
      this.#depth -= 1;
      this.variables.set('_', before ?? null);
    }
  }

  async #statement(statement: Statement, emit: Emit): Promise<void> {
    this.#allowance.takeStatement();
    switch (statement.kind) {
      case 'pipeline':
        return emit(await this.#pipeline(statement.elements));
      case 'assignment':
        return this.#assign(statement);
      case 'if':
        for (const { condition, body } of statement.clauses) {
          if (isTrue(await this.resultOf(condition))) return this.run(body, emit);
        }
        return statement.otherwise && this.run(statement.otherwise, emit);
      case 'foreach':
        for (const item of unroll(await this.resultOf(statement.collection))) {
          if (item === null) continue;
          this.variables.set(statement.variable, item);
          await this.run(statement.body, emit);
        }
    }
  }

  /** What a statement in brackets, or behind `=`, gives. Its failure is that of the whole statement. */
  protected async resultOf(statement: Statement): Promise<Value> {
    const [only, ...others] = statement.kind === 'pipeline' ? statement.elements : [];
    if (only?.kind === 'expression' && others.length === 0) {
      return this.#allowance.counted(await this.evaluate(only.expression)); // lists stay as they are
    }
    const values: Value[] = [];
    await this.#statement(statement, (more) => values.push(...more));
    return collected(values);
  }

  protected async valuesOf({ statements }: Script): Promise<Value[]> {
    const values: Value[] = [];
    for (const statement of statements) await this.#statement(statement, (more) => values.push(...more));
    return values;
  }

  async #pipeline(elements: readonly PipelineElement[]): Promise<readonly Value[]> {
    let input: readonly Value[] | undefined;
    for (const element of elements) {
      input =
        element.kind === 'expression'
          ? [...unroll(await this.evaluate(element.expression))]
          : await this.#command(element, input);
      this.#allowance.counted(input);
      if (element.kind === 'expression' && elements.length === 1 && input[0] === null) return [];
    }
    return input ?? [];
  }

  async #command(node: CommandNode, input: readonly Value[] | undefined): Promise<readonly Value[]> {
    const target = await this.evaluate(node.name);
    if (target instanceof ScriptBlock) return this.runBlock(target, null);
    const name = toText(target);
    if (/^exit$/i.test(name)) throw new ExitRequest(await this.#exitCode(node));
    const given: GivenArgument[] = [];
    for (const argument of node.arguments) given.push(...(await this.#argument(argument)));
    return this.#parts.commands.run({ name, arguments: given, input, node });
  }

  async #exitCode({ arguments: [code] }: CommandNode): Promise<number> {
    return code?.kind === 'value' ? toNumber(await this.evaluate(code.value)) : 0;
  }

  async #argument(argument: Argument): Promise<readonly GivenArgument[]> {
    if (argument.kind === 'value') return [{ kind: 'value', value: await this.evaluate(argument.value) }];
    if (argument.kind === 'name') {
      const attached = argument.attached && (await this.evaluate(argument.attached));
      return [{ kind: 'name', name: argument.name, attached }];
    }
    const value = this.variables.get(argument.variable) ?? null;
    if (!(value instanceof HashTable)) return unroll(value).map((item) => ({ kind: 'value', value: item }));
    return value.entries().map(([name, attached]) => ({ kind: 'name', name, attached }));
  }

  async #assign({ target, operator, value }: Statement & { kind: 'assignment' }): Promise<void> {
    const given = await this.resultOf(value);
    const next =
      operator === '=' ? given : operate(operator.slice(0, 1), await this.evaluate(target), given, this.culture);
    await this.#store(target, next);
  }

  async #store(target: Expression, value: Value): Promise<void> {
    switch (target.kind) {
      case 'cast':
        return this.#store(target.operand, cast(target.type, value));
      case 'variable':
        return void this.variables.set(target.name, value);
      case 'member':
        return setProperty(await this.evaluate(target.target), toText(await this.evaluate(target.name)), value);
      case 'index':
        return setIndex(await this.evaluate(target.target), await this.evaluate(target.index), value);
      default:
        throw new EvaluationError(
          '[lab] Nothing can be assigned to this.',
          'InvalidOperation',
          undefined,
          target.position,
        );
    }
  }
}
