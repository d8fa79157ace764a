import type { ComplexType, ValueOf } from '../xsd/model.js';
import { enumeration, patterned, words, xs } from '../xsd/simple-types.js';
import { choice, choices, once, optional } from '../xsd/types.js';
import { t } from './namespaces.js';
import { path } from './paths.js';

/** Search expressions (MS-OXWSSRCH). */
const searchExpression = t.complex('SearchExpressionType', { isAbstract: true });

const constant = t.complex('ConstantValueType', { attributes: { Value: xs.string } });

const exists = t.extended('ExistsType', searchExpression, { content: [choice(path)] });

const excludes = t.extended('ExcludesType', searchExpression, {
  content: [
    choice(path),
    {
      Bitmask: t.complex('ExcludesValueType', {
        attributes: { Value: patterned('t', 'ExcludesAttributeType', xs.string, '((0x|0X)[0-9A-Fa-f]*)|([0-9]*)') },
      }),
    },
  ],
});

const contains = t.extended('ContainsExpressionType', searchExpression, {
  attributes: {
    ContainmentMode: optional(
      enumeration('t', 'ContainmentModeType', words('FullString Prefixed Substring PrefixOnWords ExactPhrase')),
    ),
    ContainmentComparison: optional(
      enumeration(
        't',
        'ContainmentComparisonType',
        words(
          'Exact IgnoreCase IgnoreNonSpacingCharacters Loose IgnoreCaseAndNonSpacingCharacters LooseAndIgnoreCase LooseAndIgnoreNonSpace LooseAndIgnoreCaseAndIgnoreNonSpace',
        ),
      ),
    ),
  },
  content: [choice(path), { Constant: constant }],
});

/** A property, compared with another or with a constant. */
const twoOperands = t.extended('TwoOperandExpressionType', searchExpression, {
  isAbstract: true,
  content: [
    choice(path),
    { FieldURIOrConstant: t.complex('FieldURIOrConstantType', { content: [choice({ ...path, Constant: constant })] }) },
  ],
});

const simpleExpressions = {
  Exists: exists,
  Excludes: excludes,
  IsEqualTo: t.extended('IsEqualToType', twoOperands, {}),
  IsNotEqualTo: t.extended('IsNotEqualToType', twoOperands, {}),
  IsGreaterThan: t.extended('IsGreaterThanType', twoOperands, {}),
  IsGreaterThanOrEqualTo: t.extended('IsGreaterThanOrEqualToType', twoOperands, {}),
  IsLessThan: t.extended('IsLessThanType', twoOperands, {}),
  IsLessThanOrEqualTo: t.extended('IsLessThanOrEqualToType', twoOperands, {}),
  Contains: contains,
};

type SimpleExpression = {
  readonly [Name in keyof typeof simpleExpressions]?: ValueOf<(typeof simpleExpressions)[Name]> | undefined;
};

/** One expression, by the name of its element. */
export interface SearchExpression extends SimpleExpression {
  readonly Not?: SearchExpression | undefined;
  readonly And?: Operands | undefined;
  readonly Or?: Operands | undefined;
}

interface Operands {
  readonly operands?: readonly SearchExpression[] | undefined;
}

const searchExpressions = {
  ...simpleExpressions,
  Not: once((): ComplexType<SearchExpression> => not),
  And: once((): ComplexType<Operands> => and),
  Or: once((): ComplexType<Operands> => or),
};

const not: ComplexType<SearchExpression> = t.extended('NotType', searchExpression, {
  content: [choice(searchExpressions)],
});

const severalOperands: ComplexType<Operands> = t.extended('MultipleOperandBooleanExpressionType', searchExpression, {
  isAbstract: true,
  content: [choices('operands', searchExpressions, 1)],
});

const and = t.extended('AndType', severalOperands, {});
const or = t.extended('OrType', severalOperands, {});

/** Which items or folders are sought. */
export const restriction: ComplexType<SearchExpression> = t.complex('RestrictionType', {
  content: [choice(searchExpressions)],
});
