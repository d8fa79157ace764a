import type { Position } from './script-error.js';

/** A script taken apart. */
export interface Script {
  readonly statements: readonly Statement[];
  /** Of a whole script: the line in which each of them ends. */
  readonly lastLines?: readonly number[];
}

export type Statement =
  | { readonly kind: 'pipeline'; readonly elements: readonly PipelineElement[]; readonly position: Position }
  | {
      readonly kind: 'assignment';
      readonly target: Expression;
      readonly operator: AssignmentOperator;
      readonly value: Statement;
      readonly position: Position;
    }
  | {
      readonly kind: 'if';
      readonly clauses: readonly { readonly condition: Statement; readonly body: Script }[];
      readonly otherwise: Script | undefined;
      readonly position: Position;
    }
  | {
      readonly kind: 'foreach';
      readonly variable: string;
      readonly collection: Statement;
      readonly body: Script;
      readonly position: Position;
    };

export type AssignmentOperator = '=' | '+=' | '-=' | '*=' | '/=';

export type PipelineElement = CommandNode | { readonly kind: 'expression'; readonly expression: Expression };

export interface CommandNode {
  readonly kind: 'command';
  /** A name, or what the call operator is given. */
  readonly name: Expression;
  readonly arguments: readonly Argument[];
  readonly position: Position;
}

export type Argument =
  | { readonly kind: 'name'; readonly name: string; readonly attached: Expression | undefined }
  | { readonly kind: 'value'; readonly value: Expression }
  /** `@parameters` */
  | { readonly kind: 'splat'; readonly variable: string };

export type Expression = { readonly position: Position } & (
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'text'; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  /** `@( … )` */
  | { readonly kind: 'array'; readonly body: Script }
  /** `$( … )` */
  | { readonly kind: 'subexpression'; readonly body: Script }
  /** `( … )` */
  | { readonly kind: 'group'; readonly statement: Statement }
  | { readonly kind: 'block'; readonly body: Script; readonly source: string }
  | { readonly kind: 'hash'; readonly entries: readonly (readonly [Expression, Statement])[] }
  | { readonly kind: 'type'; readonly name: string }
  | { readonly kind: 'cast'; readonly type: string; readonly operand: Expression }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'member';
      readonly target: Expression;
      readonly name: Expression;
      /** Of a type: `[DateTime]::UtcNow`. */
      readonly isStatic: boolean;
      /** What a method is given; undefined for a property. */
      readonly arguments: readonly Expression[] | undefined;
    }
  | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression }
);

export type UnaryOperator = '!' | '-' | '+' | ',' | 'join' | 'split';
