import type { CmdletHelp, ParameterHelp } from '../../../shell/cmdlet-help.js';
import type { Given, GivenValue } from './command-line.js';

/** What stands in the form's fields, by the parameters' names; a list's `Name.how` says what is done with its items. */
export type FieldValues = Readonly<Record<string, string>>;

export interface ReadForm {
  readonly given: readonly Given[];
  /** Why a field can't be read, by its parameter's name. */
  readonly problems: Readonly<Record<string, string>>;
}

/** A parameter whose field has several lines, one item each. */
export function isListType({ type }: Pick<ParameterHelp, 'type'>): boolean {
  return type === 'String[]' || type === 'MultiValuedProperty';
}

/** The names of a cmdlet's parameter sets, the default one first; none where there is only one way to call it. */
export function parameterSets({ syntax }: CmdletHelp): readonly string[] {
  return syntax.flatMap(({ set }) => (set === undefined ? [] : [set]));
}

/** The parameters that there are in a set and in a session. */
export function parametersIn(help: CmdletHelp, set: string | undefined, session: string): readonly ParameterHelp[] {
  return help.parameters.filter(
    (parameter) =>
      (parameter.session ?? session) === session && (set === undefined || (parameter.sets ?? [set]).includes(set)),
  );
}

/** Reads the fields of these parameters; what is empty is not given. */
export function readForm(parameters: readonly ParameterHelp[], values: FieldValues): ReadForm {
  const given: Given[] = [];
  const problems: Record<string, string> = {};
  for (const parameter of parameters) {
    const text = values[parameter.name] ?? '';
    if (text.trim() === '') continue;
    const { name, type } = parameter;
    try {
      given.push({ name, type, value: readField(parameter, text, values[`${name}.how`] ?? '') });
    } catch (error) {
      problems[name] = error instanceof Error ? error.message : String(error);
    }
  }
  return { given, problems };
}

/** The body of the call: names and values. */
export function parametersOf(given: readonly Given[]): Readonly<Record<string, GivenValue>> {
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}

/** The mandatory parameters that are still empty. */
export function missing(parameters: readonly ParameterHelp[], { given }: ReadForm): readonly string[] {
  const names = new Set(given.map(({ name }) => name));
  return parameters.filter(({ mandatory, name }) => mandatory && !names.has(name)).map(({ name }) => name);
}

function readField(parameter: ParameterHelp, text: string, how: string): GivenValue {
  const { type, nullable } = parameter;
  const word = text.trim();
  if (word.toLowerCase() === '$null' && (nullable || isListType(parameter))) return null;
  switch (type) {
    case 'SwitchParameter':
    case 'Boolean':
      return word === 'true';
    case 'Int32':
      return /^-?\d{1,10}$/.test(word) ? Number(word) : word;
    case 'String[]':
      return itemsOf(text);
    case 'MultiValuedProperty':
      return how === '' ? itemsOf(text) : { [how]: itemsOf(text) };
    case 'Object[]':
      return objectsOf(word);
    case 'Byte[]':
      return text.replace(/\s/g, '');
    case 'String':
    case 'SecureString':
      return text;
    default:
      return word;
  }
}

function itemsOf(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

function objectsOf(text: string): GivenValue {
  try {
    return JSON.parse(text) as GivenValue;
  } catch {
    throw new Error('This is no JSON. Write an object as {"name": "value"}, several in [ ].');
  }
}
