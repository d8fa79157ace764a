import type { ParameterHelp } from '../../../shell/cmdlet-help.js';
import { details } from '../../state/lab.js';
import type { FieldValues } from './form-values.js';
import { ParameterField } from './parameter-field.js';
import { suggestionsFor } from './presets.js';

interface Props {
  readonly parameters: readonly ParameterHelp[];
  readonly values: FieldValues;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (changed: FieldValues) => void;
}

/** So many fields are shown at once; the optional ones of a larger cmdlet are opened when they are wanted. */
const mostOpen = 10;

/** The fields of a cmdlet: what it must have, what it may have, and what every cmdlet has. */
export function ParameterFields(props: Props) {
  const own = props.parameters.filter(({ common }) => !common);
  const common = props.parameters.filter((parameter) => parameter.common);
  const mandatory = own.filter((parameter) => parameter.mandatory);
  const optional = own.filter((parameter) => !parameter.mandatory);
  const isSmall = own.length <= mostOpen;
  return (
    <>
      <Fields {...props} parameters={isSmall ? own : mandatory} />
      {!isSmall && (
        <details open={mandatory.length === 0 || hasValue(optional, props.values)}>
          <summary>Optional parameters ({optional.length})</summary>
          <Fields {...props} parameters={optional} />
        </details>
      )}
      <details open={hasValue(common, props.values)}>
        <summary>PowerShell’s own parameters ({common.length})</summary>
        <Fields {...props} parameters={common} />
      </details>
    </>
  );
}

function Fields({ parameters, values, problems, onChange }: Props) {
  const lab = details.value;
  if (parameters.length === 0) return null;
  return (
    <div class="parameters">
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          text={values[parameter.name] ?? ''}
          how={values[`${parameter.name}.how`] ?? ''}
          problem={problems[parameter.name]}
          suggestions={lab ? suggestionsFor(parameter.name, lab) : []}
          onText={(text) => onChange({ [parameter.name]: text })}
          onHow={(how) => onChange({ [`${parameter.name}.how`]: how })}
        />
      ))}
    </div>
  );
}

function hasValue(parameters: readonly ParameterHelp[], values: FieldValues): boolean {
  return parameters.some(({ name }) => (values[name] ?? '') !== '');
}
